import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/** Something whose clock can be moved on: a simulator, near or behind its control address. */
export interface MovableClock {
  advanceTo(instant: Date): Promise<void> | void;
}

/**
 * Moves the simulators' clocks to the time at which Temporal scheduled the attempt: under time skipping that is the
 * workflow's own time. Part of the harness only; the product never knows of it.
 */
export function movingClocks(clocks: readonly MovableClock[]): ActivityInterceptorsFactory {
  return (context) => ({
    inbound: {
      async execute(input, next) {
        const scheduledAt = new Date(context.info.currentAttemptScheduledTimestampMs);
        await Promise.all(clocks.map((clock) => clock.advanceTo(scheduledAt)));
        return await next(input);
      },
    },
  });
}

/** The clock of a simulator in another process, moved through its control address when it is not there already. */
export function remoteClock(controlUrl: string): MovableClock {
  let aheadMs = Number.NEGATIVE_INFINITY;
  return {
    advanceTo: async (instant) => {
      // Such a clock goes on with real time and never back: nearly every attempt finds it far enough.
      if (instant.getTime() - Date.now() <= aheadMs) return;
      await moveClock(controlUrl, instant);
      aheadMs = Math.max(aheadMs, instant.getTime() - Date.now());
    },
  };
}

async function moveClock(controlUrl: string, instant: Date): Promise<void> {
  const response = await fetch(`${controlUrl}/__control/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to: instant.toISOString() }),
  });
  if (!response.ok)
    throw new Error(`The clock behind ${controlUrl} could not be moved: HTTP ${response.status}.`);
}
