import { getClient } from '@temporalio/activity';
import { type ChecklistNews, checklistNews, knownFrom } from '../../domain/onboarding-ticket-news.ts';
import type { Profile } from '../../domain/profile.ts';
import { progressQuery, ticketChangedSignal } from '../../workflows/messages.ts';
import type { TickedItem } from '../../workflows/onboarding/state.ts';
import type { TicketInUse, TicketReading } from '../ticket-activities.ts';
import { runningOnboardings, unlessGone } from './onboardings.ts';

/** The tickets of all onboardings that run, as visibility knows them. */
export async function listOnboardingTickets(): Promise<TicketInUse[]> {
  const { onboardings } = await runningOnboardings();
  return onboardings.flatMap(({ workflowId, state: { ticket } }) =>
    ticket === undefined ? [] : [{ workflowId, ticketId: ticket.ticketId }],
  );
}

/** Tells an onboarding what people have ticked and unticked on its ticket; says nothing where that is nothing. */
export async function reportTicketNews(
  { people }: Profile,
  { workflowId }: TicketInUse,
  { items, room }: TicketReading,
): Promise<number> {
  const handle = getClient().workflow.getHandle(workflowId);
  const state = await unlessGone(handle.query(progressQuery));
  if (state?.ticket === undefined || state.plan === undefined || state.outcome !== undefined) return 0;
  const { plan, outcomes, ticket } = state;
  const news = checklistNews({ plan, outcomes }, ticket.known, items, ticket.room);
  if (news.length === 0) return 0;
  const signal = { items: news.map((one) => ticked(people, one)), known: knownFrom(items), room };
  await unlessGone(handle.signal(ticketChangedSignal, signal));
  return news.length;
}

function ticked(people: Profile['people'], { byEmail, ...item }: ChecklistNews): TickedItem {
  if (byEmail === undefined) return item;
  const person = people.find(({ email }) => email.toLowerCase() === byEmail.toLowerCase());
  return { ...item, email: byEmail, ...(person !== undefined && { by: person.id }) };
}
