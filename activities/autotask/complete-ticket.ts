import { ProductError } from '../../domain/problems.ts';
import { untilShown } from '../records/look-again.ts';
import type { TicketNoteOrder } from '../ticket-activities.ts';
import type { AutotaskClient } from './client.ts';
import { systemTitle } from './errors.ts';
import { noteOnOnboardingTicket } from './onboarding-note.ts';
import { type OnboardingTicketSettings, readBackMs } from './onboarding-ticket.ts';
import { tellingRefusedStatus } from './status-writes.ts';
import { labelOf, numberLabelled } from './ticket-lists.ts';
import { readTicket, type WholeTicket } from './ticket-reading.ts';
import type { TicketChange } from './tickets.ts';

const wanted = 'complete the onboarding ticket';

/** What is completed, and what is said last. */
export interface Completion {
  readonly ticketId: number;
  readonly note: Pick<TicketNoteOrder, 'title' | 'text'>;
}

/**
 * Adds the last note and completes the ticket. Completing mails the contact (R69), so a contact that somebody has put on
 * it is taken off first, and seen to be off. Repeated it finds nothing to do. Throws the client's errors, those of the
 * note and of labels, `not-found`, `status-refused` (R71), and `not-verified` when a rule of the tenant opens the ticket again.
 */
export async function completeOnboardingTicket(
  client: AutotaskClient,
  settings: OnboardingTicketSettings,
  { ticketId, note }: Completion,
): Promise<{ noteId: number }> {
  const written = await noteOnOnboardingTicket(client, settings, { ticketId, key: 'complete', ...note });
  const definitions = await client.ticketFieldDefinitions();
  const status = numberLabelled(definitions, 'status', settings.completeStatus);
  const change = (fields: TicketChange, isShown: (ticket: WholeTicket) => boolean) =>
    changed(client, settings, ticketId, fields, isShown);
  const hasNoContact = ({ row }: WholeTicket) => row.contactId === null;
  const isComplete = ({ row }: WholeTicket) => row.status === status;
  const ticket = await readTicket(client, ticketId);
  if (isComplete(ticket)) return written;
  if (!hasNoContact(ticket) && !hasNoContact(await change({ contactID: null }, hasNoContact)))
    throw notVerified('the ticket keeps its contact');
  const after = await change({ status }, isComplete);
  if (!isComplete(after))
    throw notVerified(`the ticket has the status “${labelOf(definitions, 'status', after.row.status)}”`);
  return written;
}

async function changed(
  client: AutotaskClient,
  settings: OnboardingTicketSettings,
  ticketId: number,
  fields: TicketChange,
  isShown: (ticket: WholeTicket) => boolean,
): Promise<WholeTicket> {
  await tellingRefusedStatus({ ...settings, status: settings.completeStatus, wanted }, () =>
    client.writeTicketChange(ticketId, fields),
  );
  return await untilShown(settings.readBackMs ?? readBackMs, () => readTicket(client, ticketId), isShown);
}

function notVerified(detail: string): ProductError {
  return new ProductError('not-verified', { system: systemTitle, wanted, detail });
}
