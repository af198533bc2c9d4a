import { businessHours } from './business-hours.ts';
import { testCall, testTicket, userNotice } from './day-tasks.ts';
import { documentedHours, documentedPlan } from './documentation.ts';
import { helpDeskField } from './help-desk-field.ts';
import { instructions } from './instructions.ts';
import { liftOffAccount } from './lift-off-account.ts';
import { hoursNote, locationRequest } from './messages.ts';
import { approvers, vipUsers } from './people.ts';
import { perIncidentIntake } from './per-incident-intake.ts';
import { helpDeskJoin, sessionGroupAccess } from './session-group.ts';
import { siteGroup, siteMapping } from './site.ts';
import { splashtopAccess } from './splashtop-access.ts';
import type { RecordName, Step, StepId, StepValues, SystemName, Wanted, Wish } from './step.ts';

/** Every step, by id. */
export const catalogue: { readonly [Id in StepId]: Step<Id> } = {
  'lift-off-account': liftOffAccount,
  'per-incident-intake': perIncidentIntake,
  'vip-users': vipUsers,
  approvers,
  'business-hours': businessHours,
  instructions,
  'documented-hours': documentedHours,
  'hours-note': hoursNote,
  'location-request': locationRequest,
  'site-mapping': siteMapping,
  'site-group': siteGroup,
  'session-group-access': sessionGroupAccess,
  'help-desk-join': helpDeskJoin,
  'splashtop-access': splashtopAccess,
  'help-desk-field': helpDeskField,
  'documented-plan': documentedPlan,
  'test-call': testCall,
  'test-ticket': testTicket,
  'user-notice': userNotice,
};

/** All step ids, in the order in which a person would go through them. */
export const stepIds: readonly StepId[] = [
  'lift-off-account',
  'per-incident-intake',
  'vip-users',
  'approvers',
  'business-hours',
  'instructions',
  'documented-hours',
  'hours-note',
  'location-request',
  'site-mapping',
  'site-group',
  'session-group-access',
  'help-desk-join',
  'splashtop-access',
  'help-desk-field',
  'documented-plan',
  'test-call',
  'test-ticket',
  'user-notice',
];

/**
 * How a record is reached: by an API, in a browser, only by a message to people who answer in their own time, or only by
 * a person who does it and says so.
 */
export type Way = 'api' | 'portal' | 'message' | 'person';

/** The records in the order in which plans show them, the system that each belongs to and the way there. */
export const records: { readonly [Name in RecordName]: { readonly system: SystemName; readonly way: Way } } =
  {
    'autotask-company': { system: 'autotask', way: 'api' },
    'lift-off-account': { system: 'lift-off', way: 'portal' },
    'it-glue-organization': { system: 'it-glue', way: 'api' },
    'datto-rmm-site': { system: 'datto-rmm', way: 'api' },
    'datto-rmm-site-group': { system: 'datto-rmm', way: 'portal' },
    'screenconnect-role': { system: 'screenconnect', way: 'portal' },
    'screenconnect-host': { system: 'screenconnect', way: 'portal' },
    'splashtop-computers': { system: 'splashtop', way: 'api' },
    'partner-success': { system: 'mission-control', way: 'message' },
    'customer-success': { system: 'mission-control', way: 'message' },
    'go-live-day': { system: 'mission-control', way: 'person' },
  };

/** The names of all records, in the order of the table. */
export const recordNames: readonly RecordName[] = [
  'autotask-company',
  'lift-off-account',
  'it-glue-organization',
  'datto-rmm-site',
  'datto-rmm-site-group',
  'screenconnect-role',
  'screenconnect-host',
  'splashtop-computers',
  'partner-success',
  'customer-success',
  'go-live-day',
];

/** The system of a step. */
export function systemOf(step: StepId): SystemName {
  return records[catalogue[step].record].system;
}

/** The way to a step's record. */
export function wayTo(step: StepId): Way {
  return records[catalogue[step].record].way;
}

/** Whether a machine can look at the record: not where people's word is all that there is. */
export function isReadable(record: RecordName): boolean {
  return records[record].way === 'api' || records[record].way === 'portal';
}

/** What people call the systems. */
export const systemTitles: { readonly [Name in SystemName]: string } = {
  autotask: 'Autotask',
  'lift-off': 'Lift Off',
  'it-glue': 'IT Glue',
  'datto-rmm': 'Datto RMM',
  screenconnect: 'ScreenConnect',
  splashtop: 'Splashtop',
  'mission-control': 'Mission Control',
};

/** The steps of one record, in catalogue order. */
export function stepsOf(record: RecordName): StepId[] {
  return stepIds.filter((id) => catalogue[id].record === record);
}

/** What is wanted of a step: nothing of a system that the MSP does without. */
export function wantedOf<Id extends StepId>(id: Id, wish: Wish): Wanted<StepValues[Id]> {
  return wish.names.systemsOff.includes(systemOf(id)) ? undefined : catalogue[id].wanted(wish);
}
