import type { Inspection } from '../../activities/types.ts';
import { problem } from '../../domain/problems.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { StepId } from '../../domain/steps/step.ts';
import { problemOf } from '../run-activity.ts';
import { blockUntilGoAhead } from './go-live-clock.ts';
import type { Run } from './run.ts';
import { reopen, settle } from './settle.ts';
import { tell } from './tell.ts';

/**
 * R20 then R21, and nothing between them that could wait: they belong together (R23). Trouble with either is told to
 * who is on call; the other is not undone by itself.
 */
export async function goLive(run: Run): Promise<void> {
  if (run.state.goneLiveAt !== undefined) return;
  if (await openedBeforehand(run)) await blockUntilGoAhead(run);
  run.goLiveBegun = true;
  run.enter('going-live');
  await once(run, 'help-desk-field');
  await once(run, 'per-incident-intake');
  run.state.goneLiveAt = run.now();
  run.note(`Live. Planned for ${run.state.plan?.goLive.instant ?? 'an unknown instant'}.`);
}

async function once(run: Run, step: StepId): Promise<void> {
  if (run.outcomeOf(step, 'live') === undefined) await settle(run, [step], 'live');
}

/** The last look reads only R1's flag and R20's field. Open already: somebody means it, so a person decides. */
async function openedBeforehand(run: Run): Promise<boolean> {
  const [account] = await Promise.all([
    lastLook(run, 'per-incident-intake'),
    lastLook(run, 'help-desk-field'),
  ]);
  if (account?.values['per-incident-intake'] !== true) return false;
  const found = problem('intake-opened', { detail: 'seen at the go-live instant' });
  run.note(found.message);
  await tell(run, {
    kind: 'intake-opened',
    what: 'Seen at the go-live instant. Nothing is switched over until a person says so.',
  });
  return true;
}

async function lastLook(run: Run, step: StepId): Promise<Inspection | undefined> {
  const { record } = catalogue[step];
  try {
    return await run.oneAtATime(record, () =>
      run.activities.inspect(record, { customer: run.order.customer, steps: [step] }),
    );
  } catch (error) {
    await reopen(run, step, 'preparation', { ...problemOf(error), class: 'final' });
    return undefined;
  }
}
