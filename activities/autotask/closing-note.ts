import type { ChainHead } from '../../domain/evidence-chain.ts';
import type { AutotaskCompanyId } from '../../domain/ids.ts';
import { ProductError } from '../../domain/problems.ts';
import type { AutotaskClient } from './client.ts';
import { systemTitle } from './errors.ts';
import { fieldNamed, storedValue } from './help-desk-field.ts';

/** The MSP's own names, from the profile. */
export interface ClosingNoteSettings {
  /** The kind of note, by its label: `General`. */
  readonly actionType: string;
  /** The person of the MSP whom the note is filed under. */
  readonly resourceEmail: string;
}

/** What the note says. Every attempt at one note must be given the same. */
export interface ClosingNote {
  readonly companyId: AutotaskCompanyId;
  readonly customerName: string;
  /** Since when customers are served; ISO 8601. */
  readonly liveSince: string;
  /** The head of the evidence chain: the chain can be held against it later. */
  readonly head: ChainHead;
  readonly runId: string;
  /** When the onboarding ended; ISO 8601. */
  readonly at: string;
}

const wanted = 'add the closing note to the company';

/**
 * Leaves a note with the company that says since when it is live and how its evidence ends: a second place, against
 * which the evidence can be held. The vendor knows no idempotency key and deletes no notes, so a note of that name is
 * looked for first: repeated after a lost answer it makes no second one. Throws the client's errors; `not-found` and
 * `ambiguous` for the kind of note and the person, `input-rejected` for a kind no longer in use, `not-verified` when
 * the note cannot be read again or lacks the head.
 */
export async function writeClosingNote(
  client: AutotaskClient,
  settings: ClosingNoteSettings,
  note: ClosingNote,
): Promise<{ noteId: number }> {
  const known = await recorded(client, note);
  if (known !== undefined) return { noteId: known };
  const at = new Date(note.at).toISOString();
  await client.writeCompanyNote(note.companyId, {
    name: nameOf(note),
    note: textOf(note),
    actionType: await actionTypeLabelled(client, settings.actionType),
    assignedResourceID: await resourceWithEmail(client, settings.resourceEmail),
    startDateTime: at,
    endDateTime: at,
  });
  const noteId = await recorded(client, note);
  if (noteId === undefined) throw notVerified('it does not show the note');
  return { noteId };
}

/** The id of the note, when it is there. A note of that name without the head would prove nothing later. */
async function recorded(client: AutotaskClient, note: ClosingNote): Promise<number | undefined> {
  const [found] = await client.companyNotesNamed(note.companyId, nameOf(note));
  if (found && !found.note.includes(note.head.sha256))
    throw notVerified(`note ${found.id} does not hold the head of the evidence`);
  return found?.id;
}

/** The head's digest covers everything in the run, so that no two runs share the name. */
function nameOf({ head }: ClosingNote): string {
  return `Help desk go-live · evidence ${head.sha256.slice(0, 12)}`;
}

/** R60 · Customers may come to read it: it never names the vendor. */
function textOf({ customerName, liveSince, head, runId, at }: ClosingNote): string {
  return [
    `${customerName} has been served by the help desk team since ${inUtc(liveSince)}.`,
    '',
    'The evidence of the onboarding ends in this head; its report must show the same:',
    `SHA-256: ${head.sha256}`,
    `Entries: ${head.length}`,
    `Run: ${runId}`,
    `Closed: ${inUtc(at)}`,
  ].join('\n');
}

function inUtc(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

async function actionTypeLabelled(client: AutotaskClient, label: string): Promise<number> {
  const definition = fieldNamed(await client.companyNoteFieldDefinitions(), 'actionType');
  // Notes hold the number that the list spells as a text.
  const value = Number(storedValue(definition, label));
  if (Number.isInteger(value)) return value;
  throw new ProductError('our-request', {
    system: systemTitle,
    wanted,
    detail: 'kinds of notes are no list',
  });
}

async function resourceWithEmail(client: AutotaskClient, email: string): Promise<number> {
  const found = await client.activeResourcesWithEmail(email);
  const [only, second] = found;
  if (!only) throw stop('not-found', `active resource with the e-mail address ${email}`);
  if (second)
    throw stop(
      'ambiguous',
      `the e-mail address ${email}`,
      `resources ${found.map(({ id }) => id).join(', ')}`,
    );
  return only.id;
}

function stop(code: 'not-found' | 'ambiguous', what: string, detail = ''): ProductError {
  return new ProductError(code, { system: systemTitle, what, detail });
}

function notVerified(detail: string): ProductError {
  return new ProductError('not-verified', { system: systemTitle, wanted, detail });
}
