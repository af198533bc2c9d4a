import type { SimulatorClock } from '../kit/types.ts';
import { forbidden, tooMany } from './errors.ts';
import type { DattoRmmLimits, DattoRmmSwitches } from './switches.ts';

/** Kinds of writes that have a limit of their own. */
export type WriteKind = 'site-update' | 'site-create';

/** Counts requests in sliding windows, by the simulator's clock. */
export interface RateLimits {
  /** Throws 403 while the caller's address is blocked. */
  checkBlock(): void;
  /** Counts a request. Throws 429 over the limit, and blocks when that goes on. */
  count(): void;
  /** Counts a write. Throws 429 over its limit. */
  countWrite(kind: WriteKind): void;
  /** Blocks the caller's address now. */
  block(): void;
  /** How long the answer is held back: a second from 90 % on. */
  delayMs(): number;
  /** Requests and writes within the window. */
  counts(): { readonly requests: number; readonly writes: { readonly [Kind in WriteKind]: number } };
}

interface Window {
  count(): number;
  add(): void;
}

function createWindow(windowMs: number, nowMs: () => number): Window {
  let times: number[] = [];
  const recent = () => {
    const since = nowMs() - windowMs;
    times = times.filter((time) => time > since);
    return times;
  };
  return { count: () => recent().length, add: () => recent().push(nowMs()) };
}

/** The share of the limit from which on answers slow down. */
export const CUT_OFF_RATIO = 0.9;

/** Makes the counters of one account. */
export function createRateLimits(
  limits: DattoRmmLimits,
  retryAfter: DattoRmmSwitches['retryAfter'],
  clock: SimulatorClock,
): RateLimits {
  const nowMs = () => clock.now().getTime();
  const open = () => createWindow(limits.windowMs, nowMs);
  const [requests, refusals] = [open(), open()];
  const writes = { 'site-update': open(), 'site-create': open() };
  const allowed = { 'site-update': limits.siteUpdates, 'site-create': limits.siteCreates };
  let blockedUntil = Number.NEGATIVE_INFINITY;
  const block = () => {
    blockedUntil = nowMs() + limits.blockMs;
  };
  const countIn = (window: Window, limit: number) => {
    if (window.count() < limit) return window.add();
    refusals.add();
    if (refusals.count() >= limits.refusalsUntilBlock) block();
    throw tooMany(retryAfter === 'present' ? Math.ceil(limits.windowMs / 1000) : undefined);
  };
  return {
    checkBlock: () => {
      if (nowMs() < blockedUntil) throw forbidden();
    },
    count: () => countIn(requests, limits.requests),
    countWrite: (kind) => countIn(writes[kind], allowed[kind]),
    block,
    delayMs: () => (limits.delays && requests.count() >= CUT_OFF_RATIO * limits.requests ? 1000 : 0),
    counts: () => ({
      requests: requests.count(),
      writes: {
        'site-update': writes['site-update'].count(),
        'site-create': writes['site-create'].count(),
      },
    }),
  };
}
