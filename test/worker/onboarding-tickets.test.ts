import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import pLimit, { type LimitFunction } from 'p-limit';
import type { WithLease } from '../../activities/lease.ts';
import type { TicketActivities } from '../../activities/ticket-activities.ts';
import { checklistWishes } from '../../domain/onboarding-ticket.ts';
import { startAutotaskSimulator } from '../../simulators/autotask/server.ts';
import type { AutotaskState } from '../../simulators/autotask/state.ts';
import { DEFAULT_CREDENTIALS } from '../../simulators/autotask/switches.ts';
import type { Simulator } from '../../simulators/kit/types.ts';
import { onboardingTickets } from '../../worker/systems/onboarding-tickets.ts';
import { order, whole } from '../activities/autotask/ticket-bench.ts';
import { profile } from '../domain/examples.ts';

let simulator: Simulator<AutotaskState>;
beforeEach(async () => {
  simulator = await startAutotaskSimulator();
});
afterEach(() => simulator.stop());

/** Turns as the lease's workflow gives them to all workers, with the names that were asked for. */
function turns(): { readonly withLease: WithLease; readonly names: string[] } {
  const limits = new Map<string, LimitFunction>();
  const names: string[] = [];
  const withLease: WithLease = (name, work) => {
    names.push(name);
    const limit = limits.get(name) ?? pLimit(1);
    limits.set(name, limit);
    return limit(work);
  };
  return { withLease, names };
}

/** What a worker offers whose profile says that of Autotask. */
function workerWith(autotask: string, { withLease } = turns()): TicketActivities {
  const loaded = {
    profile: profile([
      'systems:',
      `systems:\n  autotask: { zoneDiscoveryUrl: "${simulator.url}/", ${autotask} }`,
    ]),
    secrets: {
      autotask: {
        username: DEFAULT_CREDENTIALS.userName,
        secret: DEFAULT_CREDENTIALS.secret,
        integrationCode: DEFAULT_CREDENTIALS.integrationCode,
      },
    },
    revision: autotask,
  };
  return onboardingTickets({ profile: () => loaded, loopbackOnly: true, home: '.', withLease });
}

const on = 'onboardingTicket: { mode: on, queue: Triage }';
const inActivity = <Result>(work: () => Promise<Result>): Promise<Result> =>
  new MockActivityEnvironment().run(work);

test('two workers that make the ticket at the same moment make one', async () => {
  const shared = turns();
  const workers = [workerWith(on, shared), workerWith(on, shared)];
  const made = await Promise.all(workers.map((worker) => worker.ensureOnboardingTicket(order)));
  expect(made[0]).toEqual(made[1]);
  expect(simulator.auditLog.filter(({ entity }) => entity === 'ticket')).toHaveLength(1);
  expect(shared.names).toEqual(['autotask-ticket-harbor-dental', 'autotask-ticket-harbor-dental']);
});

test('a ticket from its start to its end, with the names that the profile gives', async () => {
  const worker = workerWith(on);
  const ticketId = (await worker.ensureOnboardingTicket(order))?.ticketId ?? 0;
  const items = checklistWishes(whole);
  const sync = { ticketId, items, known: [], dueDate: order.dueDate };
  expect(await inActivity(() => worker.syncOnboardingTicket(sync))).toMatchObject({ fits: true, room: 40 });
  await worker.noteOnOnboardingTicket({ ticketId, key: 'live', title: 'Live', text: 'Since today.' });
  await worker.completeOnboardingTicket({ ticketId, note: { title: 'Done', text: 'All set.' } });
  const [reading] = await worker.readOnboardingTickets({ ticketIds: [ticketId] });
  expect(reading).toMatchObject({ ticketId, items: [{ isCompleted: true }, { isCompleted: true }] });
  expect(reading?.completedAt).not.toBeNull();
  expect(simulator.state().rows.TicketNotes.map(({ fields }) => fields['publish'])).toEqual([2, 2]);
});

test('who is in charge of statuses is named when the category does not show one (R71)', async () => {
  const inAppointments = 'onboardingTicket: { mode: on, queue: Triage, category: Appointment }';
  const worker = workerWith(`statusesPerson: dana, ${inAppointments}`);
  await expect(worker.ensureOnboardingTicket(order)).rejects.toThrow('Dana Reyes (dana@example.com)');
});

test.each([
  ['the profile wants none', 'onboardingTicket: { mode: off, queue: Triage }'],
  ['Autotask is done by hand', `mode: by-hand, ${on}`],
])('no ticket, no lease and no request when %s', async (_when, autotask) => {
  const shared = turns();
  const worker = workerWith(autotask, shared);
  expect(await worker.ensureOnboardingTicket(order)).toBeNull();
  expect(
    await worker.syncOnboardingTicket({ ticketId: 1, items: [], known: [], dueDate: order.dueDate }),
  ).toBeNull();
  expect(await worker.noteOnOnboardingTicket({ ticketId: 1, key: 'x', title: 'X', text: 'X' })).toBeNull();
  expect(await worker.completeOnboardingTicket({ ticketId: 1, note: { title: 'X', text: 'X' } })).toBeNull();
  expect(await worker.readOnboardingTickets({ ticketIds: [1] })).toEqual([]);
  expect([shared.names, simulator.journalLog]).toEqual([[], []]);
});
