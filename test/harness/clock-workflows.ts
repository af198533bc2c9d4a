import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

const DAY_MS = 86_400_000;
const { work } = proxyActivities<{ work(): Promise<void> }>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 day', maximumInterval: '1 day' },
});

export const approve = defineSignal('approve');

/** Works, sleeps three weeks, works again; returns when each of it happened by the workflow's clock. */
export async function threeWeeks(): Promise<string[]> {
  const days = [new Date().toISOString()];
  await work();
  await sleep(21 * DAY_MS);
  await work();
  days.push(new Date().toISOString());
  return days;
}

/** Waits up to 30 days for an approval. */
export async function approval(): Promise<'approved' | 'expired'> {
  let approved = false;
  setHandler(approve, () => {
    approved = true;
  });
  return (await condition(() => approved, 30 * DAY_MS)) ? 'approved' : 'expired';
}

/** Sleeps ten days in each of `runs` runs. */
export async function chain(runs: number): Promise<void> {
  await sleep(10 * DAY_MS);
  if (runs > 1) await continueAsNew<typeof chain>(runs - 1);
}
