import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readTickets } from '../../../activities/autotask/ticket-reading.ts';
import { TECHNICIAN } from '../../../simulators/autotask/seed-people.ts';
import { clientOf } from './tenant.ts';
import { openTicketBench, type TicketBench } from './ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await openTicketBench();
});
afterEach(() => bench.simulator.stop());

const read = (ids: readonly number[]) => readTickets(clientOf(bench.simulator, { timeoutMs: 30_000 }), ids);
const queries = () => bench.simulator.journalLog.filter(({ path }) => path.endsWith('/query'));

test('many tickets are read in three queries: tickets, their items, and who ticked', async () => {
  const one = await bench.ensure();
  const other = await bench.ensure({}, { runId: 'another' });
  await bench.sync(one.ticketId);
  await bench.sync(other.ticketId);
  const [, item] = bench.simulator.state().rows.TicketChecklistItems;
  bench.byHand('TicketChecklistItems', item?.id ?? 0, {
    isCompleted: true,
    completedByResourceID: TECHNICIAN,
  });
  const before = queries().length;
  const tickets = await read([one.ticketId, 77, other.ticketId]);
  expect(queries()).toHaveLength(before + 3);
  expect(tickets.map(({ row, items }) => [row.id, items.length])).toEqual([
    [one.ticketId, 2],
    [other.ticketId, 2],
  ]);
  expect(tickets[0]?.items).toMatchObject([
    { isCompleted: true, completedByUs: true },
    {
      id: item?.id,
      isCompleted: true,
      completedByUs: false,
      completedByResourceId: TECHNICIAN,
      completedByEmail: 'sam.okafor@example-msp.example.com',
    },
  ]);
});

test('no tickets, no queries', async () => {
  expect(await read([])).toEqual([]);
  expect(queries()).toEqual([]);
});

test('more tickets than one condition may name, and more items than a page holds, are read whole', async () => {
  const { ticketId } = await bench.ensure();
  bench.simulator.edit('admin', ({ rows }) => {
    const [ticket] = rows.Tickets;
    for (let at = 0; at < 600; at += 1) {
      const id = 40_000_000 + at;
      rows.Tickets.push({ id, fields: { ...ticket?.fields }, udf: {} });
      rows.TicketChecklistItems.push({ id, fields: { ticketID: id, itemName: `Item ${at}` }, udf: {} });
    }
  });
  const ids = Array.from({ length: 600 }, (_none, at) => 40_000_000 + at);
  const tickets = await read([ticketId, ...ids, ticketId]);
  expect(tickets).toHaveLength(601);
  expect(tickets.flatMap(({ items }) => items)).toHaveLength(600);
  const listed = queries().map(({ body }) => JSON.stringify(body).split(',').length);
  expect(Math.max(...listed)).toBeLessThan(520);
});

test('who ticked and has no address, or is gone, is told by number alone', async () => {
  const { ticketId } = await bench.ensure();
  await bench.sync(ticketId);
  const [, item] = bench.simulator.state().rows.TicketChecklistItems;
  bench.byHand('TicketChecklistItems', item?.id ?? 0, { isCompleted: true, completedByResourceID: 12 });
  const [ticket] = await read([ticketId]);
  expect(ticket?.items[1]).toMatchObject({ completedByResourceId: 12, completedByUs: false });
  expect(ticket?.items[1]).not.toHaveProperty('completedByEmail');
});
