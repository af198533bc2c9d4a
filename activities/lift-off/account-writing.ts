import type { StepId, StepValues } from '../../domain/steps/step.ts';
import { trouble } from '../browser/portal.ts';
import { locate } from './account-reading.ts';
import { type AccountTab, openTab, refuseReadOnly } from './account-tab.ts';
import type { AccountTabs } from './account-tabs.ts';
import { addAccount } from './add-account-page.ts';
import { save } from './saving.ts';
import type { Sitting } from './sitting.ts';

/** What writes each step of an account. `accountId` is undefined when the account was looked for and is not there. */
export type StepWriters = {
  readonly [Id in StepId]?: (accountId: string | undefined, value: StepValues[Id]) => Promise<void>;
};

/** The writers of one sitting. Each throws as `save` does. */
export function stepWriters(sitting: Sitting, tabs: AccountTabs): StepWriters {
  const writing =
    <Value>(step: StepId, tab: AccountTab<Value>) =>
    (accountId: string | undefined, value: Value) =>
      writeTab(sitting, { step, tab, accountId, value });
  return {
    'lift-off-account': (accountId, value) => ensureAccount(sitting, tabs, accountId, value),
    'per-incident-intake': writing('per-incident-intake', tabs['per-incident-intake']),
    'vip-users': writing('vip-users', tabs['vip-users']),
    approvers: writing('approvers', tabs.approvers),
    'business-hours': writing('business-hours', tabs['business-hours']),
    instructions: writing('instructions', tabs.instructions),
  };
}

interface TabWrite<Value> {
  readonly step: StepId;
  readonly tab: AccountTab<Value>;
  readonly accountId: string | undefined;
  readonly value: Value;
}

async function writeTab<Value>(sitting: Sitting, { step, tab, accountId, value }: TabWrite<Value>) {
  const { customer } = sitting;
  await sitting.during(`write “${step}”`, step, async (portal) => {
    if (accountId === undefined) throw trouble(portal, 'not-found', { what: accountTitle(sitting) });
    const { screen } = await openTab(portal, customer, accountId, tab);
    refuseReadOnly(portal, screen, tab);
    await sitting.picture(portal, `${step}-before`);
    await save(portal, () => tab.edit(portal, screen, value));
    await sitting.picture(portal, `${step}-after`);
  });
}

/** R17 · Adds the account if there is none; what a new one takes by itself is turned off in the same sitting (R1). */
async function ensureAccount(
  sitting: Sitting,
  tabs: AccountTabs,
  accountId: string | undefined,
  value: boolean,
): Promise<void> {
  await sitting.during('add the account', 'lift-off-account', async (portal) => {
    if (!value) throw trouble(portal, 'by-hand');
    if (accountId !== undefined) return;
    await sitting.picture(portal, 'lift-off-account-before');
    await addAccount(portal, sitting.customer);
    await sitting.picture(portal, 'lift-off-account-after');
  });
  if (accountId === undefined) await closeIntake(sitting, tabs);
}

/** The list is searched anew: had the account been added twice, that would show as `ambiguous`. */
async function closeIntake(sitting: Sitting, tabs: AccountTabs): Promise<void> {
  const step = 'per-incident-intake';
  const { accountId } = await locate(sitting);
  await writeTab(sitting, { step, tab: tabs[step], accountId, value: false });
}

function accountTitle({ customer }: Sitting): string {
  return `account “${customer.systems.liftOff.accountName}”`;
}
