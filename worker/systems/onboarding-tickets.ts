import { heartbeat } from '@temporalio/activity';
import type { AutotaskClient } from '../../activities/autotask/client.ts';
import { completeOnboardingTicket } from '../../activities/autotask/complete-ticket.ts';
import { syncOnboardingTicket } from '../../activities/autotask/onboarding-checklist.ts';
import { noteOnOnboardingTicket } from '../../activities/autotask/onboarding-note.ts';
import {
  ensureOnboardingTicket,
  type OnboardingTicketSettings,
} from '../../activities/autotask/onboarding-ticket.ts';
import { readingOf, readTickets } from '../../activities/autotask/ticket-reading.ts';
import type { TicketActivities } from '../../activities/ticket-activities.ts';
import type { Profile } from '../../domain/profile.ts';
import { clientOf } from './autotask.ts';
import { type PortalOptions, perRevision, type SystemsOptions } from './systems-options.ts';

/** Keeps onboarding tickets, where the profile wants them and Autotask is not done by hand. */
export function onboardingTickets(
  options: SystemsOptions & Pick<PortalOptions, 'withLease'>,
): TicketActivities {
  const client = perRevision(options.profile, (loaded) => clientOf(options, loaded));
  // Autotask keeps nothing unique, so one at a time writes to a ticket; two made all the same are told.
  const withTicket = async <Result>(
    name: string | number,
    work: (client: AutotaskClient, settings: OnboardingTicketSettings) => Promise<Result>,
  ): Promise<Result | null> => {
    const settings = settingsOf(options.profile().profile);
    if (settings === null) return null;
    return await options.withLease(`autotask-ticket-${name}`, () => work(client(), settings));
  };
  return {
    ensureOnboardingTicket: (order) =>
      withTicket(order.customer.id, (...parts) => ensureOnboardingTicket(...parts, order)),
    syncOnboardingTicket: (sync) =>
      withTicket(sync.ticketId, (...parts) =>
        syncOnboardingTicket(...parts, sync, () => heartbeat('writing the checklist in Autotask')),
      ),
    noteOnOnboardingTicket: (note) =>
      withTicket(note.ticketId, (...parts) => noteOnOnboardingTicket(...parts, note)),
    completeOnboardingTicket: (completion) =>
      withTicket(completion.ticketId, (...parts) => completeOnboardingTicket(...parts, completion)),
    readOnboardingTickets: async ({ ticketIds }) => {
      const settings = settingsOf(options.profile().profile);
      if (settings === null) return [];
      const tickets = await readTickets(client(), ticketIds);
      return tickets.map((ticket) => readingOf(ticket, settings.checklistLimit));
    },
  };
}

function settingsOf({ people, systems }: Profile): OnboardingTicketSettings | null {
  const { mode, onboardingTicket, internalNotePublish, statusesPerson } = systems.autotask;
  if (mode === 'by-hand' || onboardingTicket.mode === 'off') return null;
  return {
    ...onboardingTicket,
    notePublish: internalNotePublish,
    statusesPerson: people.find(({ id }) => id === statusesPerson),
  };
}
