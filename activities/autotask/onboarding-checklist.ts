import type { ChecklistWish } from '../../domain/onboarding-ticket.ts';
import { keyIn } from '../../domain/onboarding-ticket.ts';
import { isNews, itemsByKey, roomFor, type TicketItem } from '../../domain/onboarding-ticket-news.ts';
import { ProductError } from '../../domain/problems.ts';
import { untilShown } from '../records/look-again.ts';
import type { SyncedTicket, TicketSync } from '../ticket-activities.ts';
import type { AutotaskClient } from './client.ts';
import { systemTitle } from './errors.ts';
import { type OnboardingTicketSettings, readBackMs } from './onboarding-ticket.ts';
import { tellingRefusedStatus } from './status-writes.ts';
import { numberLabelled } from './ticket-lists.ts';
import type { TicketItemChange } from './ticket-parts.ts';
import { readingOf, readTicket, type WholeTicket } from './ticket-reading.ts';
import type { TicketChange } from './tickets.ts';

const wanted = 'bring the onboarding ticket up to date';

/** One write that a checklist needs. */
type Edit =
  | { readonly kind: 'remove'; readonly id: number }
  | { readonly kind: 'change'; readonly id: number; readonly change: TicketItemChange }
  | { readonly kind: 'add'; readonly item: Required<TicketItemChange> };

/** What still differs from what is wanted. */
interface Left {
  readonly change: TicketChange | undefined;
  readonly edits: readonly Edit[];
}

/**
 * Brings the ticket's checklist, due date (R69) and missing contact to what is wanted, then reads them back: makes,
 * renames, ticks and unticks our items and takes away those that nothing is wanted of. Items of other people are left
 * alone, and so is what a person changed of ours since it was last known: that is for the onboarding to take up.
 * Repeated it finds nothing to do. Throws the client's errors, those of labels, `not-found`, `status-refused` (R71), `not-verified`.
 */
export async function syncOnboardingTicket(
  client: AutotaskClient,
  settings: OnboardingTicketSettings,
  sync: TicketSync,
  beat: () => void = () => undefined,
): Promise<SyncedTicket> {
  const before = await readTicket(client, sync.ticketId);
  const fits = sync.items.length <= roomFor(before.items, settings.checklistLimit);
  const status = await openStatus(client, settings, sync, before);
  const leftOf = (ticket: WholeTicket): Left => ({
    change: changeOf(ticket, sync, status),
    edits: fits ? editsOf(ticket.items, sync) : [],
  });
  const isDone = (ticket: WholeTicket) => isNothing(leftOf(ticket));
  const look = () => readTicket(client, sync.ticketId);
  await tellingRefusedStatus({ ...settings, wanted }, () =>
    writeAll(client, sync.ticketId, leftOf(before), beat),
  );
  const patience = settings.readBackMs ?? readBackMs;
  const after = isDone(before) ? before : await untilShown(patience, look, isDone);
  if (!isDone(after)) throw notVerified(leftOf(after));
  return { ...readingOf(after, settings.checklistLimit), fits };
}

/** The number of the profile's status, where the ticket is to be opened again. */
async function openStatus(
  client: AutotaskClient,
  settings: OnboardingTicketSettings,
  { status }: TicketSync,
  { row }: WholeTicket,
): Promise<number | undefined> {
  if (status === undefined || row.completedAt === null) return undefined;
  return numberLabelled(await client.ticketFieldDefinitions(), 'status', settings.status);
}

function changeOf(
  { row }: WholeTicket,
  { dueDate }: TicketSync,
  status: number | undefined,
): TicketChange | undefined {
  const dueDateTime = new Date(dueDate).toISOString();
  const change = {
    ...(row.dueAt !== dueDateTime && { dueDateTime }),
    ...(row.contactId !== null && { contactID: null }),
    ...(status !== undefined && row.completedAt !== null && { status }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

/** Removals come first: they make room. */
function editsOf(read: readonly TicketItem[], { items, known }: TicketSync): Edit[] {
  const ours = itemsByKey(read);
  const removed = read.filter((item) => isSpare(item, ours, items));
  return [
    ...removed.map(({ id }): Edit => ({ kind: 'remove', id })),
    ...items.flatMap((wish) => editFor(wish, ours.get(wish.key), known)),
  ];
}

/** Ours, but wanted no more, or a second one of its key. */
function isSpare(
  item: TicketItem,
  ours: ReadonlyMap<string, TicketItem>,
  wishes: readonly ChecklistWish[],
): boolean {
  const key = keyIn(item.text);
  if (key === undefined) return false;
  return ours.get(key) !== item || !wishes.some((wish) => wish.key === key);
}

function editFor(wish: ChecklistWish, item: TicketItem | undefined, known: TicketSync['known']): Edit[] {
  if (item === undefined) return [{ kind: 'add', item: { itemName: wish.text, isCompleted: wish.ticked } }];
  const ticks = item.isCompleted !== wish.ticked && !isNews(item, wish, known);
  const change = {
    ...(item.text !== wish.text && { itemName: wish.text }),
    ...(ticks && { isCompleted: wish.ticked }),
  };
  return Object.keys(change).length === 0 ? [] : [{ kind: 'change', id: item.id, change }];
}

async function writeAll(
  client: AutotaskClient,
  ticketId: number,
  { change, edits }: Left,
  beat: () => void,
): Promise<void> {
  if (change) await client.writeTicketChange(ticketId, change);
  for (const edit of edits) {
    beat();
    await write(client, ticketId, edit);
  }
}

function write(client: AutotaskClient, ticketId: number, edit: Edit): Promise<void> {
  if (edit.kind === 'add') return client.writeTicketItem(ticketId, edit.item);
  if (edit.kind === 'remove') return client.writeTicketItemRemoval(ticketId, edit.id);
  return client.writeTicketItemChange(ticketId, edit.id, edit.change);
}

function isNothing({ change, edits }: Left): boolean {
  return change === undefined && edits.length === 0;
}

function notVerified({ change, edits }: Left): ProductError {
  const fields = change === undefined ? [] : Object.keys(change);
  const differing = edits.length === 0 ? [] : [`${edits.length} checklist items`];
  return new ProductError('not-verified', {
    system: systemTitle,
    wanted,
    detail: `it still differs in ${[...fields, ...differing].join(', ')}`,
  });
}
