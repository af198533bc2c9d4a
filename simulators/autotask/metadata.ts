import type { Json } from '../kit/types.ts';
import { columnsOf } from './entities/table.ts';
import type { EntityDefinition, FieldDefinition } from './entities/types.ts';
import type { AutotaskState, PicklistValue, UdfDefinition } from './state.ts';
import type { AutotaskSwitches } from './switches.ts';

/** `/E/entityInformation`. It says what an entity can do, not on which route. */
export function entityInformation(entity: EntityDefinition, switches: AutotaskSwitches): Json {
  const { create = false, update = false } = entity.writes;
  const access = (granted: boolean) =>
    switches.userAccess === 'text' ? (granted ? 'All' : 'None') : granted ? 1 : 0;
  return {
    info: {
      name: entity.name,
      canCreate: create,
      canDelete: entity.writes.delete ?? false,
      canQuery: !entity.notReadable,
      canUpdate: update,
      userAccessForCreate: access(create),
      userAccessForDelete: access(entity.writes.delete ?? false),
      userAccessForQuery: access(!entity.notReadable),
      userAccessForUpdate: access(update),
      hasUserDefinedFields: entity.hasUdfs ?? false,
      supportsWebhookCallouts: ['Company', 'Contact', 'ConfigurationItem', 'Ticket', 'TicketNote'].includes(
        entity.name,
      ),
    },
  };
}

function picklistValue(
  { value, label, isActive, isDefaultValue, parentValue }: PicklistValue,
  at: number,
): Json {
  return {
    value: String(value),
    label,
    isDefaultValue: isDefaultValue ?? false,
    sortOrder: at + 1,
    parentValue: parentValue ?? '',
    isActive: isActive ?? true,
    isSystem: false,
  };
}

/** The vendor's names of types: whole numbers are `integer`, or `long` for ids. */
function dataType(field: FieldDefinition): string {
  return field.name === 'id' ? 'long' : field.type;
}

/** A picklist's values; categories are rows, and shown as a picklist of tickets all the same. */
function choicesOf(
  state: AutotaskState,
  entity: EntityDefinition,
  field: FieldDefinition,
): PicklistValue[] | undefined {
  if (field.picklist) return state.picklists[`${entity.path}.${field.name}`] ?? [];
  if (field.reference !== 'TicketCategories') return undefined;
  return state.rows.TicketCategories.map(({ id, fields }) => ({
    value: id,
    label: String(fields['name']),
    isActive: fields['isActive'] === true,
    isDefaultValue: fields['isGlobalDefault'] === true,
  }));
}

function column(state: AutotaskState, entity: EntityDefinition, field: FieldDefinition): Json {
  const choices = choicesOf(state, entity, field);
  return {
    name: field.name,
    dataType: dataType(field),
    length: field.length ?? 0,
    isRequired: field.required ?? false,
    isReadOnly: field.readOnly ?? false,
    isQueryable: !field.notQueryable,
    isReference: field.reference !== undefined,
    referenceEntityType: field.reference ?? '',
    isPickList: choices !== undefined,
    picklistValues: choices?.map(picklistValue) ?? null,
    picklistParentValueField: field.name === 'subIssueType' ? 'issueType' : '',
    isSupportedWebhookField: false,
  };
}

/** `/E/entityInformation/fields`. */
export function fieldsInformation(state: AutotaskState, entity: EntityDefinition): Json {
  return { fields: columnsOf(entity).map((field) => column(state, entity, field)) };
}

function userDefinedField({ name, values }: UdfDefinition): Json {
  return {
    name,
    label: name,
    type: 'string',
    length: 8000,
    description: null,
    isRequired: false,
    isReadOnly: false,
    isQueryable: true,
    isReference: false,
    referenceEntityType: '',
    isPickList: values !== undefined,
    picklistValues:
      values?.map((item, at) => ({
        value: item.value,
        label: item.label,
        isDefaultValue: false,
        sortOrder: at + 1,
        parentValue: '',
        isActive: item.isActive ?? true,
        isSystem: false,
      })) ?? null,
    picklistParentValueField: '',
    defaultValue: '',
    isSupportedWebhookField: false,
  };
}

/** `/E/entityInformation/userDefinedFields`. */
export function udfInformation(state: AutotaskState, entity: EntityDefinition): Json {
  return { fields: (entity.hasUdfs ? (state.udfs[entity.path] ?? []) : []).map(userDefinedField) };
}
