import { ApplicationFailure, allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import { acquireLeaseUpdate, releaseLeaseUpdate } from './messages.ts';

/** How long a lease nobody has asked for yet stays open: its first asker comes together with its start. */
const FIRST_ASK_MS = 10_000;

/**
 * Guards one shared thing (a portal login, a record that is replaced whole) among all workers: its fixed id is
 * `lease-<name>`. Turns are given in the order of asking. Ends by itself when nobody holds or wants it.
 */
export async function lease(): Promise<void> {
  let queue: string[] = [];
  let held: { readonly holder: string; readonly until: number } | undefined;
  let asked = false;

  setHandler(acquireLeaseUpdate, async ({ holder, ttlMs }) => {
    asked = true;
    queue.push(holder);
    await condition(() => !queue.includes(holder) || (held === undefined && queue[0] === holder));
    if (!queue.includes(holder))
      throw ApplicationFailure.nonRetryable('The asker gave up.', 'lease-given-up');
    queue = queue.filter((waiting) => waiting !== holder);
    held = { holder, until: Date.now() + ttlMs };
  });
  setHandler(releaseLeaseUpdate, ({ holder }) => {
    queue = queue.filter((waiting) => waiting !== holder);
    if (held?.holder === holder) held = undefined;
  });

  await condition(() => asked, FIRST_ASK_MS, { summary: 'For the first asker' });
  while (held !== undefined || queue.length > 0) {
    const current: { readonly until: number } | undefined = held;
    if (current === undefined) {
      await condition(() => held !== undefined || queue.length === 0);
      continue;
    }
    // A holder that died keeps nobody waiting for longer than its time to live.
    const leftMs = Math.max(1, current.until - Date.now());
    await condition(() => held !== current, leftMs, { summary: 'Until the lease expires' });
    if (held === current) held = undefined;
  }
  await condition(allHandlersFinished);
}
