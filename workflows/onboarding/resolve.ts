import { condition } from '@temporalio/workflow';
import type { Inspection } from '../../activities/types.ts';
import type { Problem } from '../../domain/problems.ts';
import { recordNames, stepsOf } from '../../domain/steps/catalogue.ts';
import type { RecordName, StepId } from '../../domain/steps/step.ts';
import { problemOf } from '../run-activity.ts';
import type { Run } from './run.ts';
import { ask } from './settle.ts';
import type { OnboardingOutcome } from './state.ts';
import { tell } from './tell.ts';

/**
 * Who is this customer in every system, and does the help desk already serve it? Reads only. If it is already live
 * nothing is written and a person decides (R1).
 */
export async function resolveCustomer(run: Run): Promise<OnboardingOutcome | 'go-on'> {
  if (run.state.stage !== 'resolving') return 'go-on';
  const { customer } = run.order;
  try {
    run.state.plan = await composePlan(run, []);
    const opened = await run.activities.run(
      'openCustomerRecord',
      { customer, runId: run.id },
      `Register with ${customer.id}`,
    );
    if (opened.alreadyLive) run.state.signsOfLife = ['Its customer record says that it went live before.'];
  } catch (error) {
    return await stopped(run, problemOf(error));
  }

  const inspections = await readEverything(run);
  run.state.plan = await composePlan(run, inspections);
  run.state.observed = run.state.plan.observed;
  run.state.signsOfLife = [
    ...run.state.signsOfLife,
    ...inspections.flatMap((inspection) => inspection.signsOfLife),
  ];
  if (run.state.signsOfLife.length === 0) return 'go-on';
  return await decideOnLiveCustomer(run);
}

/** Reads every record; a record that cannot be read waits for a person, the others are read meanwhile. */
export function readEverything(run: Run): Promise<Inspection[]> {
  return Promise.all(recordNames.map((record) => readRecord(run, record)));
}

async function readRecord(run: Run, record: RecordName): Promise<Inspection> {
  const steps = stepsOf(record);
  for (;;) {
    const read = await tryToRead(run, record, steps);
    if ('values' in read) return read;
    const [first] = steps;
    if (first === undefined) throw new Error(`The record ${record} has no steps.`);
    await ask(run, first, 'preparation', {
      kind: 'problem',
      problem: { ...read, class: 'final' },
      instruction: 'Nothing was written. Remove the cause, then retry to read it again.',
    });
  }
}

/** A wrong, missing or ambiguous record is a clear stop: nothing is written before it is put right. */
async function tryToRead(
  run: Run,
  record: RecordName,
  steps: readonly StepId[],
): Promise<Inspection | Problem> {
  try {
    const inspection = await run.oneAtATime(record, () =>
      run.activities.inspect(record, { customer: run.order.customer, steps }),
    );
    const final = Object.values(inspection.problems).find((found) => found.class === 'final');
    return final ?? inspection;
  } catch (error) {
    return problemOf(error);
  }
}

/** Makes a plan from readings with the workflow's own time. */
export function composePlan(run: Run, inspections: readonly Inspection[]) {
  const { customer } = run.order;
  const input = { customer, inspections, now: run.now() };
  return run.activities.run('composePlan', input, `Compare ${customer.name} with what is wanted`);
}

async function decideOnLiveCustomer(run: Run): Promise<OnboardingOutcome | 'go-on'> {
  const signs = run.state.signsOfLife;
  run.note(`Already live? ${signs.join(' ')} Nothing is written until a person decides.`);
  run.enter('already-live');
  await tell(run, { kind: 'already-live', signs });
  await condition(() => run.alreadyLiveChoice !== undefined);
  if (run.alreadyLiveChoice === 'onboard-anew') return 'go-on';
  await release(run);
  run.enter('stopped');
  const why = 'The customer is already live; nothing was written.';
  return run.alreadyLiveChoice === 'audit-only' ? { kind: 'audited', why } : { kind: 'stopped', why };
}

async function stopped(run: Run, found: Problem): Promise<OnboardingOutcome> {
  const why = `${found.message} ${found.remedy}`;
  run.note(why);
  if (found.code !== 'already-running') await release(run);
  run.enter('stopped');
  return { kind: 'stopped', why };
}

/** Gives the customer free for another onboarding. */
async function release(run: Run): Promise<void> {
  const customerId = run.order.customer.id;
  await run.activities.run(
    'closeCustomerRecord',
    { customerId, runId: run.id, ended: 'not-live', at: run.now(), agreed: {} },
    `Tell ${customerId} that this onboarding ended`,
  );
}
