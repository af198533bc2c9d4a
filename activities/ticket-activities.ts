import type { CustomerFile } from '../domain/customer-file.ts';
import type { ChecklistWish } from '../domain/onboarding-ticket.ts';
import type { KnownItem, TicketItem } from '../domain/onboarding-ticket-news.ts';

/** What an onboarding's ticket is made from. */
export interface TicketOrder {
  readonly customer: CustomerFile;
  /** The first run of a chain: the ticket is found again by it when the onboarding continues as new. */
  readonly runId: string;
  /** The go-live instant, ISO 8601 in UTC (R69). */
  readonly dueDate: string;
  /** Where the onboarding stands on the board, if there is one. */
  readonly boardLink?: string;
}

/** The ticket of an onboarding. */
export interface OnboardingTicket {
  readonly ticketId: number;
  /** Younger tickets of the same onboarding, made at the same moment elsewhere: a person removes them. */
  readonly duplicates: readonly number[];
  /** How many checklist items of ours it can hold. */
  readonly room: number;
}

/** What the ticket should show. */
export interface TicketSync {
  readonly ticketId: number;
  readonly items: readonly ChecklistWish[];
  /** What the items were last known to hold: a person's change since then is left for the onboarding to take up. */
  readonly known: readonly KnownItem[];
  readonly dueDate: string;
  /** `open` takes a ticket that somebody completed back into the profile's status; any other status is left. */
  readonly status?: 'open';
}

/** An onboarding ticket as it was read. Instants are ISO 8601 in UTC. */
export interface TicketReading {
  readonly ticketId: number;
  readonly items: readonly TicketItem[];
  /** How many items of ours it can hold, beside those of other people. */
  readonly room: number;
  readonly dueDate: string | null;
  /** When somebody completed it. */
  readonly completedAt: string | null;
}

/** What a sync left. When the items did not fit, none was touched: make as few as there is room for. */
export interface SyncedTicket extends TicketReading {
  readonly fits: boolean;
}

/** A milestone. */
export interface TicketNoteOrder {
  readonly ticketId: number;
  /** Small letters, digits and hyphens; the note is found again by it. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
}

/** An onboarding and its ticket. */
export interface TicketInUse {
  readonly workflowId: string;
  readonly ticketId: number;
}

/** The activities about the onboarding ticket. All but the sweep's answer null where the profile wants no ticket. */
export interface TicketActivities {
  /** Finds the ticket of the onboarding, or makes it. Repeated it makes no second one. */
  ensureOnboardingTicket(input: TicketOrder): Promise<OnboardingTicket | null>;
  /** Brings checklist and due date to what is wanted, and reads them back. */
  syncOnboardingTicket(input: TicketSync): Promise<SyncedTicket | null>;
  /** Adds an internal note, once per key. */
  noteOnOnboardingTicket(input: TicketNoteOrder): Promise<{ readonly noteId: number } | null>;
  /** One reading of many tickets for the shared sweep; those that are gone are left out. */
  readOnboardingTickets(input: { readonly ticketIds: readonly number[] }): Promise<readonly TicketReading[]>;
  /** Adds the last note and completes the ticket, which tells nobody outside. */
  completeOnboardingTicket(input: {
    readonly ticketId: number;
    readonly note: Pick<TicketNoteOrder, 'title' | 'text'>;
  }): Promise<{ readonly noteId: number } | null>;
}
