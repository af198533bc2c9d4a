import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Answer } from '../http/exchange.ts';
import { pauseAfterMs, type Subject, slowDown } from './errors.ts';

/** Our share of the account's limits; all integrations of the MSP together use up the same ones. */
export interface PaceSettings {
  /** The vendor counts in sliding windows of a minute. */
  readonly windowMs: number;
  /** Requests of any kind in a window; the account has 600, and slows down from 540 on. */
  readonly requests: number;
  /** Updates of sites in a window; the account has 100. */
  readonly writes: number;
  readonly maxConcurrent: number;
  /** How long a request may wait for its turn here; beyond, the workflow waits (design: five seconds at most). */
  readonly patienceMs: number;
}

/** Half of the account's requests, a quarter of its updates. */
export const defaultPace: PaceSettings = {
  windowMs: 60_000,
  requests: 300,
  writes: 25,
  maxConcurrent: 4,
  patienceMs: 5_000,
};

/** Keeps us within our share, and silent after a 429 or 403: whoever goes on gets the address blocked. */
export interface Pace {
  /** Does the work in its turn. Throws `ProductError` `rate-limited` when that does not come in time. */
  inTurn<Result>(subject: Subject, work: () => Promise<Result>): Promise<Result>;
  /** Notes what an answer says about limits. */
  heed(answer: Answer): void;
  /** Whether we were asked to slow down within the last ten minutes. */
  wasLimited(): boolean;
}

const memoryMs = 600_000;

/** Makes the pace of one client. `nowMs` is the time in milliseconds, on any scale that only grows. */
export function createPace(settings: PaceSettings, nowMs: () => number): Pace {
  const { windowMs, patienceMs } = settings;
  const [requests, writes] = [
    createShare(settings.requests, windowMs),
    createShare(settings.writes, windowMs),
  ];
  const slot = pLimit(settings.maxConcurrent);
  let closedUntilMs = Number.NEGATIVE_INFINITY;
  let limitedAtMs = Number.NEGATIVE_INFINITY;
  const refuseWhileClosed = (subject: Subject) => {
    const leftMs = closedUntilMs - nowMs();
    if (leftMs > 0) throw slowDown(subject, leftMs);
  };
  const turn = async (subject: Subject, deadlineMs: number) => {
    refuseWhileClosed(subject);
    const shares = subject.isWrite ? [requests, writes] : [requests];
    const dueMs = Math.max(nowMs(), ...shares.map((share) => share.dueMs()));
    const waitMs = dueMs - nowMs();
    if (waitMs > 0 && dueMs > deadlineMs) throw slowDown(subject, waitMs);
    for (const share of shares) share.take(dueMs);
    if (waitMs <= 0) return;
    await wait(waitMs);
    refuseWhileClosed(subject);
  };
  return {
    inTurn: (subject, work) => {
      const deadlineMs = nowMs() + patienceMs;
      return slot(async () => {
        await turn(subject, deadlineMs);
        return await work();
      });
    },
    heed: (answer) => {
      if (answer.status === 429) limitedAtMs = nowMs();
      const pauseMs = pauseAfterMs(answer);
      if (pauseMs > 0) closedUntilMs = Math.max(closedUntilMs, nowMs() + pauseMs);
    },
    wasLimited: () => nowMs() - limitedAtMs < memoryMs,
  };
}

interface Share {
  /** The earliest instant at which one more fits into the window. */
  dueMs(): number;
  take(atMs: number): void;
}

function createShare(size: number, windowMs: number): Share {
  let takenMs: number[] = [];
  return {
    dueMs: () => (takenMs.at(-size) ?? Number.NEGATIVE_INFINITY) + windowMs,
    take: (atMs) => {
      takenMs = [...takenMs, atMs].slice(-size);
    },
  };
}
