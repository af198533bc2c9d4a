import { businessHours } from './business-hours.ts';
import { helpDeskField } from './help-desk-field.ts';
import { instructions } from './instructions.ts';
import { liftOffAccount } from './lift-off-account.ts';
import { approvers, vipUsers } from './people.ts';
import { perIncidentIntake } from './per-incident-intake.ts';
import type { RecordName, Step, StepId, SystemName } from './step.ts';

/** Every step, by id. */
export const catalogue: { readonly [Id in StepId]: Step<Id> } = {
  'lift-off-account': liftOffAccount,
  'per-incident-intake': perIncidentIntake,
  'vip-users': vipUsers,
  approvers,
  'business-hours': businessHours,
  instructions,
  'help-desk-field': helpDeskField,
};

/** All step ids, in the order in which a person would go through them. */
export const stepIds: readonly StepId[] = [
  'lift-off-account',
  'per-incident-intake',
  'vip-users',
  'approvers',
  'business-hours',
  'instructions',
  'help-desk-field',
];

/** The records and the system that each belongs to. */
export const systemOf: { readonly [Name in RecordName]: SystemName } = {
  'autotask-company': 'autotask',
  'lift-off-account': 'lift-off',
};

/** The records, in the order in which plans show them. */
export const recordNames: readonly RecordName[] = ['autotask-company', 'lift-off-account'];

/** What people call the systems. */
export const systemTitles: { readonly [Name in SystemName]: string } = {
  autotask: 'Autotask',
  'lift-off': 'Lift Off',
};

/** The steps of one record, in catalogue order. */
export function stepsOf(record: RecordName): StepId[] {
  return stepIds.filter((id) => catalogue[id].record === record);
}
