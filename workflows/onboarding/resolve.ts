import { condition } from '@temporalio/workflow';
import type { Problem } from '../../domain/problems.ts';
import { problemOf } from '../run-activity.ts';
import { composePlan, readAndCompare } from './read-everything.ts';
import type { Run } from './run.ts';
import { signOff } from './sign-off.ts';
import type { OnboardingOutcome } from './state.ts';
import { tell } from './tell.ts';

/**
 * Who is this customer in every system, and does the help desk already serve it? Reads only. If it is already live
 * nothing is written and a person decides (R1).
 */
export async function resolveCustomer(run: Run): Promise<OnboardingOutcome | 'go-on'> {
  if (run.state.stage !== 'resolving') return 'go-on';
  const registered = await register(run);
  if (registered.refused !== undefined) return stopped(run, registered.refused);

  const { plan, inspections } = await readAndCompare(run);
  run.state.plan = plan;
  run.state.observed = plan.observed;
  run.state.signsOfLife = [
    ...(registered.alreadyLive ? ['Its customer record says that it went live before.'] : []),
    ...inspections.flatMap((inspection) => inspection.signsOfLife),
  ];
  if (run.state.signsOfLife.length === 0) return 'go-on';
  return await decideOnLiveCustomer(run);
}

/** A first plan without readings says who decides and whether the date exists; then the customer is ours to onboard. */
async function register(
  run: Run,
): Promise<{ readonly alreadyLive: boolean; readonly refused?: undefined } | { readonly refused: Problem }> {
  const { customer } = run.order;
  try {
    run.state.plan = await composePlan(run, []);
    run.state.paused = await run.activities.run(
      'readPauses',
      undefined,
      'Ask the desk which systems are paused',
    );
    const input = { customer, runId: run.id };
    return await run.activities.run('openCustomerRecord', input, `Register with ${customer.id}`);
  } catch (error) {
    return { refused: problemOf(error) };
  }
}

async function decideOnLiveCustomer(run: Run): Promise<OnboardingOutcome | 'go-on'> {
  const signs = run.state.signsOfLife;
  run.note(`Already live? ${signs.join(' ')} Nothing is written until a person decides.`);
  run.enter('already-live');
  tell(run, { kind: 'already-live', signs });
  await condition(() => run.alreadyLiveChoice !== undefined);
  if (run.alreadyLiveChoice === 'onboard-anew') return 'go-on';
  await signOff(run, { ended: 'not-live', at: run.now(), agreed: {} });
  run.enter('stopped');
  const why = 'The customer is already live; nothing was written.';
  return run.alreadyLiveChoice === 'audit-only' ? { kind: 'audited', why } : { kind: 'stopped', why };
}

function stopped(run: Run, found: Problem): OnboardingOutcome {
  const why = `${found.message} ${found.remedy}`;
  run.note(why);
  run.enter('stopped');
  return { kind: 'stopped', why };
}
