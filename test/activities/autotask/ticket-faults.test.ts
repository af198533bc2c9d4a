import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checklistWishes } from '../../../domain/onboarding-ticket.ts';
import { knownFrom } from '../../../domain/onboarding-ticket-news.ts';
import type { Fault } from '../../../simulators/kit/types.ts';
import { problemOf } from './tenant.ts';
import { half, openTicketBench, type TicketBench, whole } from './ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await openTicketBench();
});
afterEach(() => bench.simulator.stop());

/** A write: how it is reached, and the work that makes it. */
interface Case {
  readonly method: string;
  /** No read has this in its path with that method. */
  readonly path: string;
  readonly prepare: (ticketId: number) => Promise<unknown>;
  readonly work: (ticketId: number) => Promise<unknown>;
}

const nothing = async () => undefined;
const writes: { readonly [name: string]: Case } = {
  'adding items': {
    method: 'POST',
    path: '/ChecklistItems',
    prepare: nothing,
    work: (id) => bench.sync(id),
  },
  'ticking an item': {
    method: 'PATCH',
    path: '/ChecklistItems',
    prepare: (id) => bench.sync(id),
    work: (id) => bench.sync(id, { items: checklistWishes(whole) }),
  },
  'removing an item': {
    method: 'DELETE',
    path: '/ChecklistItems',
    prepare: (id) => bench.sync(id),
    work: (id) =>
      bench.sync(id, { items: checklistWishes({ ...half, plan: { lines: half.plan.lines.slice(1) } }) }),
  },
  'moving the due date': {
    method: 'PATCH',
    path: 'V1.0/Tickets',
    prepare: (id) => bench.sync(id),
    work: (id) => bench.sync(id, { dueDate: '2030-02-01T12:00:00Z' }),
  },
  'a note': { method: 'POST', path: '/Notes', prepare: nothing, work: (id) => bench.note(id) },
  'completing the ticket': {
    method: 'PATCH',
    path: 'V1.0/Tickets',
    prepare: (id) => bench.sync(id),
    work: (id) => bench.complete(id),
  },
};
const cases = Object.keys(writes);

/** All of tickets, their items and notes, without what the clock and ids make different. */
function left() {
  const { Tickets, TicketChecklistItems, TicketNotes } = bench.simulator.state().rows;
  return [...Tickets, ...TicketChecklistItems, ...TicketNotes].map(({ fields }) =>
    Object.entries(fields).filter(([name]) => !/Date(Time)?$/.test(name) || name === 'dueDateTime'),
  );
}

/** What the work leaves when nothing goes wrong. */
async function undisturbed({ prepare, work }: Case) {
  const { ticketId } = await bench.ensure();
  await prepare(ticketId);
  await work(ticketId);
  const wanted = left();
  bench.simulator.reset();
  return wanted;
}

function caseOf(name: string): Case {
  const found = writes[name];
  if (!found) throw new Error(`there is no case ${name}`);
  return found;
}

async function prepared({ prepare }: Case): Promise<number> {
  const { ticketId } = await bench.ensure();
  await prepare(ticketId);
  return ticketId;
}

/** The problem's code; who waits for an answer that never comes does not wait long. */
async function codeOf(kind: string, work: () => Promise<unknown>): Promise<string> {
  const { ms } = bench.patience;
  if (kind === 'hang') bench.patience.ms = 1_000;
  const { code } = await problemOf(work());
  bench.patience.ms = ms;
  return code;
}

const transient: readonly [kind: string, code: string][] = [
  ['commit-then-drop', 'outcome-lost'],
  ['truncate', 'outcome-lost'],
  ['drop-before-commit', 'outcome-lost'],
  ['hang', 'outcome-lost'],
  ['html-200', 'outcome-lost'],
  ['500-transient', 'unavailable'],
  ['500-unexpected', 'unavailable'],
  ['429-thread', 'rate-limited'],
];
const refusal: Omit<Fault, 'method' | 'path'> = {
  kind: 'status',
  times: 1,
  options: { status: 500, body: { errors: ['Data violation: no. ; on record number [1].'] } },
};

describe.each(cases)('%s', (name) => {
  const { method, path } = caseOf(name);

  test.each(transient)('%s is told as %s; the next attempt leaves what it would have', async (kind, code) => {
    const wanted = await undisturbed(caseOf(name));
    const ticketId = await prepared(caseOf(name));
    bench.simulator.faults.add({ kind, method, path, times: 1 });
    expect(await codeOf(kind, () => caseOf(name).work(ticketId))).toBe(code);
    await caseOf(name).work(ticketId);
    expect(left()).toEqual(wanted);
  });

  test('a refusal is final, and writes nothing more', async () => {
    const ticketId = await prepared(caseOf(name));
    bench.simulator.faults.add({ ...refusal, method, path });
    const writesBefore = bench.ourChanges().filter(({ entity }) => entity !== 'ticketNote').length;
    expect((await problemOf(caseOf(name).work(ticketId))).code).toBe('input-rejected');
    expect(bench.ourChanges().filter(({ entity }) => entity !== 'ticketNote')).toHaveLength(writesBefore);
  });

  test('a change that shows late is waited for', async () => {
    const wanted = await undisturbed(caseOf(name));
    const ticketId = await prepared(caseOf(name));
    bench.simulator.faults.add({ kind: 'stale-read', method, path, times: 1 });
    await caseOf(name).work(ticketId);
    expect(left()).toEqual(wanted);
  });
});

test.each(cases.filter((name) => caseOf(name).method === 'PATCH'))(
  '%s that was answered with 200 and not done is not called done',
  async (name) => {
    const ticketId = await prepared(caseOf(name));
    bench.simulator.faults.add({ kind: 'patch-ok-not-applied', times: 1 });
    expect((await problemOf(caseOf(name).work(ticketId))).code).toBe('not-verified');
  },
);

describe('making the ticket', () => {
  /** The look-up's address holds the write's, so the fault lets it pass. */
  function faultAtWrite(fault: Fault): void {
    const { faults } = bench.simulator;
    const strike = faults.strike.bind(faults);
    faults.strike = (request, ...kinds) =>
      request.path.endsWith('/query') ? undefined : strike(request, ...kinds);
    faults.add({ method: 'POST', path: 'V1.0/Tickets', times: 1, ...fault });
  }
  const made = () =>
    bench.ourChanges().filter(({ entity, field }) => entity === 'ticket' && field === 'created');

  test.each(transient)('%s is told as %s; the next attempt leaves one ticket', async (kind, code) => {
    faultAtWrite({ kind });
    expect(await codeOf(kind, () => bench.ensure())).toBe(code);
    const { ticketId } = await bench.ensure();
    expect(made()).toMatchObject([{ id: String(ticketId) }]);
  });

  test('a refusal is final', async () => {
    faultAtWrite(refusal);
    expect((await problemOf(bench.ensure())).code).toBe('input-rejected');
    expect(made()).toEqual([]);
  });

  test('a ticket that shows late is waited for', async () => {
    faultAtWrite({ kind: 'stale-read' });
    const { ticketId } = await bench.ensure();
    expect(made()).toMatchObject([{ id: String(ticketId) }]);
  });

  test('a ticket that does not show is not called made, which no machine repeats', async () => {
    faultAtWrite({ kind: 'stale-read', options: { reads: 9 } });
    expect(await problemOf(bench.ensure())).toMatchObject({ code: 'not-verified', class: 'final' });
    expect(made()).toHaveLength(1);
  });
});

describe('reading', () => {
  test.each(['Tickets/query', 'TicketChecklistItems/query', 'Resources/query'])(
    'a 500 of %s passes, and nothing was written before it',
    async (path) => {
      const { ticketId } = await bench.ensure();
      const known = knownFrom((await bench.sync(ticketId)).items);
      const [row] = bench.simulator.state().rows.TicketChecklistItems;
      bench.byHand('TicketChecklistItems', row?.id ?? 0, {
        isCompleted: true,
        completedByResourceID: 29_682_901,
      });
      const changes = bench.ourChanges().length;
      bench.simulator.faults.add({ kind: '500-transient', path, times: 1 });
      expect((await problemOf(bench.sync(ticketId, { known, items: checklistWishes(whole) }))).code).toBe(
        'unavailable',
      );
      expect(bench.ourChanges()).toHaveLength(changes);
    },
  );
});
