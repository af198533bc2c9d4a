import type { AutotaskCompanyId } from '../../domain/ids.ts';
import {
  type AutotaskResource,
  type FieldDefinition,
  fieldDefinitionsSchema,
  resourceSchema,
  writtenSchema,
} from './answers.ts';
import type { Ask } from './requests.ts';
import { allRows, equals, rowsWith } from './rows.ts';
import { type AutotaskTicket, ticketSchema } from './ticket-answers.ts';

/** What a new ticket gets, in Autotask's own terms; it has no contact and nobody assigned. */
export interface NewTicket {
  readonly companyID: AutotaskCompanyId;
  /** At most 255 characters. */
  readonly title: string;
  /** At most 8,000 characters. */
  readonly description: string;
  /** What it is found by: at most 50 characters. */
  readonly externalID: string;
  /** Values of the lists, not their labels. */
  readonly status: number;
  readonly priority: number;
  readonly queueID: number;
  readonly source?: number;
  readonly ticketCategory?: number;
  /** An instant in UTC. */
  readonly dueDateTime: string;
  readonly isVisibleToComanaged: boolean;
}

/** What we change of a ticket that is there. */
export interface TicketChange {
  readonly status?: number;
  readonly dueDateTime?: string;
  readonly contactID?: null;
}

/** The part of the client that is about tickets. */
export interface Tickets {
  /** Tickets with exactly that external id, capitals included, the oldest first. */
  ticketsWithExternalId(externalId: string): Promise<AutotaskTicket[]>;
  /** Those of the tickets that are there. */
  tickets(ids: readonly number[]): Promise<AutotaskTicket[]>;
  /** All fields of tickets: their lists hold values of the tenant's own. */
  ticketFieldDefinitions(): Promise<FieldDefinition[]>;
  /** People of the MSP by id, whether active or not. */
  resources(ids: readonly number[]): Promise<AutotaskResource[]>;
  /** Makes a ticket, each time another one: look for it first. Answers its id, and proves nothing. */
  writeTicket(ticket: NewTicket): Promise<number>;
  /** Changes a ticket. Proves nothing: a rule of the tenant may have undone it. */
  writeTicketChange(id: number, change: TicketChange): Promise<void>;
}

/** Makes that part. */
export function tickets(ask: Ask): Tickets {
  return {
    ticketsWithExternalId: (externalId) => withExternalId(ask, externalId),
    tickets: (ids) => rowsWith(ask, { ...rows, wanted: 'read tickets' }, 'id', ids, ticketSchema),
    ticketFieldDefinitions: () => fieldDefinitions(ask),
    resources: (ids) => resources(ask, ids),
    writeTicket: (ticket) => writeTicket(ask, ticket),
    writeTicketChange: (id, change) => writeChange(ask, id, change),
  };
}

const rows = {
  entity: 'Tickets',
  fields: [
    'id',
    'externalID',
    'companyID',
    'status',
    'queueID',
    'contactID',
    'assignedResourceID',
    'creatorResourceID',
    'dueDateTime',
    'completedDate',
  ],
};

async function withExternalId(ask: Ask, externalId: string): Promise<AutotaskTicket[]> {
  const filter = [equals('externalID', externalId)];
  const found = await allRows(ask, { ...rows, filter, wanted: 'look up the ticket' }, ticketSchema);
  return found.filter((candidate) => candidate.externalId === externalId);
}

function fieldDefinitions(ask: Ask): Promise<FieldDefinition[]> {
  const path = 'Tickets/entityInformation/fields';
  return ask({ method: 'GET', path, wanted: 'read the fields of tickets' }, fieldDefinitionsSchema);
}

function resources(ask: Ask, ids: readonly number[]): Promise<AutotaskResource[]> {
  const query = {
    entity: 'Resources',
    fields: ['id', 'email', 'firstName', 'lastName'],
    wanted: 'look up resources by id',
  };
  return rowsWith(ask, query, 'id', ids, resourceSchema);
}

async function writeTicket(ask: Ask, body: NewTicket): Promise<number> {
  const call = { method: 'POST', path: 'Tickets', body, wanted: 'make the onboarding ticket' } as const;
  return (await ask(call, writtenSchema)).itemId;
}

async function writeChange(ask: Ask, id: number, change: TicketChange): Promise<void> {
  const body = { id, ...change };
  const wanted = 'change the onboarding ticket';
  await ask({ method: 'PATCH', path: 'Tickets', body, wanted, row: `ticket with id ${id}` }, writtenSchema);
}
