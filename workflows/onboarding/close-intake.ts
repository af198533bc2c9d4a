import { catalogue } from '../../domain/steps/catalogue.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

/**
 * R1 · Before anything else no ticket is taken. Where the account does not exist yet there is nothing to close:
 * it is added after approval and closed in the same sitting (R17).
 */
export async function closeIntake(run: Run): Promise<void> {
  if (run.outcomeOf('per-incident-intake', 'preparation') !== undefined) return;
  if (run.state.approvedHash !== undefined) return;
  run.enter('closing-intake');
  const exists = run.state.observed['lift-off-account'];
  if (exists === false) return;
  if (exists === true) {
    const account = 'lift-off-account';
    run.record(account, 'preparation', {
      kind: 'unchanged',
      after: catalogue[account].show(true),
      at: run.now(),
    });
  }
  // Unknown: Lift Off is done by hand, so a person looks whether there is an account.
  const steps =
    exists === true
      ? (['per-incident-intake'] as const)
      : (['lift-off-account', 'per-incident-intake'] as const);
  await settle(run, steps, 'preparation');
}
