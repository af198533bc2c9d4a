import type { TicketActivities } from '../../activities/ticket-activities.ts';

/** The onboarding ticket of an MSP whose profile wants none. */
export const noTickets: TicketActivities = {
  ensureOnboardingTicket: async () => null,
  syncOnboardingTicket: async () => null,
  noteOnOnboardingTicket: async () => null,
  readOnboardingTickets: async () => [],
  completeOnboardingTicket: async () => null,
};
