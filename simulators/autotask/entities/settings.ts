import { type EntityDefinition, flag, integer, pick, reference, required, text } from './types.ts';

/** Checklist libraries: one of them holds the item of R2. */
export const checklistLibraries: EntityDefinition = {
  path: 'ChecklistLibraries',
  name: 'ChecklistLibrary',
  writes: { create: true, update: true, delete: true },
  fields: [
    required(text('name')),
    text('description', 2000),
    required(pick('entityType', { createOnly: true })),
    required(flag('isActive')),
  ],
};

/** The items of a checklist library. */
export const checklistLibraryChecklistItems: EntityDefinition = {
  path: 'ChecklistLibraryChecklistItems',
  name: 'ChecklistLibraryChecklistItem',
  writes: {
    below: { parent: 'ChecklistLibraries', segment: 'ChecklistItems', key: 'checklistLibraryID' },
    create: true,
    update: true,
    delete: true,
  },
  fields: [
    required(reference('checklistLibraryID', 'ChecklistLibraries', { createOnly: true })),
    required(text('itemName', 600)),
    flag('isImportant'),
    integer('position'),
  ],
};

/** The MSP's people, and its API users. */
export const resources: EntityDefinition = {
  path: 'Resources',
  name: 'Resource',
  writes: { update: true },
  fields: [
    required(text('firstName', 50)),
    required(text('lastName', 50)),
    required(text('email', 254)),
    required(text('userName', 32)),
    required(pick('licenseType')),
    required(flag('isActive')),
    reference('defaultServiceDeskRoleID', 'Roles'),
    text('title', 50),
  ],
};

/** Which resource may work in which role: a ticket's resource and role must be one of these pairs. */
export const resourceServiceDeskRoles: EntityDefinition = {
  path: 'ResourceServiceDeskRoles',
  name: 'ResourceServiceDeskRole',
  writes: {
    below: { parent: 'Resources', segment: 'ServiceDeskRoles', key: 'resourceID' },
    create: true,
    update: true,
  },
  fields: [
    required(reference('resourceID', 'Resources', { createOnly: true })),
    required(reference('roleID', 'Roles', { createOnly: true })),
    required(flag('isActive')),
    flag('isDefault'),
  ],
};

/** Roles in which people work. */
export const roles: EntityDefinition = {
  path: 'Roles',
  name: 'Role',
  writes: { create: true, update: true },
  fields: [required(text('name', 200)), text('description', 200), required(flag('isActive'))],
};

/** Ticket categories: they decide which statuses a ticket shows (R71). */
export const ticketCategories: EntityDefinition = {
  path: 'TicketCategories',
  name: 'TicketCategory',
  writes: { update: true },
  fields: [
    required(text('name', 30)),
    text('nickname', 3),
    flag('isActive'),
    flag('isGlobalDefault'),
    flag('isApiOnly'),
  ],
};
