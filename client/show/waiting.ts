import type { Question } from '../../domain/decisions.ts';
import { showGoLive } from '../../domain/go-live.ts';
import type { OpenItem } from '../../domain/plan.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';

/** What an onboarding waits for, on whom, what to type, and what happens next. */
export interface Waiting {
  readonly what: string;
  /** Who may answer; empty when it waits for a machine or a moment. */
  readonly who: readonly string[];
  readonly how: readonly string[];
  readonly next: string;
}

/** Says what an onboarding waits for now. */
export function waitingOf(state: OnboardingState): Waiting {
  const open = state.openItems.filter((item) => item.attention);
  if (open.length === 0 || asksItself(state)) return waitingOfStage(state);
  return {
    what: `an answer about ${open.map((item) => item.title).join(', ')}`,
    who: whoMay(state, 'openStep'),
    how: open.map((item) => `onboard resolve ${state.customerId} ${item.step} ${answersTo(item)} | --waive`),
    next: waitingOfStage(state).next,
  };
}

/** What may be typed for an open step: its choices, where it left any. */
export function answersTo({ problem }: OpenItem): string {
  const choices = (problem.choices ?? []).map(({ id }) => `--choose ${id}`);
  return [...(choices.length > 0 ? choices : ['--retry']), '--done'].join(' | ');
}

/** Stages that are questions themselves; what else is open stands below them. */
function asksItself({ stage }: OnboardingState): boolean {
  return stage === 'already-live' || stage === 'waiting-for-approval' || stage === 'declined';
}

function waitingOfStage(state: OnboardingState): Waiting {
  const { customerId: id, plan } = state;
  const goLive = plan === undefined ? 'its instant' : showGoLive(plan.goLive);
  switch (state.stage) {
    case 'resolving':
      return machine(
        'readings from the outside systems',
        'Per-incident is turned off (R1) and the plan is made.',
      );
    case 'already-live':
      return {
        what: 'a decision, because the customer looks live already (R1)',
        who: whoMay(state, 'alreadyLive'),
        how: [`onboard resolve ${id} already-live --audit-only | --onboard-anew | --stop`],
        next: 'Nothing is written until then.',
      };
    case 'closing-intake':
      return machine('per-incident to be off in Lift Off (R1)', 'The plan is made and waits for approval.');
    case 'waiting-for-approval':
      return {
        what: `approval of plan ${plan?.hash ?? ''}`,
        who: whoMay(state, 'contractTerms'),
        how: [
          `onboard approve ${id} --plan ${plan?.hash ?? ''}${acceptances(plan)}`,
          `onboard decline ${id} --plan ${plan?.hash ?? ''} --reason "…"`,
        ],
        next: `Everything before go-live is set; go-live by itself at ${goLive}.`,
      };
    case 'declined':
      return {
        what: 'somebody to cancel it: the plan was declined',
        who: whoMay(state, 'contractTerms'),
        how: [`onboard cancel ${id} --reason "…"`],
        next: 'Correct the customer file, then start again.',
      };
    case 'preparing':
      return machine(
        'the steps before go-live',
        `Go-live by itself at ${goLive}, if all is settled by then.`,
      );
    case 'ready':
      return machine(
        'the go-live instant',
        `Go-live by itself at ${goLive}: help-desk field (R20), then tickets (R21).`,
      );
    case 'go-live-blocked':
      return {
        what: 'a go-ahead: the go-live instant has come and nothing is switched over',
        who: whoMay(state, 'lateGoLive'),
        how: [`onboard resolve ${id} late-go-live --go-now`],
        next: 'Help-desk field (R20), then tickets (R21).',
      };
    case 'going-live':
      return machine(
        'the help-desk field (R20) and tickets (R21)',
        'Handed over to the customer’s own record.',
      );
    case 'aftercare':
      return machine(
        'the end of the aftercare: drift is looked for daily',
        `A closing report; check it at any time: onboard audit ${id}`,
      );
    case 'live':
      return machine('nothing', `Check it at any time: onboard audit ${id}`);
    case 'cancelling':
      return machine('what was changed to be taken back', 'It ends.');
    case 'cancelled':
    case 'stopped':
      return machine('nothing', 'It has ended; it can be started again with the customer file.');
  }
}

/** R61 · What an approval must accept by name. */
function acceptances(plan: OnboardingState['plan']): string {
  return (plan?.questions ?? []).map(({ id }) => ` --accept ${id}`).join('');
}

function machine(what: string, next: string): Waiting {
  return { what, who: [], how: [], next };
}

function whoMay(state: OnboardingState, question: Question): readonly string[] {
  return state.plan?.rules[question].mayDecide ?? [];
}
