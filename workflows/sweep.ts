import { workflowInfo } from '@temporalio/workflow';
import type { Inspection } from '../activities/types.ts';
import { ActivityRunner, problemOf } from './run-activity.ts';

/** What a sweep found, in short. */
export interface SweepResult {
  readonly looked: number;
  readonly open: readonly string[];
  readonly unreadable: readonly string[];
}

/**
 * The daily interlock sweep (R1): one look at every customer that waits for its go-live, in one workflow and thus one
 * login. It observes and signals only; the onboarding, which knows its phase, is the one that writes.
 */
export async function sweepInterlock(): Promise<SweepResult> {
  const activities = new ActivityRunner();
  const waiting = await activities.run(
    'listWaitingOnboardings',
    undefined,
    'List customers that wait for go-live',
  );
  const open: string[] = [];
  const unreadable: string[] = [];
  const pauses = await activities.run('readPauses', undefined, 'Ask the desk which systems are paused');
  if (pauses['lift-off'] !== undefined) {
    const { by, reason } = pauses['lift-off'];
    return { looked: 0, open, unreadable: [`Lift Off is paused by ${by}: ${reason}`] };
  }
  for (const { workflowId, customer } of waiting) {
    try {
      const steps = ['per-incident-intake'] as const;
      const read = await activities.inspect('lift-off-account', { customer, steps, pictures: 'of-failures' });
      const intake = read.values['per-incident-intake'];
      if (intake === undefined) unreadable.push(`${customer.id}: ${whyUnread(read)}`);
      if (intake !== true) continue;
      open.push(customer.id);
      const seenAt = workflowInfo().startTime.toISOString();
      await activities.run(
        'reportOpenIntake',
        { workflowId, seenAt },
        `Tell ${customer.id} that its intake is open`,
      );
    } catch (error) {
      unreadable.push(`${customer.id}: ${problemOf(error).message}`);
    }
  }
  return { looked: waiting.length, open, unreadable };
}

function whyUnread({ problems, unreadable }: Inspection): string {
  if (unreadable.includes('per-incident-intake')) return 'Lift Off is done by hand: somebody has to look.';
  return problems['per-incident-intake']?.message ?? 'There is no account yet.';
}
