import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checklistWishes } from '../../../domain/onboarding-ticket.ts';
import { checklistNews, knownFrom } from '../../../domain/onboarding-ticket-news.ts';
import { API_RESOURCE, TECHNICIAN } from '../../../simulators/autotask/seed-people.ts';
import { everyLine, lineOf, progressOf, settled } from '../../domain/progress.ts';
import { problemOf } from './tenant.ts';
import { half, openTicketBench, order, type TicketBench, whole } from './ticket-bench.ts';

let bench: TicketBench;
let ticketId: number;
beforeEach(async () => {
  bench = await openTicketBench();
  ticketId = (await bench.ensure()).ticketId;
});
afterEach(() => bench.simulator.stop());

const rows = () => bench.simulator.state().rows.TicketChecklistItems;
const shown = () => rows().map(({ fields }) => [fields['itemName'], fields['isCompleted']]);
const vips = 'Before go-live · VIP users (R3, R5) [vip-users]';
const approvers = 'Before go-live · Approvers (R4, R5) [approvers]';
const sinceNow = async (work: () => Promise<unknown>) => {
  const before = bench.ourChanges().length;
  await work();
  return bench
    .ourChanges()
    .slice(before)
    .map(({ entity, field }) => `${entity} ${field}`);
};

function tick(key: string, isCompleted: boolean): void {
  const row = rows().find(({ fields }) => String(fields['itemName']).endsWith(`[${key}]`));
  const completedByResourceID = isCompleted ? TECHNICIAN : null;
  bench.byHand('TicketChecklistItems', row?.id ?? 0, { isCompleted, completedByResourceID });
}

function addItem(itemName: string): void {
  bench.simulator.edit('sam', ({ rows: { TicketChecklistItems } }) => {
    const id = 29_700_500 + TicketChecklistItems.length;
    TicketChecklistItems.push({ id, fields: { ticketID: ticketId, itemName, isCompleted: false }, udf: {} });
  });
}

describe('the checklist', () => {
  test('is made in the order of the plan, ticked where it is settled, and never important', async () => {
    const synced = await bench.sync(ticketId);
    expect(shown()).toEqual([
      [vips, true],
      [approvers, false],
    ]);
    expect(rows().map(({ fields }) => [fields['position'], fields['isImportant']])).toEqual([
      [1, false],
      [2, false],
    ]);
    expect(synced).toMatchObject({ ticketId, fits: true, room: 40, dueDate: '2030-01-07T12:00:00.000Z' });
    expect(synced.items).toMatchObject([
      { text: vips, isCompleted: true, completedByUs: true },
      { text: approvers },
    ]);
  });

  test('every step in both phases fits', async () => {
    const { items } = await bench.sync(ticketId, { items: checklistWishes(progressOf(everyLine)) });
    expect(items).toHaveLength(everyLine.length);
  });

  test('is written once', async () => {
    await bench.sync(ticketId);
    expect(await sinceNow(() => bench.sync(ticketId))).toEqual([]);
  });

  test('follows: ticks, unticks, renames, and takes away what is wanted no more', async () => {
    const first = await bench.sync(ticketId);
    const known = knownFrom(first.items);
    const waived = progressOf([lineOf('vip-users'), lineOf('instructions')], ({ step }) =>
      step === 'instructions' ? settled.waived : undefined,
    );
    await bench.sync(ticketId, { items: checklistWishes(waived), known });
    expect(shown()).toEqual([
      [vips, false],
      ['Before go-live · Setup and termination instructions (R10) · waived by dana.ops [instructions]', true],
    ]);
  });

  test('leaves items of others alone', async () => {
    addItem('Order the cake');
    addItem('Call them [soon]');
    await bench.sync(ticketId);
    await bench.sync(ticketId, { items: checklistWishes(whole) });
    expect(shown().slice(0, 2)).toEqual([
      ['Order the cake', false],
      ['Call them [soon]', false],
    ]);
  });

  test('keeps the oldest of two items with one mark', async () => {
    const { items } = await bench.sync(ticketId);
    addItem(vips);
    await bench.sync(ticketId, { known: knownFrom(items) });
    expect(shown()).toEqual([
      [vips, true],
      [approvers, false],
    ]);
  });

  test('without room for all: nothing is touched, and it says how many fit', async () => {
    for (let at = 1; at <= 39; at += 1) addItem(`Their own ${at}`);
    const full = await bench.sync(ticketId);
    expect(full).toMatchObject({ fits: false, room: 1 });
    expect(rows()).toHaveLength(39);
    const fewer = await bench.sync(ticketId, { items: checklistWishes(half, full.room) });
    expect(fewer).toMatchObject({ fits: true, room: 1 });
    expect(shown().at(-1)).toEqual([
      'Before go-live · Lift Off: 1 of 2 done · VIP users, Approvers [record:lift-off-account]',
      false,
    ]);
  });
});

describe('what a person ticks', () => {
  test('is not undone before the onboarding has taken it up, and is told with who did it', async () => {
    const known = knownFrom((await bench.sync(ticketId)).items);
    tick('approvers', true);
    const { items } = await bench.sync(ticketId, { known });
    expect(shown()).toContainEqual([approvers, true]);
    expect(checklistNews(half, known, items)).toEqual([
      {
        step: 'approvers',
        phase: 'preparation',
        ticked: true,
        byEmail: 'sam.okafor@example-msp.example.com',
      },
    ]);
  });

  test('is unticked once it was taken up and did not hold', async () => {
    await bench.sync(ticketId);
    tick('approvers', true);
    const { items } = await bench.read(ticketId);
    await bench.sync(ticketId, { known: knownFrom(items) });
    expect(shown()).toContainEqual([approvers, false]);
  });

  test('and unticks is news too, and stays', async () => {
    const known = knownFrom((await bench.sync(ticketId)).items);
    tick('vip-users', false);
    const { items } = await bench.sync(ticketId, { known });
    expect(checklistNews(half, known, items)).toEqual([
      { step: 'vip-users', phase: 'preparation', ticked: false },
    ]);
    expect(shown()).toContainEqual([vips, false]);
  });

  test('our own ticks are no news, even when nobody remembers them', async () => {
    const { items } = await bench.sync(ticketId, { items: checklistWishes(whole) });
    expect(items.map(({ completedByResourceId }) => completedByResourceId)).toEqual([
      API_RESOURCE,
      API_RESOURCE,
    ]);
    expect(checklistNews(half, [], items)).toEqual([]);
    expect(await sinceNow(() => bench.sync(ticketId))).toContain('ticketChecklistItem isCompleted');
  });
});

describe('the ticket itself', () => {
  const ticket = () => bench.simulator.state().rows.Tickets.find(({ id }) => id === ticketId)?.fields;

  test('follows a moved go-live', async () => {
    await bench.sync(ticketId);
    const moved = { dueDate: '2030-02-01T13:30:00Z' };
    expect(await sinceNow(() => bench.sync(ticketId, moved))).toEqual(['ticket dueDateTime']);
    expect(ticket()).toMatchObject({ dueDateTime: '2030-02-01T13:30:00.000Z' });
  });

  test('loses a contact that somebody has put on it', async () => {
    bench.byHand('Tickets', ticketId, { contactID: 29_685_001 });
    await bench.sync(ticketId);
    expect(ticket()).toMatchObject({ contactID: null });
  });

  test('is opened again only when that is asked for, and keeps a status that a person gave it', async () => {
    await bench.complete(ticketId);
    expect((await bench.sync(ticketId)).completedAt).not.toBeNull();
    expect((await bench.sync(ticketId, { status: 'open' })).completedAt).toBeNull();
    expect(ticket()).toMatchObject({ status: 29_683_050 });
    bench.byHand('Tickets', ticketId, { status: 29_683_054 });
    await bench.sync(ticketId, { status: 'open' });
    expect(ticket()).toMatchObject({ status: 29_683_054 });
  });

  test('that is gone is told as such', async () => {
    expect(await problemOf(bench.sync(77))).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('ticket with id 77'),
    });
  });

  test('dates without a zone are UTC', async () => {
    await bench.simulator.stop();
    bench = await openTicketBench({ switches: { dateZone: 'none' } });
    ticketId = (await bench.ensure()).ticketId;
    expect((await bench.sync(ticketId)).dueDate).toBe(new Date(order.dueDate).toISOString());
  });
});
