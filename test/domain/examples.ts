import { readFileSync } from 'node:fs';
import type { CustomerFile, ServiceModel } from '../../domain/customer-file.ts';
import type { Fault, Parsed } from '../../domain/fault.ts';
import type { Profile } from '../../domain/profile.ts';
import type { Names, Phase, Wish } from '../../domain/steps/step.ts';
import { parseCustomerFile, parseProfile, showFault } from '../../domain/yaml-document.ts';

const root = new URL('../../', import.meta.url);

/** The text of a file of the repository. */
export function textOf(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** The value of a file that is right; the faults as the failure of the test otherwise. */
export function rightValue<Value>(parsed: Parsed<Value>): Value {
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.faults.map(showFault).join('\n'));
}

/** The faults of a file that is wrong. */
export function faultsOf(parsed: Parsed<unknown>): readonly Fault[] {
  if (!parsed.ok) return parsed.faults;
  throw new Error('no fault was found');
}

export const harborDental = textOf('customers/harbor-dental.yaml');
export const northwindLegal = textOf('customers/northwind-legal.yaml');

/** Replaces text that must be there, so that a test cannot pass because an example has changed. */
export function edited(text: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`the example no longer contains ${from}`);
    return result.replace(from, to);
  }, text);
}

/** An example customer with edits. */
export function customer(
  text: string,
  ...edits: readonly (readonly [from: string, to: string])[]
): CustomerFile {
  return rightValue(parseCustomerFile(edited(text, ...edits), 'customers/example.yaml'));
}

const perDevice = `service:
  model: per-device
  helpDeskType: { value: half-day, clause: § 2.2 }
  acceptsDevicesNotOnboarded: false`;

/** The text of a per-device customer, which no example file is. */
export const perDeviceText = edited(harborDental, ['service:\n  model: per-incident', perDevice]);

/** A customer of each model. */
export const customerOf: { readonly [Model in ServiceModel]: CustomerFile } = {
  'per-incident': customer(harborDental),
  'time-based': customer(northwindLegal),
  'per-device': customer(perDeviceText),
};

/** The names of an MSP that uses every system. */
export const names: Names = {
  helpDeskField: 'Help Desk',
  helpDeskValue: 'Mission Control Help Desk',
  documentedPlan: 'Mission Control Help Desk',
  siteGroup: 'MC Help Desk Customers',
  sessionRole: 'Help Desk 2',
  splashtopUser: 'helpdesk@example.com',
  partnerSuccess: 'success@example.com',
  customerSuccess: 'customers@example.com',
  systemsOff: [],
  dayTasks: ['test-call', 'test-ticket', 'user-notice'],
};

/** What the steps of a customer of that model may depend on. */
export function wish(model: ServiceModel, phase: Phase): Wish {
  const customer = customerOf[model];
  const splashtop = { group: 'Harbor Dental' };
  return { customer: { ...customer, systems: { ...customer.systems, splashtop } }, phase, names, facts: {} };
}

/** The shortest profile that is right. */
export const minimalProfile = `schema: 1
msp:
  name: Lakeside IT
  timeZone: America/New_York
  businessHours:
    monday: { from: "08:30", to: "17:30" }
people:
  - { id: dana, name: Dana Reyes, email: dana@example.com, roles: [ops] }
systems:
  liftOff:
    url: https://liftoff.example.com/
`;

/** A profile with edits of the shortest one. */
export function profile(...edits: readonly (readonly [from: string, to: string])[]): Profile {
  return rightValue(parseProfile(edited(minimalProfile, ...edits), 'onboarding.yaml'));
}
