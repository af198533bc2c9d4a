import { condition } from '@temporalio/workflow';
import { problem } from '../../domain/problems.ts';
import { problemOf } from '../run-activity.ts';
import type { Run } from './run.ts';
import { reopen, settle } from './settle.ts';
import { outcomeOf } from './standing.ts';
import { tell } from './tell.ts';

const INTAKE = 'per-incident-intake';

/**
 * R1 as an invariant until go-live: found open once, the intake is put back and people are told; a second time, or
 * when the field of R20 already says Mission Control, somebody means it: we stop writing and ask.
 */
export function keepIntakeClosed(run: Run): void {
  run.beside(async () => {
    for (;;) {
      await condition(() => run.intakeSeenOpenAt !== undefined);
      const seenAt = run.intakeSeenOpenAt ?? run.now();
      run.intakeSeenOpenAt = undefined;
      if (!run.goLiveBegun) await dealWithOpenIntake(run, seenAt);
    }
  });
}

async function dealWithOpenIntake(run: Run, seenAt: string): Promise<void> {
  // Not closed yet, or open and asked about already: whoever sees to that looks for itself.
  if (outcomeOf(run.state, INTAKE, 'preparation') === undefined) return;
  const look = await readIntakeAndField(run);
  if (look === 'closed' || run.goLiveBegun) return;
  run.note(`Interlock (R1): per-incident was found on at ${seenAt}.`);
  if (look !== 'open' || run.state.intakePutBack > 0) {
    const what = 'It is left as it is: somebody seems to mean it. Nothing goes on until a person says so.';
    tell(run, { kind: 'intake-opened', what });
    await reopen(run, INTAKE, 'preparation', problem('intake-opened', { detail: `found at ${seenAt}` }));
    return;
  }
  run.state.intakePutBack += 1;
  run.forget(INTAKE, 'preparation', `found on at ${seenAt} (R1)`);
  tell(run, { kind: 'intake-opened', what: 'It is turned off again. The next time we ask.' });
  await settle(run, [INTAKE], 'preparation');
}

/** `meant`: open, and the help-desk field says live already. */
async function readIntakeAndField(run: Run): Promise<'closed' | 'open' | 'meant' | 'unknown'> {
  try {
    const [account, company] = await Promise.all([
      run.visits.inspect('lift-off-account', [INTAKE]),
      run.visits.inspect('autotask-company', ['help-desk-field']),
    ]);
    const intake = account.values[INTAKE];
    if (intake === undefined) return 'unknown';
    if (!intake) return 'closed';
    return company.signsOfLife.length > 0 ? 'meant' : 'open';
  } catch (error) {
    run.note(`Interlock (R1): could not look again: ${problemOf(error).message}`);
    return 'unknown';
  }
}
