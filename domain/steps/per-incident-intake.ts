import type { Step } from './step.ts';

/** The box of R1 and R21, letter for letter. */
export const perIncidentLabel = 'Allow Per-Incident/Block-Hour Tickets for this account';

/**
 * R1 · No ticket is taken before go-live: the box is off, first of all.
 * R21 · From the go-live instant on it is on, for customers that are not per-device (R39 rules those).
 */
export const perIncidentIntake: Step<'per-incident-intake'> = {
  id: 'per-incident-intake',
  title: 'Per-incident tickets allowed',
  rules: ['R1', 'R21'],
  record: 'lift-off-account',
  needs: ['lift-off-account'],
  wanted: ({ phase, customer }) => phase === 'live' && customer.service.model !== 'per-device',
  satisfied: (read, wanted) => read === wanted,
  merged: (_read, wanted) => wanted,
  show: (on) => (on ? 'on' : 'off'),
  undo: {
    kind: 'safe-value',
    value: false,
    why: 'cancelling before go-live never turns a box on (R1)',
  },
  waiving: 'never',
  byHand: (on, { customer }) =>
    `Lift Off → Manage Accounts and Devices → ${customer.systems.liftOff.accountName} → Billing options: ` +
    `turn “${perIncidentLabel}” ${on ? 'on' : 'off'}, save, open the page again and look.`,
};
