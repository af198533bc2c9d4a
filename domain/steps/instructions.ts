import type { Step } from './step.ts';

/** R10, letter for letter. */
export const referBack = 'Please refer this type of request back to MSP.';

/** R10 · Three kinds of request go back to the MSP. */
export const instructions: Step<'instructions'> = {
  id: 'instructions',
  title: 'Setup and termination instructions',
  rules: ['R10'],
  record: 'lift-off-account',
  needs: ['per-incident-intake'],
  wanted: () => ({ newUserSetup: referBack, newWorkstationSetup: referBack, userTermination: referBack }),
  satisfied: (read, wanted) =>
    read.newUserSetup === wanted.newUserSetup &&
    read.newWorkstationSetup === wanted.newWorkstationSetup &&
    read.userTermination === wanted.userTermination,
  merged: (_read, wanted) => wanted,
  show: (texts) =>
    `new user: ${quoted(texts.newUserSetup)} · new workstation: ${quoted(texts.newWorkstationSetup)} · ` +
    `termination: ${quoted(texts.userTermination)}`,
  undo: { kind: 'value-before' },
  waiving: 'with-reason',
  byHand: (texts, { customer }) =>
    `Lift Off → Manage Accounts and Devices → ${customer.systems.liftOff.accountName} → Instructions: ` +
    `New User Setup Instructions ${quoted(texts.newUserSetup)}, ` +
    `New Workstation Setup Instructions ${quoted(texts.newWorkstationSetup)}, ` +
    `User Termination Instructions ${quoted(texts.userTermination)}; save.`,
};

function quoted(text: string): string {
  return text === '' ? 'empty' : `“${text}”`;
}
