import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checklistWishes, keyIn } from '../../domain/onboarding-ticket.ts';
import { stepIds } from '../../domain/steps/catalogue.ts';
import { everyLine, lineOf, progresses, progressOf, settled } from './progress.ts';

const rooms = fc.integer({ min: 1, max: 40 });
const wordsAndTicks = (...parts: Parameters<typeof checklistWishes>) =>
  checklistWishes(...parts).map(({ text, ticked }) => [text, ticked]);

describe('one item per step and phase', () => {
  const before = 'Before go-live · VIP users (R3, R5)';

  test.each([
    ['open', undefined, before, false],
    ['already right', settled.unchanged, before, true],
    ['set by us and read back', settled.changed, before, true],
    ['done by hand', settled.byHand, before, true],
    ['waived', settled.waived, `${before} · waived by dana.ops`, true],
  ])('%s', (_what, outcome, words, ticked) => {
    const progress = progressOf([lineOf('vip-users')], () => outcome);
    expect(wordsAndTicks(progress)).toEqual([[`${words} [vip-users]`, ticked]]);
  });

  test('the same step at go-live has an item of its own', () => {
    const lines = [lineOf('per-incident-intake'), lineOf('per-incident-intake', 'live')];
    const progress = progressOf(lines, ({ phase }) => (phase === 'live' ? undefined : settled.changed));
    expect(wordsAndTicks(progress)).toEqual([
      ['Before go-live · Per-incident tickets allowed (R1, R21) [per-incident-intake]', true],
      ['At go-live · Per-incident tickets allowed (R1, R21) [per-incident-intake@live]', false],
    ]);
  });

  test('every step in both phases fits', () => {
    expect(checklistWishes(progressOf(everyLine))).toHaveLength(2 * stepIds.length);
  });
});

describe('when there are more steps than items', () => {
  const lines = [lineOf('vip-users'), lineOf('approvers'), lineOf('help-desk-field', 'live')];

  test('those of a record share one, ticked when all are settled', () => {
    const some = progressOf(lines, ({ step }) => (step === 'vip-users' ? settled.waived : undefined));
    expect(wordsAndTicks(some, 2)).toEqual([
      [
        'Before go-live · Lift Off: 1 of 2 done · waived by dana.ops · VIP users, Approvers [record:lift-off-account]',
        false,
      ],
      ['At go-live · Help-desk field (R20) [record:autotask-company@live]', false],
    ]);
    const all = progressOf(lines, ({ phase }) => (phase === 'live' ? undefined : settled.changed));
    expect(checklistWishes(all, 2).map(({ ticked }) => ticked)).toEqual([true, false]);
  });

  test('then those of a system, and in the end all', () => {
    const more = [...lines, lineOf('instructions', 'live')];
    expect(checklistWishes(progressOf(more), 2).map(({ key }) => key)).toEqual([
      'system:lift-off',
      'system:autotask',
    ]);
    expect(checklistWishes(progressOf(more), 1).map(({ key }) => key)).toEqual(['everything']);
  });
});

describe('whatever is planned and came of it', () => {
  test('there are never more items than there is room, nor texts longer than Autotask takes', () => {
    fc.assert(
      fc.property(progresses, rooms, (progress, room) => {
        const wishes = checklistWishes(progress, room);
        expect(wishes.length).toBeLessThanOrEqual(room);
        for (const { text } of wishes) expect(text.length).toBeLessThanOrEqual(600);
      }),
    );
  });

  test('each item is known again by its text, and no two are alike', () => {
    fc.assert(
      fc.property(progresses, rooms, (progress, room) => {
        const wishes = checklistWishes(progress, room);
        expect(wishes.map(({ text }) => keyIn(text))).toEqual(wishes.map(({ key }) => key));
        expect(new Set(wishes.map(({ key }) => key)).size).toBe(wishes.length);
      }),
    );
  });

  test('all are ticked exactly when every step is settled', () => {
    fc.assert(
      fc.property(progresses, rooms, ({ plan, outcomes }, room) => {
        const open = plan.lines.filter(({ step, phase }) => outcomes[step]?.[phase] === undefined);
        const ticks = checklistWishes({ plan, outcomes }, room).map(({ ticked }) => ticked);
        expect(ticks.every(Boolean)).toBe(open.length === 0);
      }),
    );
  });

  test('R60: no item names the vendor', () => {
    const texts = checklistWishes(progressOf(everyLine)).map(({ text }) => text);
    expect(texts.join('\n')).not.toMatch(/mission control/i);
  });
});

test.each([
  ['a long title keeps its mark', { title: 'x'.repeat(900) }],
  ['a character of two halves is not cut in two', { title: '🦷'.repeat(400) }],
])('%s', (_what, over) => {
  const [wish] = checklistWishes(progressOf([{ ...lineOf('vip-users'), ...over }]));
  expect(wish?.text).toMatch(/… \[vip-users\]$/);
  expect(wish?.text).not.toMatch(/\p{Cs}/u);
});

test.each([
  ['Call the customer [urgent]', undefined],
  ['Call the customer', undefined],
  ['[vip-users] was ours', undefined],
  ['Renamed by somebody [vip-users]', 'vip-users'],
  ['With a space behind [vip-users@live] ', 'vip-users@live'],
  ['Not a phase [vip-users@preparation]', undefined],
  ['A record [record:lift-off-account]', 'record:lift-off-account'],
])('“%s” has the key %s', (text, key) => {
  expect(keyIn(text)).toBe(key);
});
