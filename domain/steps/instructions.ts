import type { Instructions, Step } from './step.ts';

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
  show: shown,
  undo: { kind: 'value-before' },
  waiving: 'with-reason',
  byHand: (texts, { customer }) =>
    `Lift Off → Manage Accounts and Devices → ${customer.systems.liftOff.accountName} → Instructions: ` +
    `New User Setup Instructions ${quoted(texts.newUserSetup)}, ` +
    `New Workstation Setup Instructions ${quoted(texts.newWorkstationSetup)}, ` +
    `User Termination Instructions ${quoted(texts.userTermination)}; save.`,
};

function shown(texts: Instructions): string {
  const { newUserSetup, newWorkstationSetup, userTermination } = texts;
  if (newUserSetup === newWorkstationSetup && newUserSetup === userTermination) {
    return newUserSetup === '' ? 'all three empty' : `all three ${quoted(newUserSetup)}`;
  }
  return (
    `new user: ${quoted(newUserSetup)} · new workstation: ${quoted(newWorkstationSetup)} · ` +
    `termination: ${quoted(userTermination)}`
  );
}

function quoted(text: string): string {
  return text === '' ? 'empty' : `“${text}”`;
}
