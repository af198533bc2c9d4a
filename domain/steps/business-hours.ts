import { type HelpDeskHours, showHours, showWeek } from '../hours.ts';
import type { Step } from './step.ts';

/** R6, R7 · The hours in which the help desk serves the customer's users, as the signed contract says. */
export const businessHours: Step<'business-hours'> = {
  id: 'business-hours',
  title: 'Help-desk hours',
  rules: ['R6', 'R7'],
  record: 'lift-off-account',
  needs: ['per-incident-intake'],
  wanted: ({ customer }) => customer.contract.helpDeskHours.value,
  satisfied: (read, wanted) => inPortal(read) === inPortal(wanted),
  merged: (_read, wanted) => wanted,
  show: inPortal,
  undo: { kind: 'value-before', emptyStays: 'the portal has no way to empty the hours again.' },
  waiving: 'with-reason',
  byHand: (hours, { customer }) =>
    `Lift Off → Manage Accounts and Devices → ${customer.systems.liftOff.accountName} → Hours: ` +
    `enter ${hours === null ? 'nothing' : showHours(hours)}, save.`,
};

/** The portal has no field for holidays: they are confirmed with the contract's terms, not compared here. */
function inPortal(hours: HelpDeskHours | null): string {
  if (hours === null) return 'not set';
  return hours.kind === '24/7' ? '24/7' : `${showWeek(hours.days)}, ${hours.zone}`;
}
