import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { PersonId } from '../domain/ids.ts';
import type { Pause } from '../domain/pauses.ts';
import { systemTitles } from '../domain/steps/catalogue.ts';
import type { SystemName } from '../domain/steps/step.ts';
import {
  type AnswerReceipt,
  type DeskState,
  deskStateQuery,
  pauseSystemUpdate,
  type Signed,
} from './messages.ts';
import { ActivityRunner, problemOf } from './run-activity.ts';

/** A change that running onboardings have not been told of yet. */
interface News {
  readonly system: SystemName;
  readonly pause: Pause | null;
}

/**
 * `desk`: keeps which systems are paused, for all onboardings that run and all that begin while they are. An outage is one
 * decision here, not one in each onboarding.
 */
export async function desk(carried?: DeskState): Promise<void> {
  const activities = new ActivityRunner();
  let state: DeskState = carried ?? { schema: 1, paused: {} };
  const news: News[] = [];

  setHandler(deskStateQuery, () => state);
  setHandler(
    pauseSystemUpdate,
    async (request) => {
      await refuseStranger(activities, request.by);
      // Somebody else may have said the same meanwhile.
      refusePause(state, request);
      const { system, paused, ...who } = request;
      const { [system]: _before, ...others } = state.paused;
      const pause = paused
        ? { by: who.by, reason: who.reason, at: new Date(Date.now()).toISOString() }
        : null;
      state = { ...state, paused: pause === null ? others : { ...others, [system]: pause } };
      news.push({ system, pause });
      setCurrentDetails(details(state));
      return receipt(system, pause);
    },
    { validator: (request) => refusePause(state, request) },
  );

  for (;;) {
    await condition(
      () => news.length > 0 || (workflowInfo().continueAsNewSuggested && allHandlersFinished()),
    );
    const [next] = news.splice(0, 1);
    if (next === undefined) break;
    await tellOf(activities, next);
  }
  await continueAsNew<typeof desk>(state);
}

/**
 * No plan carries who may, and a client could claim anything: a worker reads it in the profile of the moment. A validator
 * cannot wait for that, so it is judged first thing in the Update, before anything is changed.
 */
async function refuseStranger(activities: ActivityRunner, by: PersonId): Promise<void> {
  const may = await activities.run('whoMayPause', undefined, 'Look who may pause and resume systems');
  if (may.includes(by)) return;
  refuse(
    'wrong-person',
    `${by} may not pause or resume a system. Who may: ${may.join(', ')} (policies.decisions.pauseSystem).`,
  );
}

/** Insists for a while; whoever is not told then finds it out by the outage itself. */
async function tellOf(activities: ActivityRunner, { system, pause }: News): Promise<void> {
  const title = systemTitles[system];
  const summary =
    pause === null ? `Tell onboardings that ${title} goes on` : `Tell onboardings that ${title} is paused`;
  try {
    await activities.run('tellPause', { system, pause }, summary);
  } catch (error) {
    setCurrentDetails(`Onboardings could not be told about ${title}: ${problemOf(error).message}`);
  }
}

function receipt(system: SystemName, pause: Pause | null): AnswerReceipt {
  const title = systemTitles[system];
  return {
    sentence:
      pause === null
        ? `${title} goes on; what an outage has parked is tried again.`
        : `${title} is paused: nothing is read or written there until somebody resumes it.`,
  };
}

function refusePause(
  { paused: known }: DeskState,
  request: Signed & { readonly system: SystemName; readonly paused: boolean },
): void {
  const { system, paused, reason } = request;
  if (!Object.hasOwn(systemTitles, system))
    refuse(
      'bad-answer',
      `There is no system ${String(system)}. Systems: ${Object.keys(systemTitles).join(', ')}.`,
    );
  const pause = known[system];
  if (paused && pause !== undefined)
    refuse('already-answered', `${systemTitles[system]} is paused already, by ${pause.by}: ${pause.reason}`);
  if (!paused && pause === undefined) refuse('nothing-to-decide', `${systemTitles[system]} is not paused.`);
  if (paused && reason.trim() === '') refuse('reason-missing', 'Say why: a pause needs a reason.');
}

function refuse(type: string, sentence: string): never {
  throw ApplicationFailure.nonRetryable(sentence, type);
}

function details({ paused }: DeskState): string {
  const lines = Object.entries(paused).map(
    ([system, { by, reason }]) => `- **${system}** paused by ${by}: ${reason}`,
  );
  return lines.join('\n') || 'No system is paused.';
}
