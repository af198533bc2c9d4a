import { describe, expect, test } from '@jest/globals';
import { type Question, questions } from '../../domain/decisions.ts';
import { catalogue, stepIds } from '../../domain/steps/catalogue.ts';
import { decisionNamed, openDecisions } from '../../workflows/decisions/open-decisions.ts';
import { decisionIdOf } from '../../workflows/decisions/refuse.ts';
import { toAnswer } from '../../workflows/decisions/to-answer.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { dana, planFor, stateWith, untouched, vipsOpen } from '../client/states.ts';

const at = '2026-12-15T09:00:00.000Z';
const drift = { step: 'approvers', title: 'Approvers', agreed: 'Luis', found: 'nobody', since: at } as const;
const choices = [
  { id: 'set-1', label: 'JoinSession' },
  { id: 'set-2', label: 'JoinSession, ViewSessionGroup' },
];
const signed = { by: dana, provenBy: 'claimed: dana@desk' } as const;

/** A state that asks the question, and what is asked of it. */
const asking: readonly (readonly [
  question: Question,
  id: string,
  options: string,
  changes: Partial<OnboardingState>,
])[] = [
  ['contractTerms', 'contract-terms', 'approve decline', {}],
  ['contractTerms', 'contract-terms', '', { stage: 'declined' }],
  ['openStep', 'vip-users', 'retry done-by-hand waive', { stage: 'preparing', openItems: [vipsOpen] }],
  [
    'openStep',
    'vip-users',
    'choose:set-1 choose:set-2 done-by-hand waive',
    { stage: 'preparing', openItems: [{ ...vipsOpen, problem: { ...vipsOpen.problem, choices } }] },
  ],
  [
    'openStep',
    'hours-note',
    'done-by-hand waive',
    {
      stage: 'preparing',
      openItems: [{ ...vipsOpen, step: 'hours-note' }],
      notes: { 'hours-note': { outcome: 'sent', detail: 'id', at } },
    },
  ],
  [
    'openStep',
    'per-incident-intake',
    'retry done-by-hand',
    { stage: 'going-live', openItems: [{ ...vipsOpen, step: 'per-incident-intake', phase: 'live' }] },
  ],
  ['alreadyLive', 'already-live', 'audit-only onboard-anew stop', { stage: 'already-live' }],
  ['lateGoLive', 'late-go-live', 'go-now', { stage: 'go-live-blocked' }],
  ['accessAfterMove', 'access-after-move', 'withdraw keep', { stage: 'preparing', accessAskedAt: at }],
  [
    'drift',
    'drift-approvers',
    'accept repair ignore',
    { stage: 'aftercare', goneLiveAt: at, drift: [drift] },
  ],
  [
    'endAfterLive',
    'end-after-live',
    'end go-on',
    { stage: 'aftercare', goneLiveAt: at, endAsked: { ...signed, reason: 'they leave', at } },
  ],
];

describe.each(asking)('%s (%s)', (question, id, options, changes) => {
  const state = stateWith(changes);
  const [decision] = openDecisions(state);
  if (decision === undefined) throw new Error('Nothing is asked.');

  test('has its answers and can always be asked back', () => {
    expect(decision).toMatchObject({ question, id });
    expect(decision.options.map((option) => option.id).join(' ')).toBe(`${options} ask-back`.trim());
    expect(openDecisions(state)).toHaveLength(1);
    expect(decisionNamed(state, id)).toEqual(decision);
  });

  test('says in words what is asked, and of each answer what happens then', () => {
    expect(decision.title).toMatch(/^[A-Z]/);
    expect(decision.ask).toMatch(/[.?]$/);
    for (const { label, effect } of decision.options)
      expect([label, effect]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\.$|UTC/)]);
    for (const { label, value } of decision.facts) expect([label, value]).not.toContain('');
    expect(decision.rule.mayDecide).not.toEqual([]);
  });

  test('each answer is for the revision that was shown, and says who', () => {
    for (const { id: choice } of decision.options) {
      const answer = toAnswer(decision, { ...signed, choice, reason: 'because' });
      expect(answer).toMatchObject({ ...signed, revision: decision.revision, reason: 'because' });
      expect(answer && decisionIdOf(answer)).toBe(id);
    }
  });

  test('what is no answer to it is none', () => {
    for (const choice of ['', 'perhaps', 'choose:set-9', 'toString', 'withdraw-all', 'reply'])
      expect(toAnswer(decision, { ...signed, choice })).toBeUndefined();
  });

  test('is no longer asked when the onboarding has ended', () => {
    const outcome = { kind: 'cancelled', by: 'dana.ops', reason: 'r' } as const;
    expect(openDecisions(stateWith({ ...changes, outcome }))).toEqual([]);
  });
});

test('every question is asked somewhere above', () => {
  expect([...new Set(asking.map(([question]) => question))].toSorted()).toEqual([...questions].toSorted());
});

test('nobody is asked to wait: what only needs time is no decision', () => {
  const item = { ...vipsOpen, attention: false };
  expect(openDecisions(stateWith({ stage: 'preparing', openItems: [item] }))).toEqual([]);
});

test('what rings at once comes first', () => {
  const state = stateWith({ stage: 'go-live-blocked', openItems: [vipsOpen], accessAskedAt: at });
  expect(openDecisions(state).map(({ id }) => id)).toEqual([
    'late-go-live',
    'vip-users',
    'access-after-move',
  ]);
});

test.each(stepIds)('%s can be done without exactly where R22 allows', (step) => {
  const state = stateWith({ stage: 'preparing', openItems: [{ ...vipsOpen, step }] });
  const offers = decisionNamed(state, step)?.options.some(({ id }) => id === 'waive');
  expect(offers).toBe(catalogue[step].waiving !== 'never');
});

describe('another revision', () => {
  test('of a step comes with each answer to it, though it is open since the same moment', () => {
    const open = { stage: 'preparing', openItems: [vipsOpen] } as const;
    const retried = {
      decision: 'open-step vip-users',
      id: 'vip-users',
      round: 1,
      choice: 'retry',
      ...signed,
      at,
    };
    const first = decisionNamed(stateWith({ ...open, openItems: [vipsOpen] }), 'vip-users');
    const second = decisionNamed(
      stateWith({ ...open, openItems: [vipsOpen], answers: [retried] }),
      'vip-users',
    );
    expect(second?.revision).not.toBe(first?.revision);
  });

  test('of the terms is another plan', () => {
    const plan = planFor({ ...untouched, 'help-desk-field': 'Somebody else' });
    expect(decisionNamed(stateWith({ plan }), 'contract-terms')?.revision).toBe(plan.hash);
    expect(plan.hash).not.toBe(planFor(untouched).hash);
  });
});

test('a changed plan is shown as the difference to what was agreed', () => {
  const plan = planFor(untouched);
  const agreedBefore = {
    hash: 'older',
    by: dana,
    at,
    goLive: '2026-12-07T12:00:00Z',
    wanted: { 'vip-users@preparation': 'nobody' },
  };
  const decision = decisionNamed(stateWith({ plan, agreedBefore }), 'contract-terms');
  expect(decision?.title).toBe('Changed plan');
  const changed = decision?.facts.filter(({ label }) => label === 'Changed since').map(({ value }) => value);
  expect(changed).toContain('Go-live: 2026-12-07T12:00:00Z → 2026-12-14T12:00:00Z');
  expect(changed).toContainEqual(expect.stringMatching(/^VIP users: nobody → Dana Whitfield/));
});

test('the trouble of a switch-over has its deadline and what happens then (R23)', () => {
  const item = { ...vipsOpen, step: 'per-incident-intake', phase: 'live' } as const;
  const switchOverTrouble = {
    since: at,
    deadline: '2026-12-15T09:20:00.000Z',
    withoutAnswer: 'put-back',
  } as const;
  const [decision] = openDecisions(stateWith({ stage: 'going-live', openItems: [item], switchOverTrouble }));
  expect(decision).toMatchObject({
    urgent: true,
    deadline: '2026-12-15T09:20:00.000Z',
    withoutAnswer: expect.stringContaining('put back (R20)'),
  });
});
