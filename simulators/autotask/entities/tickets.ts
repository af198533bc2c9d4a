import {
  decimal,
  type EntityDefinition,
  flag,
  instant,
  integer,
  pick,
  readOnly,
  reference,
  required,
  text,
} from './types.ts';

/** Tickets. What may stand together is in `rules.ts`. */
export const tickets: EntityDefinition = {
  path: 'Tickets',
  name: 'Ticket',
  hasUdfs: true,
  impersonation: true,
  writes: { create: true, update: true },
  fields: [
    required(reference('companyID', 'Companies')),
    required(text('title', 255)),
    text('description', 8000),
    text('resolution', 32_000),
    required(pick('status')),
    required(pick('priority')),
    pick('queueID'),
    pick('source'),
    pick('issueType'),
    pick('subIssueType'),
    reference('ticketCategory', 'TicketCategories'),
    reference('companyLocationID', 'CompanyLocations'),
    reference('contactID', 'Contacts'),
    reference('contractID', 'Contracts'),
    reference('configurationItemID', 'ConfigurationItems'),
    reference('assignedResourceID', 'Resources'),
    reference('assignedResourceRoleID', 'Roles'),
    instant('dueDateTime'),
    decimal('estimatedHours'),
    flag('isVisibleToComanaged'),
    text('externalID', 50),
    readOnly(integer('creatorType', { notQueryable: true })),
    readOnly(integer('lastActivityPersonType', { notQueryable: true })),
    readOnly(text('ticketNumber', 50)),
    readOnly(reference('creatorResourceID', 'Resources')),
    readOnly(reference('impersonatorCreatorResourceID', 'Resources')),
    readOnly(instant('createDate')),
    readOnly(instant('completedDate')),
    readOnly(instant('lastActivityDate')),
    readOnly(instant('lastTrackedModificationDateTime')),
  ],
};

/** Notes of a ticket. `publish` decides whether customers read them; they cannot be taken back (R60, R64). */
export const ticketNotes: EntityDefinition = {
  path: 'TicketNotes',
  name: 'TicketNote',
  impersonation: true,
  writes: { below: { parent: 'Tickets', segment: 'Notes', key: 'ticketID' }, create: true, update: true },
  fields: [
    required(reference('ticketID', 'Tickets', { createOnly: true })),
    text('title', 250),
    required(text('description', 32_000)),
    required(pick('noteType')),
    required(pick('publish')),
    integer('createdByContactID', { createOnly: true }),
    readOnly(reference('creatorResourceID', 'Resources')),
    readOnly(reference('impersonatorCreatorResourceID', 'Resources')),
    readOnly(instant('createDateTime')),
    readOnly(instant('lastActivityDate')),
  ],
};

/** Further resources of a ticket: added and removed, never changed. */
export const ticketSecondaryResources: EntityDefinition = {
  path: 'TicketSecondaryResources',
  name: 'TicketSecondaryResource',
  writes: {
    below: { parent: 'Tickets', segment: 'SecondaryResources', key: 'ticketID' },
    create: true,
    delete: true,
  },
  fields: [
    required(reference('ticketID', 'Tickets')),
    required(reference('resourceID', 'Resources')),
    required(reference('roleID', 'Roles')),
  ],
};

/** The checklist of a ticket. */
export const ticketChecklistItems: EntityDefinition = {
  path: 'TicketChecklistItems',
  name: 'TicketChecklistItem',
  writes: {
    below: { parent: 'Tickets', segment: 'ChecklistItems', key: 'ticketID' },
    create: true,
    update: true,
    delete: true,
  },
  fields: [
    required(reference('ticketID', 'Tickets', { createOnly: true })),
    required(text('itemName', 600)),
    flag('isImportant'),
    flag('isCompleted'),
    integer('position'),
    readOnly(reference('completedByResourceID', 'Resources')),
    readOnly(instant('completedDateTime')),
  ],
};

/** Adding a library to a ticket appends all its items; nothing can be read back. */
export const ticketChecklistLibraries: EntityDefinition = {
  path: 'TicketChecklistLibraries',
  name: 'TicketChecklistLibrary',
  notReadable: true,
  writes: { below: { parent: 'Tickets', segment: 'ChecklistLibraries', key: 'ticketID' }, create: true },
  fields: [
    required(reference('ticketID', 'Tickets')),
    required(reference('checklistLibraryID', 'ChecklistLibraries')),
  ],
};
