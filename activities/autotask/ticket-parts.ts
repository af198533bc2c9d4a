import { type FieldDefinition, fieldDefinitionsSchema, writtenSchema } from './answers.ts';
import type { Call } from './errors.ts';
import type { Ask } from './requests.ts';
import { allRows, equals, rowsWith } from './rows.ts';
import {
  type AutotaskTicketItem,
  type TicketNote,
  ticketItemSchema,
  ticketNoteSchema,
} from './ticket-answers.ts';

/** What we change of a checklist item. */
export interface TicketItemChange {
  /** At most 600 characters. */
  readonly itemName?: string;
  readonly isCompleted?: boolean;
}

/** What a new note of a ticket needs, in Autotask's own terms. */
export interface NewTicketNote {
  /** At most 250 characters. */
  readonly title: string;
  /** At most 32,000 characters. */
  readonly description: string;
  /** Values of the lists, not their labels; `publish` says who can read it. */
  readonly noteType: number;
  readonly publish: number;
}

/** The part of the client that is about what hangs on tickets: checklists and notes. */
export interface TicketParts {
  /** The checklist items of the tickets. */
  ticketItems(ticketIds: readonly number[]): Promise<AutotaskTicketItem[]>;
  /** Appends an item, each time another one: look for it first. Proves nothing. */
  writeTicketItem(ticketId: number, item: Required<TicketItemChange>): Promise<void>;
  /** Changes an item. Proves nothing. */
  writeTicketItemChange(ticketId: number, id: number, change: TicketItemChange): Promise<void>;
  /** Takes an item away. Throws `not-found` when it is gone already. */
  writeTicketItemRemoval(ticketId: number, id: number): Promise<void>;
  /** Notes of the ticket whose text holds that, capitals included, the oldest first. */
  ticketNotesWith(ticketId: number, part: string): Promise<TicketNote[]>;
  /** All fields of ticket notes: their lists hold values of the tenant's own. */
  ticketNoteFieldDefinitions(): Promise<FieldDefinition[]>;
  /** Adds a note, each time another one, and for good: look for it first. Proves nothing. */
  writeTicketNote(ticketId: number, note: NewTicketNote): Promise<void>;
}

/** Makes that part. */
export function ticketParts(ask: Ask): TicketParts {
  return {
    ticketItems: (ticketIds) => items(ask, ticketIds),
    writeTicketItem: (ticketId, item) =>
      // Never important: a rule of the tenant may open a ticket again whose important items are not ticked (R69).
      write(ask, ticketId, 'POST', 'ChecklistItems', { ticketID: ticketId, isImportant: false, ...item }),
    writeTicketItemChange: (ticketId, id, change) =>
      write(ask, ticketId, 'PATCH', 'ChecklistItems', { id, ...change }),
    writeTicketItemRemoval: (ticketId, id) => write(ask, ticketId, 'DELETE', `ChecklistItems/${id}`),
    ticketNotesWith: (ticketId, part) => notesWith(ask, ticketId, part),
    ticketNoteFieldDefinitions: () => noteFields(ask),
    writeTicketNote: (ticketId, note) =>
      write(ask, ticketId, 'POST', 'Notes', { ticketID: ticketId, ...note }),
  };
}

function items(ask: Ask, ticketIds: readonly number[]): Promise<AutotaskTicketItem[]> {
  const query = {
    entity: 'TicketChecklistItems',
    fields: ['id', 'ticketID', 'itemName', 'isCompleted', 'completedByResourceID', 'completedDateTime'],
    wanted: 'read checklists of tickets',
  };
  return rowsWith(ask, query, 'ticketID', ticketIds, ticketItemSchema);
}

async function notesWith(ask: Ask, ticketId: number, part: string): Promise<TicketNote[]> {
  const query = {
    entity: 'TicketNotes',
    fields: ['id', 'description', 'publish'],
    filter: [equals('ticketID', ticketId), { op: 'contains', field: 'description', value: part }],
    wanted: 'look up the ticket’s note',
  };
  const found = await allRows(ask, query, ticketNoteSchema);
  return found.filter(({ description }) => description.includes(part));
}

function noteFields(ask: Ask): Promise<FieldDefinition[]> {
  const path = 'TicketNotes/entityInformation/fields';
  return ask({ method: 'GET', path, wanted: 'read the fields of ticket notes' }, fieldDefinitionsSchema);
}

/** The vendor takes what belongs to a ticket below its ticket only. */
async function write(
  ask: Ask,
  ticketId: number,
  method: Call['method'],
  below: string,
  body?: object,
): Promise<void> {
  const call = {
    method,
    path: `Tickets/${ticketId}/${below}`,
    wanted: below === 'Notes' ? 'add a note to the ticket' : 'change the checklist of the ticket',
    row: `ticket with id ${ticketId}, or no such item on it`,
    ...(body && { body }),
  };
  await ask(call, writtenSchema);
}
