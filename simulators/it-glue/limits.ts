import type { SimulatorClock } from '../kit/types.ts';

const FIVE_MINUTES_MS = 300_000;

/** Counts the requests of the last five minutes by the simulator's clock. */
export interface RequestLimit {
  /** Counts one request; false when it is one too many. */
  take(): boolean;
}

/** So many requests in five minutes. */
export function createRequestLimit(limit: number, clock: SimulatorClock): RequestLimit {
  let times: number[] = [];
  return {
    take: () => {
      const now = clock.now().getTime();
      times = times.filter((time) => time > now - FIVE_MINUTES_MS);
      if (times.length >= limit) return false;
      times.push(now);
      return true;
    },
  };
}
