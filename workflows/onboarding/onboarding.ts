import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  setHandler,
} from '@temporalio/workflow';
import {
  cancelUpdate,
  continueAsNewSignal,
  decideUpdate,
  intakeFoundOpenSignal,
  type OnboardingOrder,
  orderQuery,
  progressQuery,
} from '../messages.ts';
import { agreeOnPlan } from './agree.ts';
import { outcomeOfCancel, undoEverything } from './cancel.ts';
import { closeIntake } from './close-intake.ts';
import { accept, refuseAnswer, refuseCancel } from './decisions.ts';
import { goLive } from './go-live.ts';
import { goLiveInstant } from './go-live-clock.ts';
import { handOver } from './hand-over.ts';
import { keepIntakeClosed } from './interlock.ts';
import { prepareBesides } from './prepare.ts';
import { resolveCustomer } from './resolve.ts';
import { Run } from './run.ts';
import type { OnboardingOutcome, OnboardingState } from './state.ts';

/**
 * `onboarding-<id>`: takes one customer live, from the first look to the hand-over, over days or weeks.
 * It never fails because an outside system did: what cannot go on becomes a question to a person.
 */
export async function onboardCustomer(
  order: OnboardingOrder,
  carried?: OnboardingState,
): Promise<OnboardingOutcome> {
  const run = new Run(order, carried);
  listen(run);
  try {
    return await run.untilCancelled(() => takeLive(run));
  } catch (error) {
    if (!isCancellation(error)) throw error;
    return await CancellationScope.nonCancellable(async () => {
      await undoEverything(run);
      await condition(allHandlersFinished);
      return outcomeOfCancel(run, error);
    });
  }
}

/** The runbook, top to bottom. Each verb skips what the state says is done, so that a continued run goes on. */
async function takeLive(run: Run): Promise<OnboardingOutcome> {
  const resolution = await resolveCustomer(run);
  if (resolution !== 'go-on') return await finish(run, resolution);

  await closeIntake(run);
  keepIntakeClosed(run);
  await agreeOnPlan(run);

  prepareBesides(run);
  if ((await goLiveInstant(run)) === 'continue-as-new') return await continueLater(run);

  await goLive(run);
  // Live is live: no cancel from here on undoes it.
  return await CancellationScope.nonCancellable(async () => finish(run, await handOver(run)));
}

/** Handlers are registered before the first wait, one line each; they record and return. */
function listen(run: Run): void {
  setHandler(progressQuery, () => run.state);
  setHandler(orderQuery, () => run.order);
  setHandler(decideUpdate, (answer) => accept(run, answer), {
    validator: (answer) => refuseAnswer(run, answer),
  });
  setHandler(cancelUpdate, (request) => run.requestCancel(request), {
    validator: (request) => refuseCancel(run, request),
  });
  setHandler(intakeFoundOpenSignal, ({ seenAt }) => run.intakeFoundOpen(seenAt));
  setHandler(continueAsNewSignal, () => run.wishToContinueAsNew());
}

async function finish(run: Run, outcome: OnboardingOutcome): Promise<OnboardingOutcome> {
  if (run.state.outcome === undefined) run.end(outcome);
  await run.allTold();
  await condition(allHandlersFinished);
  return outcome;
}

/** A shorter history, at a quiet point: no visit under way, no answer half handled. */
async function continueLater(run: Run): Promise<never> {
  await run.stopBackground();
  await condition(allHandlersFinished);
  return await continueAsNew<typeof onboardCustomer>(run.order, run.state);
}
