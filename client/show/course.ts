import { showGoLive } from '../../domain/go-live.ts';
import { systemTitles } from '../../domain/steps/catalogue.ts';
import type { OnboardingState, SwitchOverTrouble } from '../../workflows/onboarding/state.ts';
import { systemNames } from '../system-name.ts';
import { paintDue } from './decisions.ts';
import { showInstant } from './instant.ts';
import type { Paint } from './paint.ts';

/** What lies beside the straight way to the go-live and after it: holds, pauses, moves, trouble, aftercare. */
export function courseRows(state: OnboardingState, nowMs: number, paint: Paint): string[][] {
  const { hold, moves, paused, goneLiveAt } = state;
  return [
    ...moves.map(({ from, to, by, reason }) => [
      'Moved',
      `from ${showInstant(from.instant)} to ${showInstant(to.instant)} by ${by}: ${reason}`,
    ]),
    ...(hold === undefined
      ? []
      : [['On hold', paint.bad(`since ${showInstant(hold.at)} by ${hold.by}: ${hold.reason}`)]]),
    ...systemNames.flatMap((system) => {
      const pause = paused[system];
      if (pause === undefined) return [];
      const since = `since ${showInstant(pause.at)} by ${pause.by}: ${pause.reason}`;
      return [['Paused', paint.change(`${systemTitles[system]} ${since}`)]];
    }),
    ...troubleRows(state.switchOverTrouble, nowMs, paint),
    ...(goneLiveAt === undefined ? [] : [['Live since', showInstant(goneLiveAt)]]),
    ...aftercareRows(state),
  ];
}

/** R23 · Until when a person may settle what keeps R20 and R21 apart, and what happens then. */
function troubleRows(trouble: SwitchOverTrouble | undefined, nowMs: number, paint: Paint): string[][] {
  if (trouble === undefined) return [];
  const { since, deadline, withoutAnswer } = trouble;
  const words = `settle it by ${showInstant(deadline)}; ${afterDeadline[withoutAnswer]}`;
  return [
    ['Switch-over', paint.bad(`in trouble since ${showInstant(since)} (R23)`)],
    ['', paintDue(deadline, words, nowMs, paint)],
  ];
}

const afterDeadline = {
  'put-back': 'then the help-desk field is put back (R20) and the customer is not live',
  'person-ticks': 'then the field stays, and somebody opens the tickets by hand (R21)',
} as const;

function aftercareRows({ stage, goneLiveAt, plan, drift, acceptedDrift }: OnboardingState): string[][] {
  if (goneLiveAt === undefined || plan === undefined) return [];
  const ends = new Date(Date.parse(goneLiveAt) + plan.policy.aftercareMs).toISOString();
  return [
    ...(stage === 'aftercare' ? [['Aftercare', `until ${showInstant(ends)}`]] : []),
    ...drift.map(({ title, agreed, found }) => ['Drift', `${title}: ${agreed} → ${found}`]),
    ...acceptedDrift.map(({ step, found, by, reason }) => [
      'Accepted',
      `${step}: ${found}, by ${by}: ${reason}`,
    ]),
  ];
}

/** Where the onboarding goes live, and where to read on. */
export function placeRows({ plan, ticket, contractDate }: OnboardingState): string[][] {
  const goLive = plan === undefined ? 'not resolved yet' : showGoLive(plan.goLive);
  const isMoved = plan !== undefined && plan.goLive.localDate !== contractDate;
  return [
    ['Go-live', isMoved ? `${goLive}; by the contract from ${contractDate} on` : goLive],
    ...(plan === undefined ? [] : [['Contract', plan.contractLink]]),
    ...(ticket === undefined ? [] : [['Ticket', `${ticket.ticketId} in Autotask`]]),
  ];
}
