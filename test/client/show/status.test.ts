import { describe, expect, test } from '@jest/globals';
import { plain } from '../../../client/show/paint.ts';
import { showStatus } from '../../../client/show/status.ts';
import { undoWords } from '../../../client/show/undo.ts';
import { waitingOf } from '../../../client/show/waiting.ts';
import type { OnboardingState, Stage } from '../../../workflows/onboarding/state.ts';
import { automatedProfile, dana, planFor, stateWith, untouched, vipsOpen } from '../states.ts';

const NOW_MS = Date.parse('2026-11-22T12:00:00Z');

function shown(changes: Partial<OnboardingState> = {}, closedAs?: string): string {
  return showStatus(stateWith(changes), {
    paint: plain,
    nowMs: NOW_MS,
    closedAs,
    profile: automatedProfile,
  });
}

describe('a status', () => {
  test('says what it waits for, since when, on whom, what to type, and what happens next', () => {
    expect(shown()).toContain(
      'Waits for  Contract terms and plan, from dana.ops or pat, since 2026-11-22 09:00 UTC',
    );
    expect(shown()).toContain('by 2026-12-14 12:00 UTC; without an answer: Nothing is written but R1');
    expect(shown()).toContain('onboard decide harbor-dental contract-terms');
    expect(shown()).toContain('go-live by itself at 2026-12-14 07:00 America/New_York');
  });

  test('names nobody who may not answer because they started it', () => {
    const plan = planFor(untouched);
    const contractTerms = { ...plan.rules.contractTerms, notTheRequester: true };
    const rules = { ...plan.rules, contractTerms };
    expect(shown({ requestedBy: 'dana.ops', plan: { ...plan, rules } })).toContain(
      'from pat, not dana.ops, who started it',
    );
  });

  test('foretells the next reminder, and goes on from what was sent for what is asked now', () => {
    expect(shown()).toContain('next nudge Mon 2026-11-23 12:30, then to morgan');
    const { hash: revision } = planFor(untouched);
    const about = { decision: 'contract-terms', level: 'remind', to: [dana], at: '' } as const;
    const first = { ...about, revision, number: 1 };
    expect(shown({ nudges: [first] })).toContain('next nudge Tue 2026-11-24 09:00, then to morgan');
    expect(shown({ nudges: [{ ...first, revision: 'another' }] })).toContain('next nudge Mon 2026-11-23');
  });

  test('foretells a reminder to whoever is to reply after an ask-back, from the remark on', () => {
    const remarks = {
      'contract-terms': [
        { kind: 'asked-back', by: dana, text: 'Is § 3 signed?', at: '2026-11-23T15:00:00.000Z' } as const,
      ],
    };
    expect(shown({ remarks })).toContain('next nudge Mon 2026-11-23 14:00 to sam, then to ');
    const { hash } = planFor(untouched);
    const about = { decision: 'contract-terms', level: 'remind', to: [dana], at: '', number: 1 } as const;
    const before = { ...about, revision: hash };
    expect(shown({ remarks, nudges: [before] })).toContain('next nudge Mon 2026-11-23 14:00 to sam');
    const ofTheRemark = { ...about, revision: `${hash}/1` };
    expect(shown({ remarks, nudges: [ofTheRemark] })).toContain('next nudge Tue 2026-11-24 09:00 to sam');
  });

  test('foretells none to a requester who may not decide, though nobody else but a deputy may', () => {
    const plan = planFor(untouched);
    const deputies = plan.rules.contractTerms.mayDecide.filter((id) => id !== dana);
    const contractTerms = {
      ...plan.rules.contractTerms,
      ...{ mayDecide: [dana], deputies, notTheRequester: true },
    };
    const text = shown({ requestedBy: dana, plan: { ...plan, rules: { ...plan.rules, contractTerms } } });
    expect(text).toContain('next nudge Mon 2026-11-23 12:30, then to morgan');
  });

  test('shows what lies beside the straight way', () => {
    const { goLive } = planFor(untouched);
    const pause = { by: dana, reason: 'outage', at: '2026-11-22T11:00:00.000Z' };
    const text = shown({
      stage: 'preparing',
      hold: { ...pause, reason: 'the invoice is open' },
      paused: { 'lift-off': pause },
      moves: [
        { from: { ...goLive, instant: '2026-12-07T12:00:00Z' }, to: goLive, ...pause, reason: 'holidays' },
      ],
      contractDate: '2026-12-07',
      ticket: { ticketId: 29700018, room: 40, known: [], noted: [] },
    });
    expect(text).toMatch(/On hold +since 2026-11-22 11:00 UTC by dana\.ops: the invoice is open/);
    expect(text).toContain(
      'its release: dana.ops holds the go-live: the invoice is open, from dana.ops or pat',
    );
    expect(text).toContain('onboard release harbor-dental');
    expect(text).toMatch(/Paused +Lift Off since 2026-11-22 11:00 UTC by dana\.ops: outage/);
    expect(text).toContain('onboard resume lift-off');
    expect(text).toMatch(/Moved +from 2026-12-07 12:00 UTC to 2026-12-14 12:00 UTC by dana\.ops: holidays/);
    expect(text).toContain('by the contract from 2026-12-07 on');
    expect(text).toContain('29700018 in Autotask');
  });

  test('a paused system in which nothing is left to do is shown, but not waited for', () => {
    const pause = { by: dana, reason: 'outage', at: '2026-11-22T11:00:00.000Z' };
    const text = shown({ stage: 'preparing', paused: { splashtop: pause } });
    expect(text).toContain('Splashtop since 2026-11-22');
    expect(text).toMatch(/Waits for +the steps before go-live/);
  });

  test('shows trouble of the switch-over with its deadline and what happens then (R23)', () => {
    const text = shown({
      stage: 'going-live',
      openItems: [{ ...vipsOpen, step: 'per-incident-intake', phase: 'live' }],
      switchOverTrouble: {
        since: '2026-11-22T11:50:00.000Z',
        deadline: '2026-11-22T11:59:00.000Z',
        withoutAnswer: 'put-back',
      },
    });
    expect(text).toContain('in trouble since 2026-11-22 11:50 UTC (R23)');
    expect(text).toContain(
      'overdue: settle it by 2026-11-22 11:59 UTC; then the help-desk field is put back',
    );
  });

  test('shows the aftercare with its end, its drift and what was accepted', () => {
    const plan = planFor(untouched);
    const at = '2026-12-14T12:00:00.000Z';
    const text = shown({
      stage: 'aftercare',
      goneLiveAt: at,
      plan: { ...plan, policy: { ...plan.policy, aftercareMs: 14 * 86_400_000 } },
      drift: [{ step: 'approvers', title: 'Approvers', agreed: 'Luis', found: 'nobody', since: at }],
      acceptedDrift: [{ step: 'vip-users', found: 'Ann', by: dana, reason: 'She is new', at }],
    });
    expect(text).toContain('until 2026-12-28 12:00 UTC');
    expect(text).toMatch(/Drift +Approvers: Luis → nobody/);
    expect(text).toContain('onboard decide harbor-dental drift-approvers');
    expect(text).toMatch(/Accepted +vip-users: Ann, by dana\.ops: She is new/);
  });

  test('shows what was asked back and answered', () => {
    const at = '2026-11-22T11:00:00.000Z';
    const text = shown({
      remarks: { 'contract-terms': [{ kind: 'asked-back', by: dana, text: 'Is § 3 signed?', at }] },
    });
    expect(text).toContain('2026-11-22 11:00 UTC  contract-terms: dana.ops asks: Is § 3 signed?');
  });

  test('shows every step in both phases', () => {
    expect(shown()).toMatch(/per-incident-intake +.* Lift Off +on → off, verified +to come/);
    expect(shown()).toMatch(/vip-users +.* to come +–/);
    expect(shown()).toMatch(/help-desk-field +.* Autotask +– +to come/);
  });

  test('shows an open item with problem, remedy, instruction, cause and every answer', () => {
    const text = shown({ stage: 'preparing', openItems: [vipsOpen] });
    expect(text).toContain('VIP users (R3, R5), from dana.ops or morgan or sam or pat');
    expect(text).toContain(`What happened: ${vipsOpen.problem.message}`);
    expect(text).toContain(`What helps:    ${vipsOpen.problem.remedy}`);
    expect(text).toContain(`By hand:       ${vipsOpen.instruction}`);
    expect(text).toContain('Cause:         lift-off/page-changed');
    expect(text).toContain('Try again:     onboard decide harbor-dental vip-users --answer retry');
    expect(text).toMatch(
      /Do without: +onboard decide harbor-dental vip-users --answer waive --reason "…" --rev/,
    );
  });

  test('says where the last visit’s pictures of an open item lie', () => {
    const kept = (key: string) => ({ key, sha256: '0'.repeat(64) });
    const folder = 'onboarding-harbor-dental/run/ensureLiftOffAccount';
    const evidence = [
      kept(`${folder}-1-1/01-login-failed.png`),
      kept(`${folder}-2-1/01-login-failed.png`),
      kept(`${folder}-2-1/requests.json`),
    ];
    const text = shown({ stage: 'preparing', openItems: [{ ...vipsOpen, evidence }] });
    expect(text).toContain(`Picture:       evidence/${folder}-2-1/01-login-failed.png\n`);
    expect(text).not.toContain(`${folder}-1-1`);
    expect(text).not.toContain('requests.json');
    expect(shown({ stage: 'preparing', openItems: [vipsOpen] })).not.toContain('Picture:');
  });

  test('offers no waiving where R22 forbids it', () => {
    const item = { ...vipsOpen, step: 'per-incident-intake', title: 'Per-incident tickets allowed' } as const;
    expect(shown({ stage: 'preparing', openItems: [item] })).not.toContain('--answer waive');
  });

  test('shows answers with who and how we know, and messages that may not have arrived', () => {
    const text = shown({
      answers: [
        {
          decision: 'contract-terms',
          id: 'contract-terms',
          round: 1,
          choice: 'approve',
          by: dana,
          provenBy: 'claimed: dana@desk',
          at: '2026-11-22T11:00:00.000Z',
        },
      ],
      messages: [
        { key: 'k1', via: 'slack', outcome: 'sent', detail: 'ts 1' },
        { key: 'k2', via: 'email', outcome: 'unknown', detail: 'look for it yourself' },
      ],
    });
    expect(text).toContain('2026-11-22 11:00 UTC  contract-terms: approve by dana.ops (claimed: dana@desk)');
    expect(text).toContain('email k2: unknown: look for it yourself');
    expect(text).not.toContain('k1');
  });

  test('shows the last lines of a long story', () => {
    const timeline = Array.from({ length: 30 }, (_, index) => ({
      at: '2026-11-22T09:00:00.000Z',
      text: `line ${index}.`,
    }));
    const text = shown({ timeline });
    expect(text).toContain('line 29.');
    expect(text).not.toContain('line 10.');
  });

  test('tells an end of its own from one from outside', () => {
    const outcome = { kind: 'cancelled', by: 'dana.ops', reason: 'Contract withdrawn' } as const;
    expect(shown({ stage: 'cancelled', outcome }, 'COMPLETED')).toContain(
      'Cancelled by dana.ops: Contract withdrawn',
    );
    expect(shown({}, 'TERMINATED')).toContain(
      'from outside: Temporal says TERMINATED. Nothing was taken back.',
    );
  });
});

test.each<[Stage, RegExp, string | undefined]>([
  ['resolving', /readings/, undefined],
  ['already-live', /Live already/, 'dana.ops or pat'],
  ['closing-intake', /per-incident to be off/, undefined],
  ['waiting-for-approval', /Contract terms and plan/, 'dana.ops or pat'],
  ['declined', /Contract terms and plan/, 'dana.ops or pat'],
  ['preparing', /steps before go-live/, undefined],
  ['ready', /go-live instant/, undefined],
  ['go-live-blocked', /Not live/, 'dana.ops or pat'],
  ['going-live', /R20/, undefined],
  ['aftercare', /end of the aftercare/, undefined],
  ['live', /nothing/, undefined],
  ['cancelling', /taken back/, undefined],
  ['cancelled', /nothing/, undefined],
  ['stopped', /nothing/, undefined],
])('in stage %s it waits for what it says, since when, and says what comes next', (stage, what, who) => {
  const waiting = waitingOf(stateWith({ stage }));
  expect(waiting.for).toEqual([
    expect.objectContaining({ what: expect.stringMatching(what), since: '2026-11-22T09:00:05.000Z' }),
  ]);
  expect(waiting.for[0]?.who).toBe(who);
  expect(waiting.next).toMatch(/\S/);
});

test('all that people are asked is waited for, not the first thing alone', () => {
  const asked = waitingOf(stateWith({ openItems: [vipsOpen] })).for.map(({ decision }) => decision?.id);
  expect(asked).toEqual(['contract-terms', 'vip-users']);
});

test('what only needs time is no question to a person', () => {
  const [wait] = waitingOf(
    stateWith({ stage: 'preparing', openItems: [{ ...vipsOpen, attention: false }] }),
  ).for;
  expect(wait).toMatchObject({ what: 'the steps before go-live; looked for again: VIP users' });
  expect(wait?.who).toBeUndefined();
});

test('a cancel takes back the newest first and never turns the box on (R1)', () => {
  const at = '2026-11-22T11:00:00.000Z';
  const words = undoWords(
    stateWith({
      changed: [
        { step: 'lift-off-account', phase: 'preparation' },
        { step: 'per-incident-intake', phase: 'preparation' },
        { step: 'vip-users', phase: 'preparation' },
      ],
      outcomes: { 'vip-users': { preparation: { kind: 'changed', before: 'nobody', after: 'Dana', at } } },
    }),
  );
  expect(words).toEqual([
    'VIP users goes back to: nobody',
    'Per-incident tickets allowed becomes off: cancelling before go-live never turns a box on (R1)',
    expect.stringContaining('Lift Off account stays: the portal has no way to delete an account.'),
  ]);
});
