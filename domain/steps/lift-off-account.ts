import type { Step } from './step.ts';

/** R17 · The Lift Off account is used or, if there is none, added; R1 follows in the same sitting. */
export const liftOffAccount: Step<'lift-off-account'> = {
  id: 'lift-off-account',
  title: 'Lift Off account',
  rules: ['R17', 'R30'],
  record: 'lift-off-account',
  needs: [],
  wanted: () => true,
  satisfied: (read, wanted) => read === wanted,
  merged: (_read, wanted) => wanted,
  show: (exists) => (exists ? 'exists' : 'none'),
  undo: {
    kind: 'none',
    why: 'the portal has no way to delete an account',
    followUp: 'Ask Customer Success to remove the account, or leave it with per-incident off.',
  },
  waiving: 'never',
  byHand: (_value, { customer }) =>
    `Lift Off → Manage Accounts and Devices → Add account: account name “${customer.systems.liftOff.accountName}”, ` +
    `Autotask company number ${customer.systems.autotask.companyId}. Then turn per-incident off at once (R1).`,
};
