import type { JsonObject } from '../../kit/json.ts';

/** The entities that the simulator knows, by the first segment of their root routes. */
export const ENTITY_PATHS = [
  'Companies',
  'CompanyLocations',
  'CompanyNotes',
  'Contacts',
  'Contracts',
  'ContractServices',
  'Tickets',
  'TicketNotes',
  'TicketSecondaryResources',
  'TicketChecklistItems',
  'TicketChecklistLibraries',
  'ChecklistLibraries',
  'ChecklistLibraryChecklistItems',
  'ConfigurationItems',
  'Resources',
  'ResourceServiceDeskRoles',
  'Roles',
  'TicketCategories',
] as const;

/** One of the entities. */
export type EntityPath = (typeof ENTITY_PATHS)[number];

/** What a column holds. */
export type FieldType = 'integer' | 'decimal' | 'string' | 'boolean' | 'datetime';

/** One column of an entity. Only those that the project has a use for, not all that the vendor has. */
export interface FieldDefinition {
  readonly name: string;
  readonly type: FieldType;
  readonly length?: number;
  /** Needed to create a row. */
  readonly required?: boolean;
  /** A value in a write is dropped without a word. */
  readonly readOnly?: boolean;
  /** Taken on create, dropped without a word on update. */
  readonly createOnly?: boolean;
  readonly notQueryable?: boolean;
  /** Values come from the tenant's picklist `<entity path>.<field>`. */
  readonly picklist?: boolean;
  readonly reference?: EntityPath;
}

/** Where and how rows of an entity are written: on its root, or on a route below the row that they belong to. */
export interface WriteRoutes {
  /** Set for a child: `/Companies/{companyID}/Contacts`. */
  readonly below?: { readonly parent: EntityPath; readonly segment: string; readonly key: string };
  readonly create?: boolean;
  readonly update?: boolean;
  readonly delete?: boolean;
}

/** One entity: its names, columns and routes. */
export interface EntityDefinition {
  readonly path: EntityPath;
  /** The singular name of metadata and error texts. */
  readonly name: string;
  readonly fields: readonly FieldDefinition[];
  readonly writes: WriteRoutes;
  readonly hasUdfs?: boolean;
  /** TicketChecklistLibraries can be added, never read. */
  readonly notReadable?: boolean;
  /** Takes `ImpersonationResourceId` on writes. */
  readonly impersonation?: boolean;
}

/** One row. Columns are absent or null when empty; `id` stands apart. */
export interface Row {
  readonly id: number;
  fields: JsonObject;
  /** User-defined fields by display name; a list field holds the item's `value`. */
  udf: { [name: string]: string | null };
  /** How the row shows its user-defined fields when none is set: all with null, `[]`, or not at all. */
  unsetUdfs?: 'listed' | 'empty' | 'missing';
}

type Details = Omit<FieldDefinition, 'name' | 'type'>;

/** A column of whole numbers. */
export const integer = (name: string, details: Details = {}): FieldDefinition => ({
  name,
  type: 'integer',
  ...details,
});

/** A column of numbers with a fraction. */
export const decimal = (name: string, details: Details = {}): FieldDefinition => ({
  name,
  type: 'decimal',
  ...details,
});

/** A column of text. */
export const text = (name: string, length = 100, details: Details = {}): FieldDefinition => ({
  name,
  type: 'string',
  length,
  ...details,
});

/** A column of true and false. */
export const flag = (name: string, details: Details = {}): FieldDefinition => ({
  name,
  type: 'boolean',
  ...details,
});

/** A column of instants, in UTC. */
export const instant = (name: string, details: Details = {}): FieldDefinition => ({
  name,
  type: 'datetime',
  ...details,
});

/** A column that holds the number of a picklist value. */
export const pick = (name: string, details: Details = {}): FieldDefinition =>
  integer(name, { picklist: true, ...details });

/** A column that holds the id of another entity's row. */
export const reference = (name: string, to: EntityPath, details: Details = {}): FieldDefinition =>
  integer(name, { reference: to, ...details });

/** A column that the server sets. */
export const readOnly = (field: FieldDefinition): FieldDefinition => ({ ...field, readOnly: true });

/** A column that a new row needs. */
export const required = (field: FieldDefinition): FieldDefinition => ({ ...field, required: true });
