import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  setHandler,
} from '@temporalio/workflow';
import { accept } from '../decisions/accept.ts';
import { refuseAnswer } from '../decisions/refuse.ts';
import {
  refuseAmendment,
  refuseCancel,
  refuseHold,
  refuseRelease,
  refuseReschedule,
  takeUpAmendment,
  takeUpCancel,
  takeUpHold,
  takeUpRelease,
  takeUpReschedule,
} from '../decisions/wishes.ts';
import {
  amendUpdate,
  cancelUpdate,
  continueAsNewSignal,
  decideUpdate,
  driftSeenSignal,
  holdUpdate,
  intakeFoundOpenSignal,
  nudgedSignal,
  type OnboardingOrder,
  orderQuery,
  progressQuery,
  releaseUpdate,
  rescheduleUpdate,
  systemPausedSignal,
  ticketChangedSignal,
} from '../messages.ts';
import { aftercare } from './aftercare.ts';
import { agreeOnPlan } from './agree.ts';
import { endedOutcome, outcomeOfCancel, undoEverything } from './cancel.ts';
import { closeIntake } from './close-intake.ts';
import { goLive } from './go-live.ts';
import { goLiveInstant } from './go-live-clock.ts';
import { closeLive, handOver } from './hand-over.ts';
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

/**
 * The runbook, top to bottom. Each verb skips what the state says is done, so that a continued run goes on. A plan that
 * is amended, moved or no longer agreed to brings the story back to the agreement.
 */
async function takeLive(run: Run): Promise<OnboardingOutcome> {
  const resolution = await resolveCustomer(run);
  if (resolution !== 'go-on') return await finish(run, resolution);

  while (run.state.goneLiveAt === undefined) {
    await closeIntake(run);
    keepIntakeClosed(run);
    await agreeOnPlan(run);

    prepareBesides(run);
    const reached = await goLiveInstant(run);
    if (reached === 'continue-as-new') return await continueLater(run);
    if (reached === 'reached' && (await goLive(run)) === 'live') break;
    await run.stopBackground();
  }
  // Live is live: no cancel from here on undoes it, only an end that two persons agree to.
  return await CancellationScope.nonCancellable(() => careAfterwards(run));
}

async function careAfterwards(run: Run): Promise<OnboardingOutcome> {
  await handOver(run);
  switch (await aftercare(run)) {
    case 'continue-as-new':
      return await continueLater(run);
    case 'over':
      return await finish(run, await closeLive(run));
    case 'end-wanted':
      await undoEverything(run);
      return await finish(run, endedOutcome(run));
  }
}

/** Handlers are registered before the first wait, one line each; they record and return. */
function listen(run: Run): void {
  setHandler(progressQuery, () => run.state);
  setHandler(orderQuery, () => run.order);
  setHandler(decideUpdate, (answer) => accept(run, answer), {
    validator: (answer) => refuseAnswer(run, answer),
  });
  setHandler(cancelUpdate, (request) => takeUpCancel(run, request), {
    validator: (request) => refuseCancel(run, request),
  });
  setHandler(amendUpdate, (request) => takeUpAmendment(run, request), {
    validator: (request) => refuseAmendment(run, request),
  });
  setHandler(rescheduleUpdate, (request) => takeUpReschedule(run, request), {
    validator: (request) => refuseReschedule(run, request),
  });
  setHandler(holdUpdate, (request) => takeUpHold(run, request), {
    validator: (request) => refuseHold(run, request),
  });
  setHandler(releaseUpdate, (request) => takeUpRelease(run, request), {
    validator: (request) => refuseRelease(run, request),
  });
  setHandler(systemPausedSignal, ({ system, pause }) => run.setPaused(system, pause));
  setHandler(nudgedSignal, (nudges) => run.noteNudges(nudges));
  setHandler(ticketChangedSignal, (news) => {
    run.ticketNews.push(news);
  });
  setHandler(driftSeenSignal, ({ steps }) => run.seeDrift(steps));
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
