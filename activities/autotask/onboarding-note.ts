import { ProductError } from '../../domain/problems.ts';
import { untilShown } from '../records/look-again.ts';
import type { TicketNoteOrder } from '../ticket-activities.ts';
import type { AutotaskClient } from './client.ts';
import { systemTitle } from './errors.ts';
import { type OnboardingTicketSettings, readBackMs } from './onboarding-ticket.ts';
import { numberLabelled } from './ticket-lists.ts';

/** What Autotask calls “All Autotask Users” is read by customers, too, under whatever label. */
const publishedToCustomers = 1;

/**
 * Adds an internal note to the ticket (R64), once per key: notes cannot be taken back, and the vendor knows no
 * idempotency key, so a note with the key's mark is looked for first. Throws the client's errors, those of labels,
 * `profile-invalid` for a label that customers read, `not-verified`.
 */
export async function noteOnOnboardingTicket(
  client: AutotaskClient,
  settings: OnboardingTicketSettings,
  { ticketId, key, title, text }: TicketNoteOrder,
): Promise<{ noteId: number }> {
  const mark = `[onboard:${key}]`;
  const look = () => client.ticketNotesWith(ticketId, mark);
  const [known] = await look();
  if (known) return { noteId: known.id };
  const lists = await listsOf(client, settings);
  const description = `${text.slice(0, 31_000)}\n\n${mark}`;
  await client.writeTicketNote(ticketId, { title: title.slice(0, 250), description, ...lists });
  const [note] = await untilShown(settings.readBackMs ?? readBackMs, look, (notes) => notes.length > 0);
  if (note === undefined) throw notVerified('it does not show the note');
  if (note.publish !== lists.publish) throw notVerified(`note ${note.id} is published to others`);
  return { noteId: note.id };
}

async function listsOf(client: AutotaskClient, settings: OnboardingTicketSettings) {
  const definitions = await client.ticketNoteFieldDefinitions();
  const noteType = numberLabelled(definitions, 'noteType', settings.noteType);
  const publish = numberLabelled(definitions, 'publish', settings.notePublish);
  if (publish !== publishedToCustomers) return { noteType, publish };
  const detail = `customers read notes that are published to “${settings.notePublish}”`;
  throw new ProductError('profile-invalid', { detail });
}

function notVerified(detail: string): ProductError {
  return new ProductError('not-verified', {
    system: systemTitle,
    wanted: 'add a note to the ticket',
    detail,
  });
}
