import { ProductError } from '../domain/problems.ts';
import { inspectActivity, visitActivity } from '../domain/steps/activity-names.ts';
import { stepsOf } from '../domain/steps/catalogue.ts';
import type { RecordName } from '../domain/steps/step.ts';
import {
  closeCustomerRecord,
  markCustomerLive,
  openCustomerRecord,
} from './customer-record/customer-record.ts';
import { mayPause } from './deciders.ts';
import { readPauses, tellPause } from './desk.ts';
import { listWaitingOnboardings, reportOpenIntake } from './interlock.ts';
import { composeMessages } from './messages/compose.ts';
import { decisionLinks } from './messages/decision-links.ts';
import { findMessage, type Senders, sendHeartbeat, sendMessage } from './messages/delivery.ts';
import { sendCode } from './messages/send-code.ts';
import { composePlan, resolveInstant } from './planning/compose-plan.ts';
import type { CurrentProfile } from './profile-view.ts';
import { ensure, inspect, type RecordParts, restore } from './records/record-activities.ts';
import { compareWithAgreed, listWatchedCustomers, reportDrift } from './sweeps/drift.ts';
import { composeMorning } from './sweeps/morning.ts';
import { composeReminders, reportNudges } from './sweeps/reminders.ts';
import { listOnboardingTickets, reportTicketNews } from './sweeps/tickets.ts';
import type { TicketActivities } from './ticket-activities.ts';
import type {
  EnsureInput,
  EnsureResult,
  InspectInput,
  Inspection,
  OnboardingActivities,
  RestoreInput,
  VisitResult,
} from './types.ts';

type RecordActivity =
  | ((input: InspectInput) => Promise<Inspection>)
  | ((input: EnsureInput) => Promise<EnsureResult>)
  | ((input: RestoreInput) => Promise<VisitResult>);

/** The activities of a record, under the names that the catalogue gives them. */
export function recordActivities(parts: RecordParts): { [name: string]: RecordActivity } {
  const activities: { [name: string]: RecordActivity } = {
    [inspectActivity(parts.record)]: (input: InspectInput) => inspect(parts, input),
  };
  for (const steps of visitTargets(parts.record)) {
    activities[visitActivity('ensure', steps)] = (input: EnsureInput) => ensure(parts, input);
    activities[visitActivity('restore', steps)] = (input: RestoreInput) => restore(parts, input);
  }
  return activities;
}

/** The activities that are not visits. */
export function onboardingActivities(
  profile: CurrentProfile,
  senders: () => Senders,
  writeClosingNote: OnboardingActivities['writeClosingNote'],
  tickets: TicketActivities,
): OnboardingActivities {
  return {
    composePlan: async ({ customer, inspections, now }) => composePlan(profile(), customer, inspections, now),
    resolveGoLive: async ({ customer }) => resolveInstant(profile().profile, customer),
    openCustomerRecord: ({ customer, runId }) => openCustomerRecord(customer, runId),
    readPauses: () => readPauses(),
    whoMayPause: async () => mayPause(profile().profile),
    tellPause: ({ system, pause }) => tellPause(system, pause),
    markCustomerLive: (input) => markCustomerLive(input),
    closeCustomerRecord: (input) => closeCustomerRecord(input),
    composeMessages: async ({ customer, subject, key, now, decision }) => {
      const links = decision && decisionLinks(profile(), customer.id, decision, now);
      return composeMessages(profile().profile, customer, subject, key, links);
    },
    sendCode: (request) => sendCode(profile(), senders(), request),
    writeClosingNote,
    ...tickets,
    listOnboardingTickets: () => listOnboardingTickets(),
    reportTicketNews: ({ ticket, reading }) => reportTicketNews(profile().profile, ticket, reading),
    sendMessage: ({ message }) => sendMessage(senders(), message),
    findMessage: ({ message, since }) => findMessage(senders(), message, since),
    listWaitingOnboardings: () => listWaitingOnboardings(),
    reportOpenIntake: ({ workflowId, seenAt }) => reportOpenIntake(workflowId, seenAt),
    ...sweepActivities(profile, senders),
  };
}

type SweepActivity =
  | 'composeReminders'
  | 'reportNudges'
  | 'composeMorning'
  | 'sendHeartbeat'
  | 'listWatchedCustomers'
  | 'compareWithAgreed'
  | 'reportDrift';

/** What the shared sweeps do. */
function sweepActivities(
  profile: CurrentProfile,
  senders: () => Senders,
): Pick<OnboardingActivities, SweepActivity> {
  return {
    composeReminders: ({ now, key }) => composeReminders(profile(), now, key),
    reportNudges: (told) => reportNudges(told),
    composeMorning: ({ now, key }) => composeMorning(profile().profile, now, key),
    sendHeartbeat: () => sendHeartbeat(senders()),
    listWatchedCustomers: () => listWatchedCustomers(),
    compareWithAgreed: async ({ customer, inspections, now }) =>
      compareWithAgreed(profile(), customer, inspections, now),
    reportDrift: ({ workflowId, ...seen }) => reportDrift(workflowId, seen),
  };
}

/** Each step alone, and all of the record together. */
function visitTargets(record: RecordName) {
  const steps = stepsOf(record);
  const [first, ...more] = steps;
  if (first === undefined)
    throw new ProductError('our-request', { system: record, wanted: 'visit it', detail: 'no steps' });
  return [...steps.map((step) => [step] as const), [first, ...more] as const];
}
