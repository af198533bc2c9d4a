import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/** Waits, in real time, until something is true. Throws an `Error` that names it when it does not come. */
export async function waitFor(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  withinMs = 45_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s for this, in vain: ${what}.`);
    await pause(LOOK_EVERY_MS);
  }
}
