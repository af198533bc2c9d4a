import { composePlan } from '../../activities/planning/compose-plan.ts';
import type { CustomerFile } from '../../domain/customer-file.ts';
import { personIdSchema } from '../../domain/ids.ts';
import type { OpenItem, Plan } from '../../domain/plan.ts';
import { problem } from '../../domain/problems.ts';
import type { Values } from '../../domain/steps/step.ts';
import { parseProfile } from '../../domain/yaml-document.ts';
import type { OnboardingOrder } from '../../workflows/messages.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { customerOf, edited, rightValue, textOf } from '../domain/examples.ts';

export const dana = personIdSchema.parse('dana.ops');
export const harbor = customerOf['per-incident'];

const others = ['itGlue', 'dattoRmm', 'screenConnect', 'splashtop'];
const withoutOthers = edited(
  textOf('onboarding.yaml'),
  ...others.map((name) => [`  ${name}:\n    mode: by-hand`, `  ${name}:\n    mode: "off"`] as const),
);
/** The example profile with Lift Off automated and nothing else in use, without secrets. */
export const automatedProfile = rightValue(
  parseProfile(
    edited(
      withoutOthers,
      ['    mode: by-hand', '    mode: portal'],
      // One person starts and decides in most tests, and an onboarding ends as soon as the customer is live.
      ['policies:\n', 'policies:\n  fourEyes: false\n  aftercareDays: 0\n'],
    ),
    'onboarding.yaml',
  ),
);
const byHandProfile = rightValue(parseProfile(withoutOthers, 'onboarding.yaml'));

/** What both systems show of a customer that nobody has prepared yet. */
export const untouched: Values = {
  'help-desk-field': null,
  'lift-off-account': true,
  'per-incident-intake': true,
  'vip-users': [],
  approvers: [],
  'business-hours': null,
  instructions: { newUserSetup: '', newWorkstationSetup: '', userTermination: '' },
};

/** The plan for a customer of whom this was read. */
export function planFor(values: Values, customer: CustomerFile = harbor, profile = automatedProfile): Plan {
  const inspection = { values, problems: {}, unreadable: [], signsOfLife: [], evidence: [] };
  const loaded = { profile, secrets: {}, revision: 'r1' };
  return composePlan(loaded, customer, [inspection], '2026-11-22T09:00:00.000Z');
}

/** The plan while Lift Off is done by hand and cannot be read. */
export function planByHand(): Plan {
  return planFor({ 'help-desk-field': null }, harbor, byHandProfile);
}

/** An onboarding that waits for the approval of its plan, with changes. */
export function stateWith(changes: Partial<OnboardingState> = {}): OnboardingState {
  return {
    schema: 1,
    customerId: harbor.id,
    customerName: harbor.name,
    requestedBy: 'sam',
    stage: 'waiting-for-approval',
    stageSince: '2026-11-22T09:00:05.000Z',
    startedAt: '2026-11-22T09:00:00.000Z',
    signsOfLife: [],
    plan: planFor(untouched),
    observed: untouched,
    outcomes: {
      'per-incident-intake': {
        preparation: { kind: 'changed', before: 'on', after: 'off', at: '2026-11-22T09:00:03.000Z' },
      },
    },
    changed: [{ step: 'per-incident-intake', phase: 'preparation' }],
    openItems: [],
    answers: [],
    messages: [],
    notes: {},
    noteRevisions: {},
    revision: 1,
    contractDate: harbor.contract.goLive.date,
    moves: [],
    paused: {},
    remarks: {},
    nudges: [],
    drift: [],
    acceptedDrift: [],
    chosenToEnd: false,
    agreedValues: {},
    choices: {},
    waiversAsked: {},
    timeline: [{ at: '2026-11-22T09:00:00.000Z', text: 'Started by dana.ops.' }],
    chain: [],
    intakePutBack: 0,
    lateGoAhead: false,
    leftAfterUndo: [],
    ...changes,
  };
}

/** The VIPs could not be entered: the page has changed. */
export const vipsOpen: OpenItem = {
  step: 'vip-users',
  phase: 'preparation',
  title: 'VIP users',
  since: '2026-11-22T10:00:00.000Z',
  problem: problem('page-changed', { page: 'VIPs', system: 'Lift Off', anchor: 'Save' }),
  instruction: 'Lift Off → … → VIPs: add “Dana Whitfield”, save.',
  attention: true,
};

/** What the onboarding was started with. */
export const order: OnboardingOrder = {
  schema: 1,
  customer: harbor,
  fileHash: 'f'.repeat(64),
  requestedBy: 'dana.ops',
};
