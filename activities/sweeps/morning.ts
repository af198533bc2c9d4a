import { showGoLive } from '../../domain/go-live.ts';
import type { Profile } from '../../domain/profile.ts';
import { dateOnClock, showInUtc } from '../../domain/show-instant.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import { openDecisions } from '../../workflows/decisions/open-decisions.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { type Headlined, mailTo, peopleWith, postTo } from '../messages/to-people.ts';
import type { Sendable } from '../types.ts';
import { runningOnboardings } from './onboardings.ts';

/** What one morning has to say. */
export interface MorningMessages {
  readonly messages: readonly Sendable[];
  /** How many go-lives there are today. */
  readonly goLives: number;
  /** Workflow ids of onboardings that did not say how they stand; the message tells them, too. */
  readonly unreadable: readonly string[];
}

/** The message of the day that the instant lies in, on the MSP's clock: to the onboarding channel and by mail to ops. */
export async function composeMorning(profile: Profile, now: string, key: string): Promise<MorningMessages> {
  const { onboardings, unreadable } = await runningOnboardings();
  const states = onboardings.map(({ state }) => state);
  const text = morningText(states, unreadable, now, profile.msp.timeZone);
  const mails = peopleWith(profile, 'ops').flatMap((person) => mailTo(profile, person, text, key));
  const goLives = states.filter((state) => goesLiveOn(state, now, profile.msp.timeZone)).length;
  return { messages: [...postTo(profile, 'onboarding', text, key), ...mails], goLives, unreadable };
}

/** In words; `zone` is the MSP's, and says which day is meant. */
export function morningText(
  states: readonly OnboardingState[],
  unreadable: readonly string[],
  now: string,
  zone: string,
): Headlined {
  const today = states.filter((state) => goesLiveOn(state, now, zone));
  const sections = [
    ...section('Today', soonestFirst(today).map(goLiveLine)),
    ...section('Overdue', soonestFirst(states.filter((state) => isOverdue(state, now))).map(overdueLine)),
    ...section('On hold', states.flatMap(holdLine)),
    ...section('In trouble', states.flatMap(troubleLine)),
    ...section('No answer from', unreadable),
  ];
  const count = today.length === 1 ? '1 go-live' : `${today.length} go-lives`;
  const head = today.length === 0 ? 'no go-live today' : `${count} today`;
  const body = sections.length === 0 ? ['Nothing is overdue, on hold or in trouble.'] : sections;
  return { subject: `${dateOnClock(now, zone)}: ${head}`, body: body.join('\n') };
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `- ${line}`)];
}

function goesLiveOn({ plan }: OnboardingState, now: string, zone: string): boolean {
  return plan !== undefined && dateOnClock(plan.goLive.instant, zone) === dateOnClock(now, zone);
}

function isOverdue({ plan, goneLiveAt }: OnboardingState, now: string): boolean {
  return plan !== undefined && goneLiveAt === undefined && Date.parse(plan.goLive.instant) < Date.parse(now);
}

function soonestFirst(states: readonly OnboardingState[]): OnboardingState[] {
  const instant = ({ plan }: OnboardingState) => Date.parse(plan?.goLive.instant ?? '');
  return states.toSorted((one, other) => instant(one) - instant(other));
}

function goLiveLine(state: OnboardingState): string {
  return `${state.customerName}: ${when(state)}, ${readiness(state)}`;
}

function overdueLine(state: OnboardingState): string {
  return `${state.customerName}: NOT live, was to be ${when(state)}; ${readiness(state)}`;
}

function when({ plan }: OnboardingState): string {
  return plan === undefined ? 'no date yet' : showGoLive(plan.goLive);
}

function readiness(state: OnboardingState): string {
  if (state.goneLiveAt !== undefined) return `live since ${showInUtc(state.goneLiveAt)}`;
  if (state.approved === undefined) return 'NOT ready: the plan is not approved';
  const missing = titlesOfMissing(state);
  return missing.length === 0 ? 'ready' : `NOT ready: ${missing.join(', ')}`;
}

/** Steps without which the customer does not go live, and that are not settled yet. */
function titlesOfMissing({ plan, outcomes }: OnboardingState): string[] {
  return (plan?.lines ?? [])
    .filter(({ step, phase }) => phase === 'preparation' && !catalogue[step].optional)
    .filter(({ step }) => outcomes[step]?.preparation === undefined)
    .map(({ title }) => title);
}

function holdLine({ customerName, hold, goneLiveAt }: OnboardingState): string[] {
  if (hold === undefined || goneLiveAt !== undefined) return [];
  return [`${customerName}: since ${showInUtc(hold.at)} by ${hold.by}: ${hold.reason}`];
}

/** What waits for a person by plan is no trouble: a word from Mission Control, a step that is done by hand. */
const byPlan = ['awaits-word', 'by-hand', 'awaits-somebody'];

function troubleLine(state: OnboardingState): string[] {
  const stuck = state.openItems.filter(
    ({ attention, problem }) => attention && !byPlan.includes(problem.code),
  );
  const urgent = openDecisions(state).filter((decision) => decision.urgent);
  const titles = new Set([...urgent, ...stuck].map(({ title }) => title));
  return titles.size === 0 ? [] : [`${state.customerName}: ${[...titles].join(', ')}`];
}
