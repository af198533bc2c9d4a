import { condition } from '@temporalio/workflow';
import { everyDecider, isProofEnough } from '../../domain/decisions.ts';
import { type ChecklistWish, checklistWishes } from '../../domain/onboarding-ticket.ts';
import { type KnownItem, knownFrom, type TicketItem } from '../../domain/onboarding-ticket-news.ts';
import type { Plan } from '../../domain/plan.ts';
import { problem } from '../../domain/problems.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import { ruleFor } from '../decisions/options.ts';
import type { TicketNews } from '../messages.ts';
import { problemOf } from '../run-activity.ts';
import type { Run } from './run.ts';
import { reopen } from './settle.ts';
import { outcomeOf } from './standing.ts';
import type { Stage, TickedItem, TicketInPsa } from './state.ts';

/** Stages that are noted on the ticket, and how. */
const milestones: { readonly [Name in Stage]?: string } = {
  preparing: 'The plan is approved; everything before go-live is being set.',
  ready: 'Everything before go-live is verified or settled by a named person.',
  'go-live-blocked': 'The go-live instant has come and nothing is switched over; somebody has to decide.',
  aftercare: 'The customer is live.',
};

/**
 * The PSA as a window: a ticket with one checklist item per step, ticked when it is verified, and notes at milestones. It
 * holds nothing up: what cannot be written there is noted, and tried again with the next change.
 */
export function keepTicket(run: Run): void {
  run.beside(async () => {
    if ((await ensureTicket(run)) === undefined) return;
    for (;;) {
      const shown = wanted(run);
      await bringUpToDate(run);
      await condition(() => wanted(run) !== shown || run.ticketNews.length > 0);
      for (const news of run.ticketNews.splice(0)) takeUp(run, news);
    }
  });
}

/** Completed with a last note: nobody has to remember it. */
export async function closeTicket(run: Run, title: string, text: string): Promise<void> {
  const { ticket } = run.state;
  if (ticket === undefined) return;
  await bringUpToDate(run);
  await orNote(run, () =>
    run.activities.run(
      'completeOnboardingTicket',
      { ticketId: ticket.ticketId, note: { title, text } },
      'Complete the onboarding ticket in Autotask',
      'api',
    ),
  );
}

async function ensureTicket(run: Run): Promise<TicketInPsa | undefined> {
  if (run.state.ticket !== undefined) return run.state.ticket;
  const { plan } = run.state;
  if (plan === undefined) return undefined;
  const input = { customer: run.order.customer, runId: run.id, dueDate: plan.goLive.instant };
  const made = await orNote(run, () =>
    run.activities.run(
      'ensureOnboardingTicket',
      input,
      'Find or make the onboarding ticket in Autotask',
      'api',
    ),
  );
  if (made === undefined || made === null) return undefined;
  run.state.ticket = { ticketId: made.ticketId, room: made.room, known: [], noted: [] };
  run.note(`Onboarding ticket ${made.ticketId} in Autotask.`);
  for (const other of made.duplicates)
    run.note(`Ticket ${other} is a second one of this onboarding: remove it.`);
  return run.state.ticket;
}

/** What the ticket depends on: it is brought up to date when this changes. */
function wanted({ state: { plan, outcomes, stage } }: Run): string {
  return plan === undefined
    ? ''
    : JSON.stringify([checklistWishes({ plan, outcomes }), plan.goLive.instant, stage]);
}

async function bringUpToDate(run: Run): Promise<void> {
  const { ticket, plan } = run.state;
  if (ticket === undefined || plan === undefined) return;
  await syncItems(run, ticket, plan);
  await noteMilestone(run, ticket);
}

/** Where other people's items take the room, ours are made anew, fewer of them. */
async function syncItems(run: Run, ticket: TicketInPsa, plan: Plan): Promise<void> {
  const { ticketId, room, known } = ticket;
  const items = checklistWishes({ plan, outcomes: run.state.outcomes }, room);
  const input = { ticketId, items, known, dueDate: plan.goLive.instant };
  const read = await orNote(run, () =>
    run.activities.run('syncOnboardingTicket', input, 'Bring the onboarding ticket up to date', 'api'),
  );
  if (read === undefined || read === null) return;
  if (read.fits)
    run.state.ticket = { ...ticket, room: read.room, known: knownNow(ticket, items, read.items) };
  else if (read.room < room) await syncItems(run, { ...ticket, room: read.room }, plan);
}

/** A person's tick that the sync has left alone is not known yet: the sweep brings it as news. */
function knownNow(
  { known }: TicketInPsa,
  items: readonly ChecklistWish[],
  read: readonly TicketItem[],
): readonly KnownItem[] {
  const wishes = new Map(items.map(({ key, ticked }) => [key, ticked]));
  const asWanted = knownFrom(read).filter(({ key, ticked }) => wishes.get(key) === ticked);
  return [...known.filter(({ key }) => !asWanted.some((item) => item.key === key)), ...asWanted];
}

async function noteMilestone(run: Run, { ticketId, noted }: TicketInPsa): Promise<void> {
  const { stage, revision } = run.state;
  const text = milestones[stage];
  const key = `${stage}-${revision}`;
  if (text === undefined || noted.includes(key)) return;
  const written = await orNote(run, () =>
    run.activities.run(
      'noteOnOnboardingTicket',
      { ticketId, key, title: `Onboarding: ${stage}`, text },
      `Note on the onboarding ticket: ${stage}`,
      'api',
    ),
  );
  if (written === undefined || run.state.ticket === undefined) return;
  run.state.ticket = { ...run.state.ticket, noted: [...run.state.ticket.noted, key] };
}

/** What people have ticked counts as done by hand, and is looked at like every other; what they unticked is open again. */
function takeUp(run: Run, { items, known, room }: TicketNews): void {
  if (run.state.ticket !== undefined) run.state.ticket = { ...run.state.ticket, known, room };
  for (const item of items) {
    if (item.ticked) takeUpTick(run, item);
    else takeUpUntick(run, item);
  }
}

function takeUpTick(run: Run, { step, phase, by, email }: TickedItem): void {
  const { title } = catalogue[step];
  const who = by ?? email ?? 'somebody';
  const provenBy = `claimed: Autotask ${email ?? 'unknown'}`;
  const rule = ruleFor(run.state, 'openStep');
  const open = run.state.openItems.some((item) => item.step === step && item.phase === phase);
  if (by === undefined || !everyDecider(rule).includes(by) || !isProofEnough(provenBy, rule.minimumProof)) {
    run.note(`${who} ticked ${title} in Autotask, but may not answer for it: the tick is taken off again.`);
  } else if (!open || run.stepAnswers.has(step)) {
    run.note(`${who} ticked ${title} in Autotask; it is looked at when its turn comes.`);
  } else {
    run.note(`${who} ticked ${title} in Autotask: done by hand.`);
    const choice = 'done-by-hand';
    run.state.answers.push({
      decision: `open-step ${step}`,
      id: step,
      round: run.state.revision,
      choice,
      by,
      provenBy,
      at: run.now(),
    });
    run.attestWish(`open-step ${step}`, { by, provenBy, reason: 'ticked in Autotask' }, choice);
    run.stepAnswers.set(step, { decision: 'open-step', step, choice, by, provenBy });
  }
  run.refreshDisplay();
}

function takeUpUntick(run: Run, { step, phase, by, email }: TickedItem): void {
  const { title } = catalogue[step];
  const settled = outcomeOf(run.state, step, phase) !== undefined;
  run.note(`${by ?? email ?? 'Somebody'} took the tick off ${title} in Autotask.`);
  if (!settled || phase === 'live' || run.goLiveBegun) return;
  run.beside(() =>
    reopen(run, step, phase, problem('reopened-by-person', { what: title, system: 'Autotask' })),
  );
}

async function orNote<Result>(run: Run, work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    const { message } = problemOf(error);
    if (run.lastTicketTrouble !== message) run.note(`The onboarding ticket: ${message}`);
    run.lastTicketTrouble = message;
    return undefined;
  }
}
