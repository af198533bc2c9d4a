import { roomFor, type TicketItem } from '../../domain/onboarding-ticket-news.ts';
import { ProductError } from '../../domain/problems.ts';
import type { TicketReading } from '../ticket-activities.ts';
import type { AutotaskClient } from './client.ts';
import { systemTitle } from './errors.ts';
import type { AutotaskTicket, AutotaskTicketItem } from './ticket-answers.ts';

/** A ticket with its checklist. */
export interface WholeTicket {
  readonly row: AutotaskTicket;
  readonly items: readonly TicketItem[];
}

/**
 * Reads onboarding tickets with their checklists and who ticked what: three queries for up to 500 tickets. Tickets that
 * are gone are left out. Throws the client's errors.
 */
export async function readTickets(client: AutotaskClient, ids: readonly number[]): Promise<WholeTicket[]> {
  if (ids.length === 0) return [];
  const rows = await client.tickets(ids);
  const items = await client.ticketItems(rows.map(({ id }) => id));
  const ours = new Map(rows.map(({ id, creatorResourceId }) => [id, creatorResourceId]));
  const isOurs = ({ ticketId, completedByResourceId: by }: AutotaskTicketItem) =>
    by !== null && by === ours.get(ticketId);
  const emails = await emailsOf(
    client,
    items.filter((item) => !isOurs(item)),
  );
  const itemsOf = (ticketId: number) =>
    items
      .filter((item) => item.ticketId === ticketId)
      .map((item) => itemAsRead(item, isOurs(item), emails.get(item.completedByResourceId ?? -1)));
  return rows.map((row) => ({ row, items: itemsOf(row.id) }));
}

/** The ticket with that id. Throws the client's errors and `not-found`. */
export async function readTicket(client: AutotaskClient, id: number): Promise<WholeTicket> {
  const [ticket] = await readTickets(client, [id]);
  if (ticket) return ticket;
  throw new ProductError('not-found', { system: systemTitle, what: `ticket with id ${id}` });
}

/** A reading as the onboarding gets it; `limit` is how many items a ticket can hold. */
export function readingOf({ row, items }: WholeTicket, limit: number): TicketReading {
  const room = roomFor(items, limit);
  return { ticketId: row.id, items, room, dueDate: row.dueAt, completedAt: row.completedAt };
}

async function emailsOf(client: AutotaskClient, items: readonly AutotaskTicketItem[]) {
  const ids = items.flatMap(({ completedByResourceId: id }) => (id === null ? [] : [id]));
  const people = ids.length === 0 ? [] : await client.resources(ids);
  return new Map(people.map(({ id, email }) => [id, email]));
}

function itemAsRead(item: AutotaskTicketItem, completedByUs: boolean, email = ''): TicketItem {
  const { id, text, isCompleted, completedByResourceId, completedAt } = item;
  return {
    id,
    text,
    isCompleted,
    completedByUs,
    ...(completedByResourceId !== null && { completedByResourceId }),
    ...(email !== '' && { completedByEmail: email }),
    ...(completedAt !== null && { completedAt }),
  };
}
