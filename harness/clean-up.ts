/** What must be stopped in the end, however far the start got. */
export interface CleanUp {
  /** Remembers how to stop something that runs from now on. */
  add(stop: () => Promise<unknown>): void;
  /**
   * Stops everything, newest first; what cannot be stopped does not keep the rest running. A second call waits for
   * the first. Throws an `AggregateError` with all that went wrong.
   */
  run(): Promise<void>;
}

/** Nothing to stop yet. */
export function createCleanUp(): CleanUp {
  const stops: (() => Promise<unknown>)[] = [];
  let running: Promise<void> | undefined;
  return {
    add: (stop) => stops.push(stop),
    run: () => {
      running ??= stopAll(stops.reverse());
      return running;
    },
  };
}

async function stopAll(stops: readonly (() => Promise<unknown>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const stop of stops) await stop().catch((error: unknown) => errors.push(error));
  if (errors.length > 0)
    throw new AggregateError(errors, `Could not be stopped in order: ${errors.join('; ')}`);
}
