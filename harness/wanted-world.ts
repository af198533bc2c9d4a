import type { CustomerFile } from '../domain/customer-file.ts';
import type { AuditEntry } from '../simulators/kit/types.ts';
import type { World } from './simulated-world.ts';

/**
 * Holds the simulators' own state and audit logs against what must be true after a customer went live. Returns what
 * is wrong, in words; empty when all is as wanted. Nothing that the product says of itself counts.
 */
export function faultsAfterGoLive(world: World, customer: CustomerFile, goLive: string): string[] {
  return [
    ...autotaskFaults(world, customer, goLive),
    ...liftOffFaults(world, customer, goLive),
    ...messageFaults(world, customer),
  ];
}

function autotaskFaults(world: World, customer: CustomerFile, goLive: string): string[] {
  const { companyId } = customer.systems.autotask;
  const company = world.autotask.state().rows.Companies?.find((row) => row.id === companyId);
  const value = company?.udf['Help Desk'];
  const changes = world.autotask.auditLog;
  return [
    ...unless(value === 'Mission Control Help Desk', `R20: the help-desk field is ${value ?? 'empty'}`),
    ...unless(changes.length === 1, `R20: Autotask saw ${changes.length} changes, not one`),
    ...changes
      .filter((change) => isBefore(change, goLive))
      .map(() => 'R20: the field was written before the go-live instant'),
  ];
}

function liftOffFaults(world: World, customer: CustomerFile, goLive: string): string[] {
  const { companyId } = customer.systems.autotask;
  const account = world.liftOff.state().accounts.find((known) => known.autotaskCompanyId === companyId);
  if (account === undefined) return ['R17: there is no Lift Off account'];
  const intake = world.liftOff.auditLog
    .filter((change) => change.field === 'perIncident')
    .map((change) => change.after);
  const emails = (ids: readonly string[]) =>
    account.contacts.filter((contact) => ids.includes(contact.id)).map((contact) => contact.email);
  return [
    ...unless(account.perIncident, 'R21: per-incident is not on'),
    ...unless(
      JSON.stringify(intake) === '[false,true]',
      `R1, R21: per-incident went ${JSON.stringify(intake)}`,
    ),
    ...world.liftOff.auditLog
      .filter((change) => change.field === 'perIncident' && change.after === true && isBefore(change, goLive))
      .map(() => 'R1: the customer was opened before its go-live instant'),
    ...unless(
      sameSet(emails(account.vips), customer.vips),
      `R3: VIPs are ${emails(account.vips).join(', ')}`,
    ),
    ...unless(
      sameSet(emails(account.approvers), customer.approvers),
      `R4: approvers are ${emails(account.approvers).join(', ')}`,
    ),
    ...unless(account.hours !== null, 'R6: no hours are set'),
    ...unless(
      Object.values(account.instructions).every(
        (text) => text === 'Please refer this type of request back to MSP.',
      ),
      'R10: the instructions differ',
    ),
    ...world.liftOff.auditLog
      .filter((change) => change.id !== account.id)
      .map((change) => `Another account was touched: ${change.id} ${change.field}`),
  ];
}

function messageFaults(world: World, customer: CustomerFile): string[] {
  const texts = world.slack.auditLog.map((entry) => JSON.stringify(entry.after));
  const live = texts.filter((text) => text.includes(`${customer.name} is live`));
  return unless(live.length === 1, `Slack heard ${live.length} times that the customer is live`);
}

function isBefore(change: AuditEntry, instant: string): boolean {
  return Date.parse(change.virtualAt) < Date.parse(instant);
}

function sameSet(emails: readonly string[], people: readonly { readonly email: string }[]): boolean {
  return (
    [...emails].sort().join() ===
    people
      .map((person) => person.email)
      .sort()
      .join()
  );
}

function unless(isRight: boolean, fault: string): string[] {
  return isRight ? [] : [fault];
}
