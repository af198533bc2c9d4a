import type { SimulatorClock } from './types.ts';

/** A clock that runs with real time and can be pushed forward, never back. */
export function createClock(): SimulatorClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    advanceTo: (instant) => {
      offset = Math.max(offset, instant.getTime() - Date.now());
    },
  };
}
