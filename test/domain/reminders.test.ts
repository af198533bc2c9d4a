import { describe, expect, test } from '@jest/globals';
import type { Decision, Remark } from '../../domain/decisions.ts';
import { type PersonId, personIdSchema } from '../../domain/ids.ts';
import type { NudgingProfile } from '../../domain/nudge-terms.ts';
import { lastSent, reminderDue, reminderPlan } from '../../domain/reminders.ts';

const id = (text: string) => personIdSchema.parse(text);
const [dana, pat, sam] = [id('dana'), id('pat'), id('sam')];
const day = { from: '09:00', to: '17:00' };
const profile: NudgingProfile = {
  msp: {
    timeZone: 'America/New_York',
    businessHours: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
    holidays: [],
  },
  people: [
    { id: dana, roles: ['ops'], deputy: pat },
    { id: pat, roles: ['owner'] },
    { id: sam, roles: ['technician'], timeZone: 'America/Los_Angeles' },
  ],
  policies: { reminders: { firstAfterBusinessHours: 4, times: 2, digestAt: '09:00' } },
};

/** Asked on Monday, 2026-11-30, at 09:00 in New York. */
const asked: Decision = {
  id: 'contract-terms',
  question: 'contractTerms',
  revision: 'hash-1',
  title: 'Contract terms and plan',
  ask: 'May this be done?',
  facts: [],
  accepts: [],
  byHand: '',
  options: [],
  rule: { mayDecide: [dana], deputies: [pat], minimumProof: 'claimed', notTheRequester: false },
  since: '2026-11-30T14:00:00Z',
  urgent: false,
  remarks: [],
};
const askedBack: Remark = { kind: 'asked-back', by: dana, text: 'Which?', at: '2026-12-01T15:00:00Z' };
const reply: Remark = { kind: 'reply', by: sam, text: 'That one.', at: '2026-12-02T15:00:00Z' };

/** Who hears of it first, and when. */
function first(decision: Decision, requestedBy = 'sam'): [at: string | undefined, to: readonly PersonId[]] {
  const [nudge] = reminderPlan(profile, decision, requestedBy).nudges;
  return [nudge?.at, nudge?.to ?? []];
}

describe('who is reminded', () => {
  test('whoever may decide, hours of work after the question', () => {
    expect(first(asked)).toEqual(['2026-11-30T18:00:00Z', [dana]]);
  });

  test('not the requester, who may not decide: whoever stands in for them does', () => {
    const rule = { ...asked.rule, notTheRequester: true };
    expect(first({ ...asked, rule }, 'dana')).toEqual(['2026-11-30T18:00:00Z', [pat]]);
    expect(first({ ...asked, rule: { ...rule, mayDecide: [dana, pat] } }, 'dana')[1]).toEqual([pat]);
  });

  test('the requester when it was asked back, in their own hours, and not the others', () => {
    expect(first({ ...asked, remarks: [askedBack] })).toEqual(['2026-12-01T21:00:00Z', [sam]]);
  });

  test('whoever may decide again after the reply, as a new series', () => {
    const replied = { ...asked, remarks: [askedBack, reply] };
    expect(first(replied)).toEqual(['2026-12-02T19:00:00Z', [dana]]);
    const revisions = [asked, { ...asked, remarks: [askedBack] }, replied].map(
      (decision) => reminderPlan(profile, decision, 'sam').revision,
    );
    expect(new Set(revisions).size).toBe(3);
  });

  test('whoever may decide when the requester is nobody that we know', () => {
    expect(first({ ...asked, remarks: [askedBack] }, 'npm start')[1]).toEqual([dana]);
  });
});

test('what was sent for another decision or another revision does not count', () => {
  const known = { decision: 'contract-terms', revision: 'hash-1', number: 2 };
  const others = [
    { ...known, revision: 'hash-0', number: 7 },
    { ...known, decision: 'vip-users', number: 9 },
  ];
  expect(lastSent([known, { ...known, number: 1 }, ...others], 'contract-terms', 'hash-1')).toBe(2);
  expect(lastSent(others, 'contract-terms', 'hash-1')).toBe(0);
});

describe('what is due', () => {
  const plan = reminderPlan(profile, asked, 'sam');
  const due = (now: string, sent = 0) => reminderDue(profile, plan, sent, now)?.number;

  test.each([
    ['not before its time', '2026-11-30T17:59:59Z', 0, undefined],
    ['at its time', '2026-11-30T18:00:00Z', 0, 1],
    ['once', '2026-11-30T18:30:00Z', 1, undefined],
    ['late, while people still work', '2026-11-30T21:59:00Z', 0, 1],
    ['not late in the evening, because nothing ran before', '2026-11-30T23:00:00Z', 0, undefined],
    ['nor at a weekend', '2026-12-05T15:00:00Z', 0, undefined],
    ['the latest alone, after days without a sweep', '2026-12-03T15:00:00Z', 0, 4],
  ])('%s', (_what, now, sent, number) => {
    expect(due(now, sent)).toBe(number);
  });

  test('a sweep that comes a few minutes after the end of the day is not too late', () => {
    const lateAsked = { ...asked, since: '2026-11-30T17:50:00Z' };
    const latePlan = reminderPlan(profile, lateAsked, 'sam');
    expect(latePlan.nudges[0]?.at).toBe('2026-11-30T21:50:00Z');
    expect(reminderDue(profile, latePlan, 0, '2026-11-30T22:00:00Z')?.number).toBe(1);
  });
});
