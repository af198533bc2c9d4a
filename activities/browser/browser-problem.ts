import { ProductError } from '../../domain/problems.ts';

/** The browser, or the page in it, is no more. */
export class BrowserGoneError extends Error {
  override readonly name = 'BrowserGoneError';
}

/** What we were about when it went wrong, in words for a person. */
export interface Undertaking {
  /** Title of the outside system: `Lift Off`. */
  readonly system: string;
  /** Completes "while we wanted to …". */
  readonly wanted: string;
}

/** Names of errors after which the browser or the page is not usable any more (published types lack some). */
const GONE = new Set(['BrowserGoneError', 'TargetCloseError', 'ConnectionClosedError']);

/**
 * Any error of a browser as one of the product's. The reason of an aborted signal and mistakes of our own pass
 * unchanged; texts of the outside system never enter the message, only codes such as `net::ERR_CONNECTION_REFUSED`.
 */
export function browserProblem(error: unknown, signal: AbortSignal, undertaking: Undertaking): unknown {
  if (error instanceof ProductError) return error;
  if (signal.aborted && !(signal.reason instanceof BrowserGoneError)) return signal.reason;
  const cause: unknown = signal.aborted ? signal.reason : error;
  if (!isErrorLike(cause)) return cause;
  if (isGone(cause))
    return new ProductError('browser-crashed', { ...undertaking, detail: cause.name }, { cause });
  const detail = unavailableDetail(cause);
  return detail === undefined
    ? cause
    : new ProductError('unavailable', { ...undertaking, detail }, { cause });
}

/** Told by their shape: errors of puppeteer have no published types, those of Node may come from another realm. */
interface ErrorLike {
  readonly name: string;
  readonly message: string;
}

/** Whether something thrown has a name and a message. */
export function isErrorLike(error: unknown): error is ErrorLike {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}

function isGone(error: ErrorLike): boolean {
  if (GONE.has(error.name)) return true;
  // A renderer that is stuck shows as a time-out of the protocol itself: that page never answers again.
  return (
    error.name === 'ProtocolError' && /timed out|Target closed|Session closed|crashed/i.test(error.message)
  );
}

function unavailableDetail(error: ErrorLike): string | undefined {
  // Where a signal's reason is an error of another realm, puppeteer throws one of its own that quotes it.
  const isOver = /^(TimeoutError|AbortError)$/.test(error.name) || error.message.startsWith('TimeoutError');
  if (isOver) return 'no answer in time';
  const code = /net::ERR_\w+/.exec(error.message)?.[0];
  if (code !== undefined) return code;
  const moved = /detached|context was destroyed|navigat|Protocol error/i.test(error.message);
  return moved ? 'the page changed under our hands' : undefined;
}
