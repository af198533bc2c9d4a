import { companies, companyLocations, companyNotes, contacts } from './companies.ts';
import { configurationItems, contractServices, contracts } from './contracts.ts';
import {
  checklistLibraries,
  checklistLibraryChecklistItems,
  resourceServiceDeskRoles,
  resources,
  roles,
  ticketCategories,
} from './settings.ts';
import {
  ticketChecklistItems,
  ticketChecklistLibraries,
  ticketNotes,
  ticketSecondaryResources,
  tickets,
} from './tickets.ts';
import type { EntityDefinition, EntityPath, FieldDefinition } from './types.ts';
import { integer } from './types.ts';

/** Every entity; routes, metadata, queries and writes are all made from this table. */
export const ENTITIES: Readonly<Record<EntityPath, EntityDefinition>> = {
  Companies: companies,
  CompanyLocations: companyLocations,
  CompanyNotes: companyNotes,
  Contacts: contacts,
  Contracts: contracts,
  ContractServices: contractServices,
  Tickets: tickets,
  TicketNotes: ticketNotes,
  TicketSecondaryResources: ticketSecondaryResources,
  TicketChecklistItems: ticketChecklistItems,
  TicketChecklistLibraries: ticketChecklistLibraries,
  ChecklistLibraries: checklistLibraries,
  ChecklistLibraryChecklistItems: checklistLibraryChecklistItems,
  ConfigurationItems: configurationItems,
  Resources: resources,
  ResourceServiceDeskRoles: resourceServiceDeskRoles,
  Roles: roles,
  TicketCategories: ticketCategories,
};

const ID = integer('id', { readOnly: true, required: true });

/** All columns of an entity, `id` first. */
export function columnsOf(entity: EntityDefinition): readonly FieldDefinition[] {
  return [ID, ...entity.fields];
}

/** A column by its name, in any case. */
export function findColumn(entity: EntityDefinition, name: string): FieldDefinition | undefined {
  return columnsOf(entity).find((field) => field.name.toLowerCase() === name.toLowerCase());
}

/** The entity of a root route, in any case. */
export function findEntity(segment: string): EntityDefinition | undefined {
  return Object.values(ENTITIES).find((entity) => entity.path.toLowerCase() === segment.toLowerCase());
}

/** The entity of a child route such as `/Companies/{id}/Contacts`, in any case. */
export function findChild(parent: EntityDefinition, segment: string): EntityDefinition | undefined {
  return Object.values(ENTITIES).find(
    ({ writes }) =>
      writes.below?.parent === parent.path && writes.below.segment.toLowerCase() === segment.toLowerCase(),
  );
}
