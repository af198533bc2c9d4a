import { getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { type ChecklistNews, checklistNews, knownFrom } from '../../domain/onboarding-ticket-news.ts';
import type { Profile } from '../../domain/profile.ts';
import { progressQuery, ticketChangedSignal, workflowTypes } from '../../workflows/messages.ts';
import type { OnboardingState, TickedItem } from '../../workflows/onboarding/state.ts';
import type { TicketInUse, TicketReading } from '../ticket-activities.ts';

/** The tickets of all onboardings that run, as visibility knows them. */
export async function listOnboardingTickets(): Promise<TicketInUse[]> {
  const client = getClient();
  const query = `WorkflowType = '${workflowTypes.onboarding}' AND ExecutionStatus = 'Running'`;
  const tickets: TicketInUse[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) {
    const state = await stateOf(workflowId);
    if (state?.ticket !== undefined) tickets.push({ workflowId, ticketId: state.ticket.ticketId });
  }
  return tickets;
}

/** Tells an onboarding what people have ticked and unticked on its ticket; says nothing where that is nothing. */
export async function reportTicketNews(
  { people }: Profile,
  { workflowId }: TicketInUse,
  { items, room }: TicketReading,
): Promise<number> {
  const state = await stateOf(workflowId);
  if (state?.ticket === undefined || state.plan === undefined || state.outcome !== undefined) return 0;
  const { plan, outcomes, ticket } = state;
  const news = checklistNews({ plan, outcomes }, ticket.known, items, ticket.room);
  if (news.length === 0) return 0;
  const signal = { items: news.map((one) => ticked(people, one)), known: knownFrom(items), room };
  await unlessGone(getClient().workflow.getHandle(workflowId).signal(ticketChangedSignal, signal));
  return news.length;
}

function ticked(people: Profile['people'], { byEmail, ...item }: ChecklistNews): TickedItem {
  if (byEmail === undefined) return item;
  const person = people.find(({ email }) => email.toLowerCase() === byEmail.toLowerCase());
  return { ...item, email: byEmail, ...(person !== undefined && { by: person.id }) };
}

function stateOf(workflowId: string): Promise<OnboardingState | undefined> {
  return unlessGone(getClient().workflow.getHandle(workflowId).query(progressQuery));
}

/** Lists are a little behind: an onboarding that has ended meanwhile needs no news. */
async function unlessGone<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
