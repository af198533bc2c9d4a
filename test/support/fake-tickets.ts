import type { TicketActivities, TicketReading } from '../../activities/ticket-activities.ts';
import { type ChecklistWish, keyIn, ticketChecklistLimit } from '../../domain/onboarding-ticket.ts';
import { isNews, type TicketItem } from '../../domain/onboarding-ticket-news.ts';

/** A ticket as somebody in the PSA sees it. */
export interface FakeTicket {
  readonly ticketId: number;
  readonly customer: string;
  dueDate: string;
  items: TicketItem[];
  readonly notes: { readonly key: string; readonly text: string }[];
  completed: boolean;
}

/** The PSA's tickets, in memory; off until a test switches them on. */
export class FakeTickets {
  readonly #byOrder = new Map<string, FakeTicket>();
  on = false;

  of(customer: string): FakeTicket {
    const ticket = [...this.#byOrder.values()].find((one) => one.customer === customer);
    if (ticket === undefined) throw new Error(`${customer} has no ticket.`);
    return ticket;
  }

  /** Whether an item is ticked, by its key. */
  ticked(customer: string): { readonly [key: string]: boolean } {
    return Object.fromEntries(
      this.of(customer).items.map(({ text, isCompleted }) => [keyIn(text), isCompleted]),
    );
  }

  /** A person ticks an item, or takes its tick off. */
  tick(customer: string, key: string, isCompleted: boolean, email = 'sam@example.com'): void {
    const ticket = this.of(customer);
    ticket.items = ticket.items.map((item) =>
      keyIn(item.text) === key
        ? { id: item.id, text: item.text, isCompleted, completedByUs: false, completedByEmail: email }
        : item,
    );
  }

  readonly activities: TicketActivities = {
    ensureOnboardingTicket: async ({ customer, runId, dueDate }) => {
      if (!this.on) return null;
      const known = this.#byOrder.get(runId);
      const ticketId = known?.ticketId ?? 100 + this.#byOrder.size;
      if (known === undefined)
        this.#byOrder.set(runId, {
          ticketId,
          customer: customer.id,
          dueDate,
          items: [],
          notes: [],
          completed: false,
        });
      return { ticketId, duplicates: [], room: ticketChecklistLimit };
    },
    syncOnboardingTicket: async ({ ticketId, items, known, dueDate }) => {
      const ticket = this.#ticket(ticketId);
      ticket.dueDate = dueDate;
      ticket.items = items.map((wish, index) => this.#synced(ticket, wish, known, index));
      return { ...this.#reading(ticket), fits: true };
    },
    noteOnOnboardingTicket: async ({ ticketId, key, text }) => {
      const { notes } = this.#ticket(ticketId);
      if (!notes.some((note) => note.key === key)) notes.push({ key, text });
      return { noteId: notes.length };
    },
    readOnboardingTickets: async ({ ticketIds }) => ticketIds.map((id) => this.#reading(this.#ticket(id))),
    completeOnboardingTicket: async ({ ticketId, note: { text } }) => {
      const ticket = this.#ticket(ticketId);
      ticket.completed = true;
      ticket.notes.push({ key: 'complete', text });
      return { noteId: ticket.notes.length };
    },
  };

  #ticket(ticketId: number): FakeTicket {
    const ticket = [...this.#byOrder.values()].find((one) => one.ticketId === ticketId);
    if (ticket === undefined) throw new Error(`There is no ticket ${ticketId}.`);
    return ticket;
  }

  /** A person's change that nobody has taken up yet is left alone. */
  #synced(
    { items }: FakeTicket,
    wish: ChecklistWish,
    known: Parameters<TicketActivities['syncOnboardingTicket']>[0]['known'],
    index: number,
  ): TicketItem {
    const there = items.find(({ text }) => keyIn(text) === wish.key);
    if (there !== undefined && isNews(there, wish, known)) return there;
    return {
      id: there?.id ?? index + 1,
      text: wish.text,
      isCompleted: wish.ticked,
      completedByUs: wish.ticked,
    };
  }

  #reading({ ticketId, items, dueDate, completed }: FakeTicket): TicketReading {
    return { ticketId, items, room: ticketChecklistLimit, dueDate, completedAt: completed ? dueDate : null };
  }
}
