import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checklistWishes } from '../../domain/onboarding-ticket.ts';
import {
  checklistNews,
  type KnownItem,
  knownFrom,
  roomFor,
  type TicketItem,
} from '../../domain/onboarding-ticket-news.ts';
import { lineOf, progresses, progressOf, settled } from './progress.ts';

const sam = 'sam.okafor@example-msp.example.com';

function itemOf(text: string, isCompleted: boolean, over: Partial<TicketItem> = {}): TicketItem {
  return { id: 1, text, isCompleted, completedByUs: false, ...over };
}

const open = progressOf([lineOf('vip-users')]);
const done = progressOf([lineOf('vip-users')], () => settled.changed);
const knownAs = (ticked: boolean): KnownItem[] => [{ key: 'vip-users', ticked }];
const bySam = { completedByEmail: sam };
const byUs = { completedByUs: true };
const ticked = { step: 'vip-users', phase: 'preparation', ticked: true };
const unticked = { ...ticked, ticked: false };

test.each([
  [
    'ticked by a person: done by hand',
    open,
    knownAs(false),
    itemOf('[vip-users]', true, bySam),
    [{ ...ticked, byEmail: sam }],
  ],
  ['ticked by somebody without an address', open, knownAs(false), itemOf('[vip-users]', true), [ticked]],
  ['ticked before anybody knew the item', open, [], itemOf('[vip-users]', true), [ticked]],
  ['unticked by a person: opens again', done, knownAs(true), itemOf('[vip-users]', false), [unticked]],
  ['as we left it', open, knownAs(false), itemOf('[vip-users]', false), []],
  ['ticked by us', done, knownAs(true), itemOf('[vip-users]', true, byUs), []],
  ['ticked by us, and the answer was lost', done, knownAs(false), itemOf('[vip-users]', true, byUs), []],
  ['ticked by us for what has opened again since', open, [], itemOf('[vip-users]', true, byUs), []],
  ['ticked by a person, and settled meanwhile', done, knownAs(false), itemOf('[vip-users]', true), []],
  ['not ticked by us yet', done, knownAs(false), itemOf('[vip-users]', false), []],
  ['ticked by a person, and taken up before', open, knownAs(true), itemOf('[vip-users]', true), []],
  ['somebody else’s item', open, knownAs(false), itemOf('VIP users', true), []],
  ['of a step that the plan does not have', open, [], itemOf('[approvers]', true), []],
])('%s', (_what, progress, known, item, news) => {
  expect(checklistNews(progress, known, [item])).toEqual(news);
});

test('an item that steps share stands for those that are open, or for all when it is unticked', () => {
  const lines = [lineOf('vip-users'), lineOf('approvers'), lineOf('help-desk-field', 'live')];
  const item = '[record:lift-off-account]';
  const half = progressOf(lines, ({ step }) => (step === 'vip-users' ? settled.changed : undefined));
  expect(checklistNews(half, [], [itemOf(item, true)], 2)).toEqual([
    { step: 'approvers', phase: 'preparation', ticked: true },
  ]);
  const whole = progressOf(lines, ({ phase }) => (phase === 'live' ? undefined : settled.changed));
  const known = [{ key: 'record:lift-off-account', ticked: true }];
  expect(checklistNews(whole, known, [itemOf(item, false)], 2)).toEqual([
    { step: 'vip-users', phase: 'preparation', ticked: false },
    { step: 'approvers', phase: 'preparation', ticked: false },
  ]);
});

test('of two items with one mark the older counts', () => {
  const items = [itemOf('copied [vip-users]', true, { id: 9 }), itemOf('ours [vip-users]', false, { id: 2 })];
  expect(checklistNews(open, [], items)).toEqual([]);
  expect(knownFrom(items)).toEqual([{ key: 'vip-users', ticked: false }]);
});

test('items of others take room away', () => {
  const items = [itemOf('[vip-users]', false), itemOf('Order the cake', false), itemOf('Call [soon]', true)];
  expect(roomFor(items, 40)).toBe(38);
  expect(roomFor(items, 1)).toBe(0);
});

describe('whatever is planned, settled and ticked', () => {
  const rooms = fc.integer({ min: 1, max: 40 });
  const ticks = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
  const read = (progress: Parameters<typeof checklistWishes>[0], room: number, marks: readonly boolean[]) =>
    checklistWishes(progress, room).map((wish, id) => itemOf(wish.text, marks[id] ?? wish.ticked, { id }));

  test('a ticket that stands as we want it holds no news, whatever was known', () => {
    fc.assert(
      fc.property(progresses, rooms, ticks, (progress, room, marks) => {
        const known = checklistWishes(progress, room).map(({ key }, at) => ({
          key,
          ticked: marks[at] ?? false,
        }));
        expect(checklistNews(progress, known, read(progress, room, []), room)).toEqual([]);
      }),
    );
  });

  test('what a person ticks is open and what one unticks is settled, each told once', () => {
    fc.assert(
      fc.property(progresses, rooms, ticks, (progress, room, marks) => {
        const known = knownFrom(read(progress, room, []));
        const news = checklistNews(progress, known, read(progress, room, marks), room);
        for (const { step, phase, ticked: isTicked } of news)
          expect(progress.outcomes[step]?.[phase] === undefined).toBe(isTicked);
        expect(new Set(news.map(({ step, phase }) => `${step} ${phase}`)).size).toBe(news.length);
      }),
    );
  });

  test('news that were taken up are none any more', () => {
    fc.assert(
      fc.property(progresses, rooms, ticks, (progress, room, marks) => {
        const items = read(progress, room, marks);
        expect(checklistNews(progress, knownFrom(items), items, room)).toEqual([]);
      }),
    );
  });
});
