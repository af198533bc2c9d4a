import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { EvidenceReference } from '../../domain/evidence.ts';

/** A request to an API as evidence shows it: nothing of it can be a secret or hold somebody's data. */
export interface RequestNote {
  readonly method: string;
  readonly url: URL;
  /** What was sent, as it went over the wire; undefined without a body. */
  readonly sent: string | undefined;
  /** The answer; undefined when there was none. */
  readonly answer: { readonly status: number; readonly text: string } | undefined;
}

/** One line of the evidence. */
interface TrailLine {
  readonly method: string;
  readonly path: string;
  /** Names of the query's parameters: their values may be secrets. */
  readonly query?: readonly string[];
  readonly sentSha256?: string;
  readonly status: number | 'no answer';
  readonly answerSha256?: string;
}

const FILE = 'requests.json';
const trail = new AsyncLocalStorage<TrailLine[]>();

/** Notes a request in the trail of the sitting that it was sent in; outside of one it is forgotten. */
export function noteRequest({ method, url, sent, answer }: RequestNote): void {
  const query = [...new Set(url.searchParams.keys())].sort();
  trail.getStore()?.push({
    method,
    path: url.pathname,
    ...(query.length === 0 ? {} : { query }),
    ...(sent === undefined ? {} : { sentSha256: sha256(sent) }),
    status: answer?.status ?? 'no answer',
    ...(answer === undefined ? {} : { answerSha256: sha256(answer.text) }),
  });
}

/**
 * Does the work and keeps a trail of the requests that were sent meanwhile, in the order of their answers, also when
 * the work fails. A trail that cannot be kept is not worth an error of its own.
 */
export async function withRequestTrail<Result>(
  keep: (name: string, bytes: Uint8Array) => Promise<EvidenceReference>,
  work: () => Promise<Result>,
): Promise<Result> {
  const lines: TrailLine[] = [];
  try {
    return await trail.run(lines, work);
  } finally {
    if (lines.length > 0) await keep(FILE, bytesOf(lines)).catch(() => undefined);
  }
}

function bytesOf(lines: readonly TrailLine[]): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ schema: 1, requests: lines }, undefined, 2)}\n`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
