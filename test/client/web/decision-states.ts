import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { customerIdSchema, personIdSchema } from '../../../domain/ids.ts';
import type { OpenItem } from '../../../domain/plan.ts';
import { problem } from '../../../domain/problems.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { dana, planFor, stateWith, untouched, vipsOpen } from '../states.ts';

export const sam = personIdSchema.parse('sam');
export const pat = personIdSchema.parse('pat');
export const morgan = personIdSchema.parse('morgan');

/** When the pages of the tests are looked at. */
export const now = new Date('2026-11-23T15:00:00.000Z');

/** A picture as a visit keeps it; any picture will do. */
export const screenshot = readFileSync(new URL('../../../docs/pictures/timeline.png', import.meta.url));
const reference = (name: string) => ({
  key: `onboarding-harbor-dental/ensureLiftOffAccount-7-1/${name}`,
  sha256: createHash('sha256').update(screenshot).digest('hex'),
  size: screenshot.length,
});
export const beforePicture = reference('01-vip-users-before.png');

const instruction = [
  'Lift Off → Accounts → Harbor Dental → Contacts → VIPs',
  'Field “VIP users”: add “Dana Whitfield”',
  'Save, then open the page again.',
].join('\n');
/** A parked step with everything: instruction, picture. */
export const parkedVips: OpenItem = { ...vipsOpen, instruction, evidence: [beforePicture] };

const choiceItem: OpenItem = {
  step: 'instructions',
  phase: 'preparation',
  title: 'Instructions',
  since: '2026-11-22T11:00:00.000Z',
  problem: {
    ...problem('choice-needed', { system: 'Lift Off', what: 'instructions', detail: 'two pages fit' }),
    choices: [
      { id: 'set-1', label: 'The page “Users”' },
      { id: 'set-2', label: 'The page “People”' },
    ],
  },
  instruction: '',
  attention: true,
};

const plan = planFor(untouched);
/** The question of R61 that an approval must accept by name. */
export const silence = { id: 'nights', text: 'Nobody answers on weekdays from 20:30 to 07:30.' };
const planWithSilence = { ...plan, questions: [silence] };
const live = { goneLiveAt: '2026-12-14T12:00:02.000Z', stage: 'aftercare' } as const;
const hold = { by: sam, reason: 'The contract is being amended.', at: '2026-12-13T09:00:00.000Z' };

/** One state for every kind of decision, by what the decision is; the id is in the state. */
export const decisionStates: {
  readonly [kind: string]: { readonly id: string; readonly state: OnboardingState };
} = {
  'contract terms': { id: 'contract-terms', state: stateWith({ plan: planWithSilence }) },
  'a declined plan': {
    id: 'contract-terms',
    state: stateWith({
      stage: 'declined',
      answers: [
        {
          ...{ decision: 'contract-terms', id: 'contract-terms', round: 1, choice: 'decline', by: dana },
          ...{ provenBy: 'token: web', at: '2026-11-23T09:00:00.000Z', reason: 'Wrong hours.' },
        },
      ],
    }),
  },
  'a parked step': { id: 'vip-users', state: stateWith({ stage: 'preparing', openItems: [parkedVips] }) },
  'a step with choices': {
    id: 'instructions',
    state: stateWith({ stage: 'preparing', openItems: [choiceItem] }),
  },
  'trouble in the switch-over': {
    id: 'per-incident-intake',
    state: stateWith({
      stage: 'going-live',
      switchOverTrouble: {
        since: '2026-11-23T12:00:00.000Z',
        deadline: '2026-11-23T12:20:00.000Z',
        withoutAnswer: 'put-back',
      },
      openItems: [{ ...vipsOpen, step: 'per-incident-intake', phase: 'live', title: 'Per-incident intake' }],
    }),
  },
  'a customer that is live already': {
    id: 'already-live',
    state: stateWith({ stage: 'already-live', signsOfLife: ['The help-desk field is set.'] }),
  },
  'a late go-live': {
    id: 'late-go-live',
    state: stateWith({ stage: 'go-live-blocked', hold, openItems: [parkedVips] }),
  },
  'access after a move': {
    id: 'access-after-move',
    state: stateWith({ stage: 'preparing', accessAskedAt: '2026-11-23T08:00:00.000Z' }),
  },
  drift: {
    id: 'drift-vip-users',
    state: stateWith({
      ...live,
      drift: [
        {
          ...{ step: 'vip-users', title: 'VIP users', since: '2026-12-16T05:00:00.000Z' },
          ...{ agreed: 'Dana Whitfield', found: 'nobody' },
        },
      ],
    }),
  },
  'the end of a live customer': {
    id: 'end-after-live',
    state: stateWith({
      ...live,
      endAsked: { by: pat, provenBy: 'token: web', reason: 'They leave us.', at: '2026-12-20T09:00:00.000Z' },
    }),
  },
};

/** The same trouble at another customer. */
export function atCustomer(id: string, name: string, state: OnboardingState): OnboardingState {
  return { ...state, customerId: customerIdSchema.parse(id), customerName: name };
}
