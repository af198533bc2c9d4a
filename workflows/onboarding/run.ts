import { CancellationScope, isCancellation, workflowInfo } from '@temporalio/workflow';
import type { PersonId } from '../../domain/ids.ts';
import type { Outcome } from '../../domain/plan.ts';
import { catalogue, stepIds } from '../../domain/steps/catalogue.ts';
import type { Phase, RecordName, StepId } from '../../domain/steps/step.ts';
import type { Answer, AnswerReceipt, OnboardingOrder } from '../messages.ts';
import { ActivityRunner } from '../run-activity.ts';
import { showOnboarding } from './display.ts';
import type { OnboardingState, Stage } from './state.ts';

/** A cancel that a person asked for, with the reason. */
export interface CancelRequest {
  readonly by: PersonId;
  readonly provenBy: string;
  readonly reason: string;
}

/** One run of an onboarding: its state, what it may use, and what people have just said. */
export class Run {
  readonly order: OnboardingOrder;
  readonly activities: ActivityRunner;
  readonly state: OnboardingState;
  /** Answers to open steps that nobody has taken up yet, by step. */
  readonly stepAnswers = new Map<StepId, Extract<Answer, { decision: 'open-step' }>>();
  cancelRequest: CancelRequest | undefined;
  alreadyLiveChoice: Extract<Answer, { decision: 'already-live' }>['choice'] | undefined;
  /** When the interlock sweep last found R1's box open, until that was dealt with. */
  intakeSeenOpenAt: string | undefined;
  continueAsNewWished = false;
  /** From the instant on the intake is opened by us: the interlock no longer watches. */
  goLiveBegun = false;
  #scope: CancellationScope | undefined;
  readonly #background = new CancellationScope();
  readonly #backgroundWork: Promise<void>[] = [];
  /** Visits to one record go one after the other: a portal minds two sittings of the same login. */
  readonly #visits = new Map<RecordName, Promise<unknown>>();
  visitsUnderWay = 0;

  constructor(order: OnboardingOrder, carried?: OnboardingState) {
    this.order = order;
    this.activities = new ActivityRunner(order.limits);
    this.state = carried ?? firstState(order);
    this.refreshDisplay();
  }

  /** The id of the first run of the chain. */
  get id(): string {
    return workflowInfo().firstExecutionRunId;
  }

  /** The workflow's time, ISO 8601 in UTC. */
  now(): string {
    return new Date(Date.now()).toISOString();
  }

  /** Runs the story in a scope that a cancel, from a person or from the Temporal UI, ends. */
  async untilCancelled<Result>(story: () => Promise<Result>): Promise<Result> {
    this.#scope = new CancellationScope();
    return await this.#scope.run(story);
  }

  /** Records who cancels and why; the story ends at its next wait. */
  requestCancel(request: CancelRequest): AnswerReceipt {
    this.cancelRequest = request;
    this.note(`${request.by} cancelled: ${request.reason}`);
    this.#scope?.cancel();
    return { sentence: 'Cancelling: what was changed is undone first.' };
  }

  /** Work beside the story. What it cannot finish becomes an open item; nobody awaits it before the instant. */
  beside(work: () => Promise<void>): void {
    const done = this.#background.run(work).catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
    });
    this.#backgroundWork.push(done);
  }

  /** Ends the work beside the story; it starts again from the state. */
  async stopBackground(): Promise<void> {
    this.#background.cancel();
    await CancellationScope.nonCancellable(() => Promise.allSettled(this.#backgroundWork));
  }

  /** One visit to a record at a time. */
  async oneAtATime<Result>(record: RecordName, visit: () => Promise<Result>): Promise<Result> {
    const before = this.#visits.get(record) ?? Promise.resolve();
    const turn = before.then(visit, visit);
    this.#visits.set(
      record,
      turn.catch(() => undefined),
    );
    this.visitsUnderWay += 1;
    try {
      return await turn;
    } finally {
      this.visitsUnderWay -= 1;
    }
  }

  enter(stage: Stage): void {
    if (this.state.stage === stage) return;
    this.state.stage = stage;
    this.state.stageSince = this.now();
    this.refreshDisplay();
  }

  note(text: string): void {
    this.state.timeline.push({ at: this.now(), text });
  }

  intakeFoundOpen(seenAt: string): void {
    this.intakeSeenOpenAt = seenAt;
  }

  wishToContinueAsNew(): void {
    this.continueAsNewWished = true;
  }

  /** Whether the history is long enough, or somebody asked, to go on with a fresh one. */
  get shouldContinueAsNew(): boolean {
    return this.continueAsNewWished || workflowInfo().continueAsNewSuggested;
  }

  outcomeOf(step: StepId, phase: Phase): Outcome | undefined {
    return this.state.outcomes[step]?.[phase];
  }

  record(step: StepId, phase: Phase, outcome: Outcome): void {
    this.state.outcomes = {
      ...this.state.outcomes,
      [step]: { ...this.state.outcomes[step], [phase]: outcome },
    };
    if (outcome.kind === 'changed') this.state.changed.push({ step, phase });
    this.note(sentenceFor(step, phase, outcome));
    this.refreshDisplay();
  }

  /** Takes an outcome back: the step is open again. */
  forget(step: StepId, phase: Phase): void {
    const { [phase]: _taken, ...kept } = this.state.outcomes[step] ?? {};
    this.state.outcomes = { ...this.state.outcomes, [step]: kept };
  }

  /** What each step was last known to hold, in words. */
  lastKnown(steps: readonly StepId[]): { readonly [Id in StepId]?: string } {
    const known = steps.flatMap((step) => {
      const outcomes = this.state.outcomes[step];
      const last = outcomes?.live ?? outcomes?.preparation;
      const after = last !== undefined && last.kind !== 'waived' ? last.after : undefined;
      const read = this.state.plan?.lines.find((line) => line.step === step)?.before;
      const words = after ?? read;
      return words === undefined ? [] : [[step, words] as const];
    });
    return Object.fromEntries(known);
  }

  /** The steps that the plan wants something of in this phase, in catalogue order. */
  stepsIn(phase: Phase): StepId[] {
    const lines = this.state.plan?.lines ?? [];
    return stepIds.filter((step) => lines.some((line) => line.step === step && line.phase === phase));
  }

  get isPrepared(): boolean {
    return this.stepsIn('preparation').every((step) => this.outcomeOf(step, 'preparation') !== undefined);
  }

  refreshDisplay(): void {
    showOnboarding(this.order.customer, this.state);
  }
}

function firstState(order: OnboardingOrder): OnboardingState {
  const now = workflowInfo().startTime.toISOString();
  return {
    schema: 1,
    customerId: order.customer.id,
    customerName: order.customer.name,
    stage: 'resolving',
    stageSince: now,
    startedAt: now,
    signsOfLife: [],
    observed: {},
    outcomes: {},
    changed: [],
    openItems: [],
    answers: [],
    messages: [],
    timeline: [{ at: now, text: `Started by ${order.requestedBy}.` }],
    intakePutBack: 0,
    lateGoAhead: false,
    leftAfterUndo: [],
  };
}

function sentenceFor(step: StepId, phase: Phase, outcome: Outcome): string {
  const title = `${catalogue[step].title}${phase === 'live' ? ' (go-live)' : ''}`;
  switch (outcome.kind) {
    case 'unchanged':
      return `${title}: already ${outcome.after}.`;
    case 'changed':
      return `${title}: ${outcome.before} → ${outcome.after}, verified.`;
    case 'confirmed-by-hand':
      return `${title}: done by hand, said ${outcome.by}${outcome.inspected ? '; inspected and right' : ''}.`;
    case 'waived':
      return `${title}: waived by ${outcome.by}: ${outcome.reason}`;
  }
}
