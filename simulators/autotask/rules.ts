import type { JsonObject } from '../kit/json.ts';
import type { EntityPath } from './entities/types.ts';
import { badPicklist, badReference, dataViolation, failure, missingField } from './errors.ts';
import { type AutotaskState, findRow } from './state.ts';
import type { AutotaskSwitches } from './switches.ts';

/** A row as it would be after a write. Nothing is stored yet. */
export interface Candidate {
  readonly state: AutotaskState;
  readonly switches: AutotaskSwitches;
  readonly id: number | undefined;
  readonly before: JsonObject | undefined;
  /** The columns that the write names. */
  readonly named: JsonObject;
  readonly fields: JsonObject;
}

/** The status that means completed; with New = 1 the only one that is the same everywhere. */
export const COMPLETE = 5;
/** The license of users that are made for the API: they can own nothing and be assigned to nothing. */
export const API_ONLY_LICENSE = 7;

const isSet = (fields: JsonObject, name: string): boolean => (fields[name] ?? null) !== null;

function checkRolePair({ state, fields }: Candidate): void {
  const [resource, role] = [fields['assignedResourceID'] ?? null, fields['assignedResourceRoleID'] ?? null];
  if (resource === null && role === null) return;
  if (resource === null || role === null) {
    throw dataViolation(
      'When assigning a Resource, you must assign both a assignedResourceID and assignedResourceRoleID',
    );
  }
  const pair = state.rows.ResourceServiceDeskRoles.some(
    (row) =>
      row.fields['resourceID'] === resource &&
      row.fields['roleID'] === role &&
      row.fields['isActive'] === true,
  );
  const license = state.rows.Resources.find((row) => row.id === resource)?.fields['licenseType'];
  if (!pair || license === API_ONLY_LICENSE) {
    throw dataViolation(
      'The specified AssignedResourceID and AssignedRoleID combination is not currently defined',
    );
  }
}

function secondaries(state: AutotaskState, ticket: number | undefined): unknown[] {
  const rows = state.rows.TicketSecondaryResources.filter((row) => row.fields['ticketID'] === ticket);
  return rows.map((row) => row.fields['resourceID']);
}

function checkPrimaryIsNotSecondary({ state, id, fields }: Candidate): void {
  if (id !== undefined && secondaries(state, id).includes(fields['assignedResourceID'])) {
    throw dataViolation('The primary resource cannot also be a secondary resource');
  }
}

function checkBelongsToCompany({ state, fields }: Candidate): void {
  const belongings = [
    ['contactID', 'Contacts'],
    ['companyLocationID', 'CompanyLocations'],
  ] as const;
  for (const [name, path] of belongings) {
    if (!isSet(fields, name)) continue;
    const row = state.rows[path].find((one) => one.id === fields[name]);
    if (row?.fields['companyID'] !== fields['companyID']) throw badReference(name, path.slice(0, -1));
  }
}

function checkStatusOfCategory({ state, switches, named, fields }: Candidate): void {
  if (switches.categoryStatus === 'accept' || !Object.hasOwn(named, 'status')) return;
  const shown = state.statusesOfCategory[String(fields['ticketCategory'] ?? '')];
  const status = fields['status'] ?? null;
  if (shown && !shown.some((one) => one === status)) throw badPicklist(status, 'status');
}

// Nothing is said about open important checklist items: the API completes such a ticket.
function checkTicket(candidate: Candidate): void {
  checkRolePair(candidate);
  checkPrimaryIsNotSecondary(candidate);
  checkBelongsToCompany(candidate);
  checkStatusOfCategory(candidate);
}

// noteType and publish are asked for in a PATCH too, although they stand on the row already.
function checkTicketNote({ named }: Candidate): void {
  for (const name of ['noteType', 'publish']) if (!isSet(named, name)) throw missingField(name);
}

function checkSecondary({ state, fields }: Candidate): void {
  const ticket = Number(fields['ticketID']);
  const primary = findRow(state, 'Tickets', ticket)?.fields['assignedResourceID'] ?? null;
  if (primary === fields['resourceID']) {
    throw dataViolation('The primary resource cannot also be a secondary resource');
  }
  if (secondaries(state, ticket).includes(fields['resourceID'])) {
    throw dataViolation('The resource is already a secondary resource of this ticket');
  }
}

function checkNoteContact({ state, named }: Candidate): void {
  const contact = state.rows.Contacts.find((row) => row.id === named['contactID']);
  if (contact && contact.fields['isActive'] !== 1) throw badReference('contactID', 'Contact');
}

/** Fails when a ticket would get more checklist items than it can hold. */
export function checkRoom({ state, switches }: Candidate, ticket: unknown, added: number): void {
  const items = state.rows.TicketChecklistItems.filter((row) => row.fields['ticketID'] === ticket);
  if (items.length + added > switches.checklistLimit) {
    throw failure(`A ticket cannot have more than ${switches.checklistLimit} checklist items.`);
  }
}

function checkLibrary(candidate: Candidate): void {
  const { state, fields } = candidate;
  const library = state.rows.ChecklistLibraries.find((row) => row.id === fields['checklistLibraryID']);
  if (library?.fields['isActive'] !== true) throw badReference('checklistLibraryID', 'ChecklistLibrary');
  const items = state.rows.ChecklistLibraryChecklistItems.filter(
    (row) => row.fields['checklistLibraryID'] === library.id,
  );
  checkRoom(candidate, fields['ticketID'], items.length);
}

function checkChecklistItem(candidate: Candidate): void {
  if (!candidate.before) checkRoom(candidate, candidate.fields['ticketID'], 1);
}

/** What must hold between several columns or rows, by entity. */
export const RULES: Partial<Record<EntityPath, (candidate: Candidate) => void>> = {
  Tickets: checkTicket,
  TicketNotes: checkTicketNote,
  TicketSecondaryResources: checkSecondary,
  TicketChecklistItems: checkChecklistItem,
  TicketChecklistLibraries: checkLibrary,
  CompanyNotes: checkNoteContact,
};
