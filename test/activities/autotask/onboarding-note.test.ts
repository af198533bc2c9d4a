import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { problemOf } from './tenant.ts';
import { openTicketBench, type TicketBench } from './ticket-bench.ts';

let bench: TicketBench;
let ticketId: number;
beforeEach(async () => {
  bench = await openTicketBench();
  ticketId = (await bench.ensure()).ticketId;
});
afterEach(() => bench.simulator.stop());

const notes = () => bench.ourChanges().filter(({ entity }) => entity === 'ticketNote');
const mails = () => bench.simulator.auditLog.filter(({ entity }) => entity === 'email');
const ticket = () => bench.simulator.state().rows.Tickets.find(({ id }) => id === ticketId)?.fields;

describe('a note at a milestone', () => {
  test('is internal, and known again by its mark', async () => {
    const { noteId } = await bench.note(ticketId);
    expect(notes()).toMatchObject([
      {
        id: String(noteId),
        after: {
          ticketID: ticketId,
          title: 'Approved',
          description: 'By dana.\n\n[onboard:plan-approved]',
          noteType: 3,
          publish: 2,
        },
      },
    ]);
  });

  test('is written once per key', async () => {
    const first = await bench.note(ticketId, 'live');
    expect(await bench.note(ticketId, 'live')).toEqual(first);
    await bench.note(ticketId, 'live-2');
    await bench.note(ticketId, 'live');
    expect(notes()).toHaveLength(2);
  });

  test.each([
    ['customers would read it', { notePublish: 'All Autotask Users' }, 'profile-invalid', 'customers read'],
    [
      'nobody of that label',
      { notePublish: 'Us' },
      'not-found',
      'Internal Project Team, Internal & Co-Managed',
    ],
    ['an unknown kind', { noteType: 'Farewell' }, 'not-found', 'Task Summary, Task Detail, Task Notes'],
  ])('is not written: %s', async (_what, over, code, part) => {
    expect(await problemOf(bench.note(ticketId, 'live', over))).toMatchObject({
      code,
      message: expect.stringContaining(part),
    });
    expect(notes()).toEqual([]);
  });
});

describe('the end', () => {
  test('completes the ticket, with a last note and no mail to the customer', async () => {
    await bench.sync(ticketId);
    await bench.complete(ticketId);
    expect(ticket()).toMatchObject({ status: 5 });
    expect(ticket()).not.toHaveProperty('contactID');
    expect(notes()).toMatchObject([{ after: { title: 'Live', publish: 2 } }]);
    expect(mails()).toEqual([]);
  });

  test('takes a contact off that somebody has put on the ticket, before it would be told', async () => {
    bench.byHand('Tickets', ticketId, { contactID: 29_685_001 });
    await bench.complete(ticketId);
    expect(ticket()).toMatchObject({ status: 5, contactID: null });
    expect(mails()).toEqual([]);
  });

  test('does not complete a ticket that keeps its contact', async () => {
    bench.byHand('Tickets', ticketId, { contactID: 29_685_001 });
    bench.simulator.faults.add({ kind: 'patch-ok-not-applied' });
    expect(await problemOf(bench.complete(ticketId))).toMatchObject({
      code: 'not-verified',
      message: expect.stringContaining('keeps its contact'),
    });
    expect(ticket()).toMatchObject({ status: 29_683_050 });
  });

  test('is reached once', async () => {
    const first = await bench.complete(ticketId);
    const changes = bench.ourChanges().length;
    expect(await bench.complete(ticketId)).toEqual(first);
    expect(bench.ourChanges()).toHaveLength(changes);
  });

  test('is not reached while a rule of the tenant opens the ticket again: told with the status it has', async () => {
    bench.simulator.edit('admin', ({ workflowRules }) => {
      workflowRules.push({ name: 'Never complete', whenStatus: 5, setStatus: 29_683_051 });
    });
    expect(await problemOf(bench.complete(ticketId))).toMatchObject({
      code: 'not-verified',
      message: expect.stringContaining('“Waiting Customer”'),
    });
  });

  test('needs a status that is there', async () => {
    expect(await problemOf(bench.complete(ticketId, { completeStatus: 'Done' }))).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('New, Complete, In Progress'),
    });
  });
});
