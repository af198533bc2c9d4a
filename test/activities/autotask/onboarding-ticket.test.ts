import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { externalIdOf } from '../../../activities/autotask/onboarding-ticket.ts';
import { customerIdSchema } from '../../../domain/ids.ts';
import { HARBOR_DENTAL } from '../../../simulators/autotask/seed-companies.ts';
import { HELP_DESK_RESOURCE, HELP_DESK_ROLE } from '../../../simulators/autotask/seed-people.ts';
import { APPOINTMENT_CATEGORY } from '../../../simulators/autotask/seed-tickets.ts';
import { problemOf } from './tenant.ts';
import { openTicketBench, order, type TicketBench } from './ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await openTicketBench();
});
afterEach(() => bench.simulator.stop());

const externalID = externalIdOf(order);

describe('the onboarding ticket', () => {
  test('says what it is about, is due at go-live, and has no contact and nobody assigned', async () => {
    const { ticketId } = await bench.ensure({}, { boardLink: 'https://board.example.com/harbor' });
    const [made, ...more] = bench.ourChanges();
    expect(more).toEqual([]);
    expect(made).toMatchObject({
      entity: 'ticket',
      id: String(ticketId),
      after: {
        companyID: HARBOR_DENTAL,
        title: 'Help desk onboarding: Harbor Dental Group (example)',
        externalID,
        status: 29_683_050,
        priority: 2,
        queueID: 29_683_481,
        source: 2,
        ticketCategory: 29_689_101,
        dueDateTime: '2030-01-07T12:00:00.000Z',
        isVisibleToComanaged: false,
      },
    });
    expect(made?.after).not.toHaveProperty('contactID');
    expect(made?.after).not.toHaveProperty('assignedResourceID');
    const text = JSON.stringify(made?.after);
    for (const part of ['onboard status harbor-dental', 'https://board.example.com/harbor', order.runId])
      expect(text).toContain(part);
    expect(text).not.toMatch(/mission control/i);
  });

  test('is found again, however often it is asked for', async () => {
    const first = await bench.ensure();
    expect(await bench.ensure()).toEqual(first);
    expect(first).toMatchObject({ duplicates: [], room: 40 });
    expect(bench.ourChanges()).toHaveLength(1);
  });

  test('of another run is another one', async () => {
    const first = await bench.ensure();
    expect((await bench.ensure({}, { runId: 'another' })).ticketId).not.toBe(first.ticketId);
  });

  test('made twice at the same moment: the older one is the ticket, the other is told', async () => {
    const [one, other] = await Promise.all([bench.ensure(), bench.ensure()]);
    const ids = bench.ourChanges().map(({ id }) => Number(id));
    const [oldest = 0, ...younger] = ids.toSorted((first, second) => first - second);
    expect([one.ticketId, other.ticketId]).toEqual([oldest, oldest]);
    expect(await bench.ensure()).toMatchObject({ ticketId: oldest, duplicates: younger });
  });
});

describe('the external id', () => {
  const long = customerIdSchema.parse(`harbor-dental-${'x'.repeat(26)}`);
  const named = (id: typeof long, runId = order.runId) =>
    externalIdOf({ customer: { ...order.customer, id }, runId });

  test('fits into Autotask’s 50 characters, whatever the customer’s id', () => {
    expect(named(long)).toMatch(/^onboard\/harbor-dental-x{10}\/[0-9a-f]{16}$/);
    expect(named(long).length).toBeLessThanOrEqual(50);
  });

  test('tells customers apart that begin alike, and runs', () => {
    const other = customerIdSchema.parse(`${long.slice(0, -1)}y`);
    expect(new Set([named(long), named(other), named(long, 'another')]).size).toBe(3);
  });
});

describe('what a person must mend, before anything is written', () => {
  test.each([
    [
      'a queue that is not there',
      { queue: 'Onboardings' },
      'not-found',
      'Monitoring Alert, Triage, Help Desk, Projects',
    ],
    ['a status that is not there', { status: 'Onboarding' }, 'not-found', 'In Progress, Waiting Customer'],
    ['a status no longer in use', { status: 'Waiting Parts' }, 'input-rejected', 'no longer selectable'],
    ['a priority that is not there', { priority: 'Whenever' }, 'not-found', 'High, Medium, Low, Critical'],
    ['a source that is not there', { source: 'Pigeon' }, 'not-found', 'Client Portal'],
    ['a category that is not there', { category: 'Cake' }, 'not-found', 'Standard, Appointment'],
    ['Mission Control’s queue (R63)', { queue: 'Help Desk' }, 'profile-invalid', 'Mission Control works on'],
    ['a status that is never ours (R70)', { status: 'New' }, 'profile-invalid', 'not ours to set'],
  ])('%s', async (_what, over, code, part) => {
    expect(await problemOf(bench.ensure(over))).toMatchObject({
      code,
      message: expect.stringContaining(part),
    });
    expect(bench.ourChanges()).toEqual([]);
  });

  test('a status that the category does not show (R71), and who is in charge of them', async () => {
    const over = { category: 'Appointment' };
    const shown = 'the ticket’s category does not show “In Progress” (R71)';
    const refused = await problemOf(bench.ensure(over));
    expect(refused).toMatchObject({
      code: 'status-refused',
      message: expect.stringContaining(`${shown}.`),
      remedy: expect.stringContaining('another status or category'),
    });
    const statusesPerson = { name: 'Pat Owner', email: 'pat@example.com' };
    expect((await problemOf(bench.ensure({ ...over, statusesPerson }))).message).toContain(
      `${shown}; Pat Owner (pat@example.com) is in charge of statuses`,
    );
    expect(bench.ourChanges()).toEqual([]);
  });

  test('two queues of one name', async () => {
    bench.simulator.edit('admin', ({ picklists }) => {
      picklists['Tickets.queueID'] = [1, 2].map((value) => ({ value, label: 'Triage' }));
    });
    expect((await problemOf(bench.ensure())).code).toBe('ambiguous');
  });

  test('a company of another name than the file’s', async () => {
    const { systems } = order.customer;
    const customer = {
      ...order.customer,
      systems: { ...systems, autotask: { ...systems.autotask, companyName: 'Harbour' } },
    };
    expect((await problemOf(bench.ensure({}, { customer }))).code).toBe('mismatch');
    expect(bench.ourChanges()).toEqual([]);
  });
});

describe('a ticket that was put into another category', () => {
  const refused = (who: string) => ({
    code: 'status-refused',
    message: expect.stringContaining(`does not show “In Progress” (R71)${who}`),
  });

  test('is not completed with a status that is not shown there, and who is in charge is named', async () => {
    const { ticketId } = await bench.ensure();
    bench.byHand('Tickets', ticketId, { ticketCategory: APPOINTMENT_CATEGORY, status: 5 });
    const statusesPerson = { name: 'Pat Owner', email: 'pat@example.com' };
    const over = { completeStatus: 'In Progress', statusesPerson };
    expect(await problemOf(bench.complete(ticketId, over))).toMatchObject(
      refused('; Pat Owner (pat@example.com)'),
    );
  });

  test('is not opened again with such a status', async () => {
    const { ticketId } = await bench.ensure();
    await bench.complete(ticketId);
    bench.byHand('Tickets', ticketId, { ticketCategory: APPOINTMENT_CATEGORY });
    expect(await problemOf(bench.sync(ticketId, { status: 'open' }))).toMatchObject(refused(''));
  });
});

describe('a ticket that is handed to Mission Control all the same (R63)', () => {
  test.each([
    ['lies in its queue', { queueID: 29_683_482 }, 'the queue “Help Desk”'],
    [
      'is in its name',
      { assignedResourceID: HELP_DESK_RESOURCE, assignedResourceRoleID: HELP_DESK_ROLE },
      '“Help Desk Support”',
    ],
  ])('%s: told', async (_what, fields, part) => {
    const { ticketId } = await bench.ensure();
    bench.byHand('Tickets', ticketId, fields);
    expect(await problemOf(bench.ensure())).toMatchObject({
      code: 'not-verified',
      message: expect.stringContaining(part),
    });
  });

  test('a person of the MSP may have it', async () => {
    const { ticketId } = await bench.ensure();
    bench.byHand('Tickets', ticketId, { assignedResourceID: 29_682_901, assignedResourceRoleID: 29_682_833 });
    expect(await bench.ensure()).toMatchObject({ ticketId });
  });
});
