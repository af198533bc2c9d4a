import { catalogue } from '../../domain/steps/catalogue.ts';
import type { Run } from './run.ts';
import { reopen, settle } from './settle.ts';
import { lineOf, outcomeOf } from './standing.ts';

const ACCOUNT = 'lift-off-account';
const INTAKE = 'per-incident-intake';

/**
 * R1 · Before anything else no ticket is taken. Where the account does not exist yet there is nothing to close:
 * it is added after approval and closed in the same sitting (R17).
 */
export async function closeIntake(run: Run): Promise<void> {
  if (outcomeOf(run.state, INTAKE, 'preparation') !== undefined) return;
  if (run.state.approved !== undefined) return;
  const isOurs = outcomeOf(run.state, ACCOUNT, 'preparation') !== undefined;
  const exists = isOurs || run.state.observed[ACCOUNT];
  if (exists === false) return;
  run.enter('closing-intake');
  // Asked about already, before the plan changed: whoever answers decides, and nothing is written before.
  const asked = run.state.openItems.find(({ step, attention }) => step === INTAKE && attention);
  if (asked !== undefined) return await reopen(run, INTAKE, 'preparation', asked.problem);
  if (exists === true && !isOurs) {
    const after = catalogue[ACCOUNT].show(true);
    run.record(ACCOUNT, 'preparation', { kind: 'unchanged', after, at: run.now() });
  }
  // By hand nobody has looked yet: a person does, for both. An account that only does not show yet is not added here.
  const bothByHand = exists === undefined && lineOf(run.state, ACCOUNT, 'preparation')?.verdict === 'by-hand';
  await settle(run, bothByHand ? [ACCOUNT, INTAKE] : [INTAKE], 'preparation');
}
