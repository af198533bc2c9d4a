import { completeOnboardingTicket } from '../../../activities/autotask/complete-ticket.ts';
import { syncOnboardingTicket } from '../../../activities/autotask/onboarding-checklist.ts';
import { noteOnOnboardingTicket } from '../../../activities/autotask/onboarding-note.ts';
import {
  ensureOnboardingTicket,
  type OnboardingTicketSettings,
} from '../../../activities/autotask/onboarding-ticket.ts';
import { readingOf, readTicket } from '../../../activities/autotask/ticket-reading.ts';
import type { TicketOrder, TicketReading, TicketSync } from '../../../activities/ticket-activities.ts';
import { checklistWishes } from '../../../domain/onboarding-ticket.ts';
import type { AutotaskOptions } from '../../../simulators/autotask/options.ts';
import { startAutotaskSimulator } from '../../../simulators/autotask/server.ts';
import type { AutotaskState } from '../../../simulators/autotask/state.ts';
import { DEFAULT_CREDENTIALS } from '../../../simulators/autotask/switches.ts';
import type { AuditEntry, Simulator } from '../../../simulators/kit/types.ts';
import { customerOf } from '../../domain/examples.ts';
import { lineOf, progressOf, settled } from '../../domain/progress.ts';
import { clientOf } from './tenant.ts';

/** Labels of the simulated tenant. */
export const settings: OnboardingTicketSettings = {
  queue: 'Triage',
  status: 'In Progress',
  completeStatus: 'Complete',
  priority: 'Medium',
  source: 'Phone',
  category: 'Standard',
  checklistLimit: 40,
  noteType: 'Task Notes',
  notePublish: 'Internal Project Team',
  readBackMs: 600,
};

export const order: TicketOrder = {
  customer: customerOf['per-incident'],
  runId: '0190a1b2-0000-7000-8000-000000000001',
  dueDate: '2030-01-07T12:00:00Z',
};

/** Before go-live: who is VIP is settled, who approves is not. */
export const half = progressOf([lineOf('vip-users'), lineOf('approvers')], ({ step }) =>
  step === 'vip-users' ? settled.changed : undefined,
);
export const whole = progressOf(half.plan.lines, () => settled.changed);

/** A tenant in a simulator, and the onboarding ticket's work on it. */
export interface TicketBench {
  readonly simulator: Simulator<AutotaskState>;
  /** How long a request may take; short for answers that never come. */
  readonly patience: { ms: number };
  ensure(
    over?: Partial<OnboardingTicketSettings>,
    orderOver?: Partial<TicketOrder>,
  ): ReturnType<typeof ensureOnboardingTicket>;
  sync(ticketId: number, over?: Partial<TicketSync>): ReturnType<typeof syncOnboardingTicket>;
  note(ticketId: number, key?: string, over?: Partial<OnboardingTicketSettings>): Promise<{ noteId: number }>;
  complete(ticketId: number, over?: Partial<OnboardingTicketSettings>): Promise<{ noteId: number }>;
  read(ticketId: number): Promise<TicketReading>;
  /** What our login has changed, oldest first. */
  ourChanges(): AuditEntry[];
  /** Somebody else changes columns of a row. */
  byHand(
    entity: 'Tickets' | 'TicketChecklistItems',
    id: number,
    fields: { readonly [name: string]: string | number | boolean | null },
  ): void;
}

/** Starts one. */
export async function openTicketBench(options: AutotaskOptions = {}): Promise<TicketBench> {
  const simulator = await startAutotaskSimulator(options);
  const patience = { ms: 10_000 };
  const client = () => clientOf(simulator, { timeoutMs: patience.ms });
  return {
    simulator,
    patience,
    ensure: (over = {}, orderOver = {}) =>
      ensureOnboardingTicket(client(), { ...settings, ...over }, { ...order, ...orderOver }),
    sync: (ticketId, over = {}) => syncOnboardingTicket(client(), settings, { ...syncOf(ticketId), ...over }),
    note: (ticketId, key = 'plan-approved', over = {}) =>
      noteOnOnboardingTicket(
        client(),
        { ...settings, ...over },
        { ticketId, key, title: 'Approved', text: 'By dana.' },
      ),
    complete: (ticketId, over = {}) =>
      completeOnboardingTicket(
        client(),
        { ...settings, ...over },
        { ticketId, note: { title: 'Live', text: 'All set.' } },
      ),
    read: async (ticketId) => readingOf(await readTicket(client(), ticketId), settings.checklistLimit),
    ourChanges: () => simulator.auditLog.filter(({ actor }) => actor === DEFAULT_CREDENTIALS.userName),
    byHand: (entity, id, fields) =>
      simulator.edit('sam', ({ rows }) => {
        const row = rows[entity].find((one) => one.id === id);
        if (!row) throw new Error(`there is no row ${id}`);
        row.fields = { ...row.fields, ...fields };
      }),
  };
}

function syncOf(ticketId: number): TicketSync {
  return { ticketId, items: checklistWishes(half), known: [], dueDate: order.dueDate };
}
