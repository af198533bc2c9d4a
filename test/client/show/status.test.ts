import { describe, expect, test } from '@jest/globals';
import { plain } from '../../../client/show/paint.ts';
import { showStatus } from '../../../client/show/status.ts';
import { undoWords } from '../../../client/show/undo.ts';
import { waitingOf } from '../../../client/show/waiting.ts';
import type { OnboardingState, Stage } from '../../../workflows/onboarding/state.ts';
import { dana, planFor, stateWith, untouched, vipsOpen } from '../states.ts';

function shown(changes: Partial<OnboardingState> = {}, closedAs?: string): string {
  return showStatus(stateWith(changes), closedAs, plain);
}

describe('a status', () => {
  test('says what it waits for, on whom, what to type, and what happens next', () => {
    const { hash } = planFor(untouched);
    expect(shown()).toContain(`approval of plan ${hash}, from dana.ops or pat`);
    expect(shown()).toContain(`onboard approve harbor-dental --plan ${hash}`);
    expect(shown()).toContain('go-live by itself at 2026-12-14 07:00 America/New_York');
  });

  test('shows every step in both phases', () => {
    expect(shown()).toMatch(/per-incident-intake +.* Lift Off +on → off, verified +to come/);
    expect(shown()).toMatch(/vip-users +.* to come +–/);
    expect(shown()).toMatch(/help-desk-field +.* Autotask +– +to come/);
  });

  test('shows an open item with problem, remedy, instruction and answer', () => {
    const text = shown({ stage: 'preparing', openItems: [vipsOpen] });
    expect(text).toContain('an answer about VIP users, from dana.ops or morgan or sam or pat');
    expect(text).toContain(`What happened: ${vipsOpen.problem.message}`);
    expect(text).toContain(`What helps:    ${vipsOpen.problem.remedy}`);
    expect(text).toContain(`By hand:       ${vipsOpen.instruction}`);
    expect(text).toContain('onboard resolve harbor-dental vip-users --retry | --done | --waive --reason "…"');
  });

  test('offers no waiving where R22 forbids it', () => {
    const item = { ...vipsOpen, step: 'per-incident-intake', title: 'Per-incident tickets allowed' } as const;
    expect(shown({ openItems: [item] })).toMatch(/per-incident-intake --retry \| --done$/m);
  });

  test('shows answers with who and how we know, and messages that may not have arrived', () => {
    const text = shown({
      answers: [
        {
          decision: 'contract-terms',
          id: 'contract-terms',
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

test.each<[Stage, RegExp, readonly string[]]>([
  ['resolving', /readings/, []],
  ['already-live', /looks live already/, ['dana.ops', 'pat']],
  ['closing-intake', /per-incident to be off/, []],
  ['waiting-for-approval', /approval of plan/, ['dana.ops', 'pat']],
  ['declined', /cancel/, ['dana.ops', 'pat']],
  ['preparing', /steps before go-live/, []],
  ['ready', /go-live instant/, []],
  ['go-live-blocked', /go-ahead/, ['dana.ops', 'pat']],
  ['going-live', /R20/, []],
  ['live', /nothing/, []],
  ['cancelling', /taken back/, []],
  ['cancelled', /nothing/, []],
  ['stopped', /nothing/, []],
])('in stage %s it waits for what it says', (stage, what, who) => {
  const waiting = waitingOf(stateWith({ stage }));
  expect(waiting.what).toMatch(what);
  expect(waiting.who).toEqual(who);
});

test('what only needs time is no question to a person', () => {
  const { what, who } = waitingOf(
    stateWith({ stage: 'preparing', openItems: [{ ...vipsOpen, attention: false }] }),
  );
  expect({ what, who }).toEqual({ what: 'the steps before go-live', who: [] });
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
