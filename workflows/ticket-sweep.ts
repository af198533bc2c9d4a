import { ActivityRunner, problemOf } from './run-activity.ts';
import type { SweepInput } from './sweep-input.ts';

/** What a ticket sweep found, in short. */
export interface TicketSweepResult {
  readonly looked: number;
  /** How many items people have ticked or unticked, by onboarding. */
  readonly changed: { readonly [workflowId: string]: number };
  readonly failed: readonly string[];
}

/**
 * One reading of all onboarding tickets in the PSA. It observes and signals only: the onboarding looks whether what a
 * person has ticked holds.
 */
export async function sweepTickets({ limits }: SweepInput = {}): Promise<TicketSweepResult> {
  const activities = new ActivityRunner(limits);
  const inUse = await activities.run(
    'listOnboardingTickets',
    undefined,
    'List the tickets of running onboardings',
    'api',
  );
  if (inUse.length === 0) return { looked: 0, changed: {}, failed: [] };
  const ticketIds = inUse.map(({ ticketId }) => ticketId);
  const readings = await activities.run(
    'readOnboardingTickets',
    { ticketIds },
    'Read onboarding tickets',
    'api',
  );
  const changed: { [workflowId: string]: number } = {};
  const failed: string[] = [];
  for (const ticket of inUse) {
    const reading = readings.find(({ ticketId }) => ticketId === ticket.ticketId);
    if (reading === undefined) failed.push(`${ticket.workflowId}: ticket ${ticket.ticketId} is gone.`);
    else {
      try {
        const summary = `Tell ${ticket.workflowId} what people did to its ticket`;
        const news = await activities.run('reportTicketNews', { ticket, reading }, summary);
        if (news > 0) changed[ticket.workflowId] = news;
      } catch (error) {
        failed.push(`${ticket.workflowId}: ${problemOf(error).message}`);
      }
    }
  }
  return { looked: readings.length, changed, failed };
}
