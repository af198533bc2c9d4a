import { randomUUID } from 'node:crypto';
import type { DriftSweepResult } from '../../workflows/drift-sweep.ts';
import { workflowTypes } from '../../workflows/messages.ts';
import type { MorningSweepResult } from '../../workflows/morning-sweep.ts';
import type { ReminderSweepResult } from '../../workflows/reminder-sweep.ts';
import type { SweepInput } from '../../workflows/sweep-input.ts';
import { quickLimits, until } from './fake-onboarding.ts';
import { type Office, taskQueue } from './workflow-office.ts';

// A Schedule would start these by the real clock; tests start them at the instants of skipped time.

/** The reminders of that instant. */
export function remindersAt(office: Office, at: string, queue = taskQueue): Promise<ReminderSweepResult> {
  return sweep(office, workflowTypes.reminderSweep, { at }, queue);
}

/** The message of the morning of that instant. */
export function morningOf(office: Office, at: string): Promise<MorningSweepResult> {
  return sweep(office, workflowTypes.morningSweep, { at }, taskQueue);
}

/** The look for drift. */
export function driftAt(office: Office, at: string): Promise<DriftSweepResult> {
  return sweep(office, workflowTypes.driftSweep, { at }, taskQueue);
}

async function sweep<Result>(
  office: Office,
  type: string,
  input: SweepInput,
  queue: string,
): Promise<Result> {
  return await office.client.workflow.execute<(input: SweepInput) => Promise<Result>>(type, {
    workflowId: `${type}-${randomUUID()}`,
    taskQueue: queue,
    args: [{ limits: quickLimits, ...input }],
  });
}

/** Lists are a little behind: waits until so many onboardings are found by that condition. */
export async function untilListed(office: Office, condition: string, count: number): Promise<void> {
  const query = `WorkflowType = '${workflowTypes.onboarding}' AND ExecutionStatus = 'Running' AND ${condition}`;
  const look = async () => (await office.client.workflow.count(query)).count === count;
  await until(look, () => `${count} onboardings with ${condition}`, 20_000);
}
