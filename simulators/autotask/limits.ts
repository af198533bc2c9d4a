import type { SimulatorClock } from '../kit/types.ts';

const HOUR = 3_600_000;
/** Requests that may be answered at once per tracking id and first segment of the path. */
const THREADS = 3;

/** Counts requests in flight per bucket. */
export interface ThreadLimit {
  /** False when the bucket is full; then there is nothing to leave. */
  enter(bucket: string): boolean;
  leave(bucket: string): void;
}

/** Three requests at once per bucket. */
export function createThreadLimit(): ThreadLimit {
  const inFlight = new Map<string, number>();
  return {
    enter: (bucket) => {
      const running = inFlight.get(bucket) ?? 0;
      if (running >= THREADS) return false;
      inFlight.set(bucket, running + 1);
      return true;
    },
    leave: (bucket) => {
      inFlight.set(bucket, (inFlight.get(bucket) ?? 1) - 1);
    },
  };
}

/** Counts requests of a rolling hour, by the simulator's clock. */
export interface HourlyLimit {
  readonly threshold: number;
  /** Requests within the last hour. */
  count(): number;
  add(): void;
  isSpent(): boolean;
  /** How long an answer is held back: half a second from 50 %, a second from 75 %. */
  delay(): number;
}

/** A limit on requests of all integrations together in a rolling hour. */
export function createHourlyLimit(threshold: number, clock: SimulatorClock): HourlyLimit {
  let times: number[] = [];
  const count = () => {
    const since = clock.now().getTime() - HOUR;
    const firstRecent = times.findIndex((time) => time > since);
    times = firstRecent < 0 ? [] : times.slice(firstRecent);
    return times.length;
  };
  const delay = () => {
    const share = count() / threshold;
    if (share < 0.5) return 0;
    return share < 0.75 ? 500 : 1000;
  };
  return {
    threshold,
    count,
    delay,
    add: () => times.push(clock.now().getTime()),
    isSpent: () => count() >= threshold,
  };
}
