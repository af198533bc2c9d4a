/**
 * What to do after a problem: `retryable` passes by itself, `final` needs a person, `not-there-yet` needs time,
 * `unknown-outcome` means that something may have been sent and must be looked up before anything is repeated.
 */
export type ProblemClass = 'retryable' | 'final' | 'not-there-yet' | 'unknown-outcome';

interface ProblemKind {
  readonly class: ProblemClass;
  /** What happened, for the person who reads. `{name}` places are filled from the details. */
  readonly sentence: string;
  /** What to do next. */
  readonly remedy: string;
}

/** Every error of the product that comes from outside, in one table. Codes are never renamed after a release. */
export const problemKinds = {
  unavailable: {
    class: 'retryable',
    sentence: '{system} did not answer properly while we wanted to {wanted}: {detail}.',
    remedy: 'It is tried again by itself. If it stays so, look at the vendor’s status page.',
  },
  'rate-limited': {
    class: 'retryable',
    sentence: '{system} asked us to slow down while we wanted to {wanted}.',
    remedy: 'It is tried again after the time that it asked for.',
  },
  'browser-crashed': {
    class: 'retryable',
    sentence: 'The browser ended while we wanted to {wanted} in {system}: {detail}.',
    remedy: 'A new browser is started and the page is read again first.',
  },
  'session-expired': {
    class: 'retryable',
    sentence: '{system} had ended our session while we wanted to {wanted}.',
    remedy: 'We log in again and read first.',
  },
  conflict: {
    class: 'retryable',
    sentence: 'Somebody else changed the same record in {system} while we wanted to {wanted}.',
    remedy: 'It is read again, then written once more.',
  },
  busy: {
    class: 'retryable',
    sentence: 'Another worker is using {system} with the same login; we wanted to {wanted}.',
    remedy: 'It is tried again shortly.',
  },
  'outcome-lost': {
    class: 'retryable',
    sentence: 'The answer of {system} was lost after we sent a change ({wanted}): {detail}.',
    remedy: 'The record is read again before anything is written.',
  },
  paused: {
    class: 'retryable',
    sentence: '{system} is paused by {detail}; we wanted to {wanted}.',
    remedy: 'It goes on by itself when somebody resumes it: onboard resume {system}.',
  },
  'reopened-by-person': {
    class: 'final',
    sentence: '{what} was opened again in {system}: somebody took its tick off.',
    remedy: 'Retry to look at it again, say that it was done by hand, or waive it where that is allowed.',
  },
  'credentials-rejected': {
    class: 'final',
    sentence: '{system} rejected our login while we wanted to {wanted}.',
    remedy:
      'Check the credentials that the profile names. We do not try again by ourselves: that could lock the login.',
  },
  'locked-out': {
    class: 'final',
    sentence: '{system} has locked our login.',
    remedy: 'Unlock it in {system}, then retry the step.',
  },
  'permission-missing': {
    class: 'final',
    sentence: 'Our login may not {wanted} in {system}: {detail}.',
    remedy: 'Give the login that right, then retry the step.',
  },
  'input-rejected': {
    class: 'final',
    sentence: '{system} refused what we entered to {wanted}: {detail}.',
    remedy: 'Correct the customer file or do the step by hand.',
  },
  'status-refused': {
    class: 'final',
    sentence: '{system} refused the status to {wanted}: {detail}.',
    remedy: 'Let the ticket’s category show it, or name another status or category in the profile.',
  },
  'page-changed': {
    class: 'final',
    sentence: 'The page “{page}” of {system} has changed: {anchor} is missing.',
    remedy: 'Do the step by hand (the instruction is below), or correct the portal map and retry.',
  },
  ambiguous: {
    class: 'final',
    sentence: '{system} has several matches for {what}: {detail}.',
    remedy: 'Name the right one in the customer file by its id, or correct the names.',
  },
  mismatch: {
    class: 'final',
    sentence: '{system} does not agree with the customer file on {what}: {detail}.',
    remedy: 'Correct the customer file or the record; nothing was written.',
  },
  'not-found': {
    class: 'final',
    sentence: '{system} has no {what}.',
    remedy: 'Check the id or name in the customer file or the profile.',
  },
  'not-verified': {
    class: 'final',
    sentence: '{system} accepted the change ({wanted}) but shows something else afterwards: {detail}.',
    remedy: 'Look at the record, then retry or do it by hand.',
  },
  'our-request': {
    class: 'final',
    sentence: '{system} does not know the request that we made to {wanted}: {detail}.',
    remedy: 'This is a mistake of ours. Do the step by hand and report it.',
  },
  'profile-invalid': {
    class: 'final',
    sentence: 'The profile cannot be used: {detail}.',
    remedy: 'Correct onboarding.yaml or the environment; workers take it up by themselves.',
  },
  'not-synced': {
    class: 'not-there-yet',
    sentence: '{system} does not show {what} yet.',
    remedy: 'It is looked up again by itself; the sync from Autotask may still be under way.',
  },
  'awaits-somebody': {
    class: 'not-there-yet',
    sentence: '{what} in {system} waits for somebody: {detail}.',
    remedy: '{todo}. It is looked up again by itself.',
  },
  'choice-needed': {
    class: 'final',
    sentence: '{system} leaves a choice for {what}: {detail}.',
    remedy: 'Answer with one of the choices; the first is proposed.',
  },
  'would-lose': {
    class: 'final',
    sentence: 'Writing to {system} would lose, or has lost, {what}: {detail}.',
    remedy: 'Do the step by hand, or put back what is missing and retry.',
  },
  'awaits-word': {
    class: 'final',
    sentence: '{what}: {detail}.',
    remedy: 'When they have it and have said so, answer “done by hand”; go-live waits for that.',
  },
  'changed-since': {
    class: 'final',
    sentence: '{what} in {system} is no longer what was verified: it shows {detail}.',
    remedy: 'Retry to set it again, or waive it if the change was meant.',
  },
  'intake-opened': {
    class: 'final',
    sentence: 'Somebody turned per-incident on before go-live ({detail}).',
    remedy:
      'Find out who and why. Retry turns it off again; to go live earlier, cancel and start with a new date.',
  },
  'already-running': {
    class: 'final',
    sentence: 'This customer is already being onboarded: {detail}.',
    remedy: 'Look at it with `onboard status`, or cancel it first.',
  },
  'model-unsupported': {
    class: 'final',
    sentence: 'Customers of the model {what} cannot be onboarded yet.',
    remedy: 'Only per-incident and time-based customers can; see the feature table in the README.',
  },
  'by-hand': {
    class: 'final',
    sentence: 'This step is done by hand.',
    remedy: 'Follow the instruction, then say that it is done.',
  },
  'message-unknown': {
    class: 'unknown-outcome',
    sentence: 'Whether {system} took the message “{what}” is not known: {detail}.',
    remedy: 'Look in {system} for it. It is never sent a second time by itself.',
  },
} as const satisfies { readonly [code: string]: ProblemKind };

export type ProblemCode = keyof typeof problemKinds;

/** A problem as it travels through workflow state to a person. Holds no outside bodies and no secrets. */
export interface Problem {
  readonly code: ProblemCode;
  readonly class: ProblemClass;
  readonly message: string;
  readonly remedy: string;
  /** What a person may choose from, the proposed first. */
  readonly choices?: readonly Choice[];
}

/** One of several ways on, which a person chooses by its id. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** What fills the places of a sentence. Texts of outside systems are cut to one short line. */
export type ProblemDetails = { readonly [place: string]: string };

/** The problem of that code, its sentence filled in. */
export function problem(code: ProblemCode, details: ProblemDetails = {}): Problem {
  const kind = problemKinds[code];
  return {
    code,
    class: kind.class,
    message: filled(kind.sentence, details),
    remedy: filled(kind.remedy, details),
  };
}

/** Thrown by clients and pages; an activity interceptor turns it into Temporal's failure, once for all. */
export class ProductError extends Error {
  override readonly name = 'ProductError';
  readonly problem: Problem;
  /** How long to wait before trying again, when the other side said so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ProblemCode,
    details: ProblemDetails = {},
    options: { cause?: unknown; retryAfterMs?: number; choices?: readonly Choice[] } = {},
  ) {
    const { choices } = options;
    const described = { ...problem(code, details), ...(choices && { choices }) };
    super(described.message, options.cause === undefined ? {} : { cause: options.cause });
    this.problem = described;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Whether a text is one of the table's codes. */
export function isProblemCode(text: unknown): text is ProblemCode {
  return typeof text === 'string' && Object.hasOwn(problemKinds, text);
}

function filled(sentence: string, details: ProblemDetails): string {
  return sentence.replace(/\{(\w+)\}/g, (_place, name: string) => oneLine(details[name] ?? `(${name})`));
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
