import { setTimeout as pause } from 'node:timers/promises';

/** How long between two looks at a change that does not show yet. */
const LOOK_EVERY_MS = 1_000;

/** Looks until it is as wanted or the time is up; answers what was seen last. Looks at least once. */
export async function untilShown<Seen>(
  forMs: number,
  look: () => Promise<Seen>,
  isShown: (seen: Seen) => boolean,
): Promise<Seen> {
  const deadline = Date.now() + forMs;
  for (;;) {
    const seen = await look();
    if (isShown(seen) || Date.now() >= deadline) return seen;
    await pause(Math.min(LOOK_EVERY_MS, forMs));
  }
}
