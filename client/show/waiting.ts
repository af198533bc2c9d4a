import type { Decision } from '../../domain/decisions.ts';
import { showGoLive } from '../../domain/go-live.ts';
import { systemTitles } from '../../domain/steps/catalogue.ts';
import { openDecisions } from '../../workflows/decisions/open-decisions.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { systemNames } from '../system-name.ts';
import { workLeftIn } from '../work-left.ts';
import { whoMay } from './decisions.ts';

/** One thing that an onboarding waits for: since when, on whom, and what to type. */
export interface Wait {
  readonly what: string;
  /** ISO 8601 in UTC. */
  readonly since: string;
  /** Who may end it, in words; undefined when it waits for a machine or a moment. */
  readonly who?: string;
  /** What to type. */
  readonly how?: string;
  /** The decision that it is, where it is one. */
  readonly decision?: Decision;
}

/** All that an onboarding waits for now, people first; and what happens next by itself. */
export interface Waiting {
  readonly for: readonly Wait[];
  readonly next: string;
}

/** Says what an onboarding waits for now. Never nothing, as long as it runs. */
export function waitingOf(state: OnboardingState): Waiting {
  const forPeople = [
    ...openDecisions(state).map((decision) => answerWanted(state, decision)),
    ...releaseWanted(state),
    ...resumptionsWanted(state),
  ];
  const forMachine = { what: machineWork(state), since: state.stageSince };
  return { for: forPeople.length > 0 ? forPeople : [forMachine], next: nextOf(state) };
}

function answerWanted(state: OnboardingState, decision: Decision): Wait {
  const { id, title, since } = decision;
  const how = `onboard decide ${state.customerId} ${id}`;
  return { what: title, since, who: whoMay(state, decision), how, decision };
}

function releaseWanted({ hold, plan, requestedBy, customerId, goneLiveAt }: OnboardingState): Wait[] {
  if (hold === undefined || plan === undefined || goneLiveAt !== undefined) return [];
  const who = whoMay({ requestedBy }, { rule: plan.rules.contractTerms });
  const what = `its release: ${hold.by} holds the go-live: ${hold.reason}`;
  return [{ what, since: hold.at, who, how: `onboard release ${customerId}` }];
}

function resumptionsWanted(state: OnboardingState): Wait[] {
  return systemNames.flatMap((system) => {
    const pause = state.paused[system];
    if (pause === undefined || workLeftIn(state, system).length === 0) return [];
    const what = `${systemTitles[system]}, which ${pause.by} has paused: ${pause.reason}`;
    return [{ what, since: pause.at, who: 'whoever resumes it', how: `onboard resume ${system}` }];
  });
}

/** What it does or waits for without anybody. */
function machineWork({ stage, openItems, hold }: OnboardingState): string {
  switch (stage) {
    case 'resolving':
      return 'readings from the outside systems';
    case 'closing-intake':
      return 'per-incident to be off in Lift Off (R1)';
    case 'already-live':
    case 'waiting-for-approval':
    case 'declined':
      return 'the plan, which is being made again';
    case 'preparing': {
      const looked = openItems.map(({ title }) => title).join(', ');
      return looked === ''
        ? 'the steps before go-live'
        : `the steps before go-live; looked for again: ${looked}`;
    }
    case 'ready':
      return 'the go-live instant';
    case 'go-live-blocked':
      return hold === undefined ? 'a go-ahead' : 'its release';
    case 'going-live':
      return 'the help-desk field (R20) and tickets (R21)';
    case 'aftercare':
      return 'the end of the aftercare: drift is looked for daily';
    case 'cancelling':
      return 'what was changed to be taken back';
    case 'live':
    case 'cancelled':
    case 'stopped':
      return 'nothing';
  }
}

function nextOf(state: OnboardingState): string {
  const { customerId: id, plan, switchOverTrouble } = state;
  const goLive = plan === undefined ? 'its instant' : showGoLive(plan.goLive);
  const held = state.hold === undefined ? '' : ', once it is released';
  switch (state.stage) {
    case 'resolving':
      return 'Per-incident is turned off (R1) and the plan is made.';
    case 'already-live':
      return 'Nothing is written until somebody decides.';
    case 'closing-intake':
      return 'The plan is made and waits for approval.';
    case 'waiting-for-approval':
      return `After approval everything before go-live is set; go-live by itself at ${goLive}${held}.`;
    case 'declined':
      return `Amend the file (onboard amend), move the date (onboard reschedule), or: onboard cancel ${id} --reason "…"`;
    case 'preparing':
      return `Go-live by itself at ${goLive}${held}, if all is settled by then.`;
    case 'ready':
      return `Go-live by itself at ${goLive}${held}: help-desk field (R20), then tickets (R21).`;
    case 'go-live-blocked':
      return `With a go-ahead the help-desk field (R20), then tickets (R21)${held}; or onboard reschedule, or onboard cancel.`;
    case 'going-live':
      return switchOverTrouble === undefined
        ? 'Handed over to the customer’s own record.'
        : 'Settled by a person before the deadline, it is live; else what was agreed for that case (R23).';
    case 'aftercare':
      return `A closing report; check it at any time: onboard audit ${id}`;
    case 'live':
      return `Check it at any time: onboard audit ${id}`;
    case 'cancelling':
      return 'It ends.';
    case 'cancelled':
    case 'stopped':
      return 'It has ended; it can be started again with the customer file.';
  }
}
