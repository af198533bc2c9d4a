import { CancellationScope, isCancellation, workflowInfo } from '@temporalio/workflow';
import type { Inspection, VisitResult } from '../../activities/types.ts';
import type { Pictures } from '../../activities/visit.ts';
import type { EvidenceReference } from '../../domain/evidence.ts';
import { appended } from '../../domain/evidence-chain.ts';
import { type ChainFact, sealOf, settlementOf } from '../../domain/evidence-facts.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { OpenItem, Outcome, PlanLine } from '../../domain/plan.ts';
import { catalogue, stepIds, stepsOf } from '../../domain/steps/catalogue.ts';
import type { Phase, RecordName, StepId } from '../../domain/steps/step.ts';
import { readableRecords } from '../inspect-everything.ts';
import type { Answer, AnswerReceipt, OnboardingOrder } from '../messages.ts';
import { ActivityRunner, type StepsOfOneRecord } from '../run-activity.ts';
import { sentenceFor, showOnboarding } from './display.ts';
import { firstState } from './first-state.ts';
import { Readings } from './readings.ts';
import type { OnboardingOutcome, OnboardingState, Stage } from './state.ts';

/** A cancel that a person asked for, with the reason. */
export interface CancelRequest {
  readonly by: PersonId;
  readonly provenBy: string;
  readonly reason: string;
}

/** A visit that has not begun: whoever wants the same of the same record comes along. */
export interface WaitingVisit {
  steps: StepsOfOneRecord;
  readonly result: Promise<VisitResult>;
}

/** One run of an onboarding: its state, what it may use, and what people have just said. */
export class Run {
  readonly order: OnboardingOrder;
  readonly activities: ActivityRunner;
  readonly state: OnboardingState;
  /** Answers to open steps that nobody has taken up yet, by step. */
  readonly stepAnswers = new Map<StepId, Extract<Answer, { decision: 'open-step' }>>();
  /** What the last visits have kept, by step, until the step is settled. */
  readonly #evidence = new Map<StepId, readonly EvidenceReference[]>();
  readonly readings = new Readings();
  cancelRequest: CancelRequest | undefined;
  alreadyLiveChoice: Extract<Answer, { decision: 'already-live' }>['choice'] | undefined;
  /** When the interlock sweep last found R1's box open, until that was dealt with. */
  intakeSeenOpenAt: string | undefined;
  continueAsNewWished = false;
  /** From the instant on the intake is opened by us: the interlock no longer watches. */
  goLiveBegun = false;
  /** From that day on Mission Control may be given access (R16). */
  accessMayOpen = false;
  readonly #story = new CancellationScope();
  readonly #background = new CancellationScope();
  readonly #backgroundWork: Promise<void>[] = [];
  readonly #messages = new Set<Promise<void>>();
  #messagesBegun = 0;
  #shown = '';
  /** Visits that wait for their turn, by what they are for. */
  readonly waitingVisits = new Map<string, WaitingVisit>();
  /** Visits to one record go one after the other: a portal minds two sittings of the same login. */
  readonly #visits = new Map<RecordName, Promise<unknown>>();

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
    return await this.#story.run(story);
  }

  /** Records who cancels and why; the story ends at its next wait. */
  requestCancel(request: CancelRequest): AnswerReceipt {
    this.cancelRequest = request;
    const { by, provenBy, reason } = request;
    this.attest({
      kind: 'decided',
      decision: 'cancel',
      choice: 'cancel',
      actor: { kind: 'person', by, provenBy },
      reason,
      at: this.now(),
    });
    this.note(`${request.by} cancelled: ${request.reason}`);
    this.#story.cancel();
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

  /** A message on its way: nothing waits for it but the end, and no cancel cuts it in two. */
  onItsWay(deliver: () => Promise<void>): void {
    const delivered = CancellationScope.nonCancellable(deliver);
    this.#messages.add(delivered);
    void delivered.finally(() => this.#messages.delete(delivered));
  }

  /** All messages so far have gone out, or it is known that they have not. */
  async allTold(): Promise<void> {
    await CancellationScope.nonCancellable(() => Promise.all(this.#messages));
  }

  /** Tells this message from every other of the onboarding, in this run and those before it. */
  nextMessageKey(about: string): string {
    this.#messagesBegun += 1;
    return `${this.order.customer.id}/${workflowInfo().runId}/${this.#messagesBegun}-${about}`;
  }

  /** One visit to a record at a time. */
  async oneAtATime<Result>(record: RecordName, visit: () => Promise<Result>): Promise<Result> {
    const before = this.#visits.get(record) ?? Promise.resolve();
    const turn = before.then(visit, visit);
    this.#visits.set(
      record,
      turn.catch(() => undefined),
    );
    return await turn;
  }

  /** Reads these settings of a record, when it is its turn. */
  inspect(
    record: RecordName,
    steps: readonly StepId[],
    pictures: Pictures = 'of-failures',
  ): Promise<Inspection> {
    const { customer } = this.order;
    return this.oneAtATime(record, async () => {
      const inspection = await this.activities.inspect(record, { customer, steps, pictures });
      this.readings.note(steps, inspection);
      return inspection;
    });
  }

  /** All settings of a record, each as last read, but not longer ago than so many milliseconds. */
  async reading(record: RecordName, maxAgeMs: number): Promise<Inspection> {
    const steps = stepsOf(record);
    const stale = this.readings.staleOf(steps, maxAgeMs);
    if (stale.length > 0) await this.inspect(record, stale);
    return this.readings.of(steps);
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

  /**
   * Whether to go on with a fresh history: it is long, or somebody asked, and this is a quiet point. Nothing is under
   * way then that the state does not know: no activity, no message, no answer or signal that nobody has taken up.
   */
  get mayContinueAsNew(): boolean {
    const wished = this.continueAsNewWished || workflowInfo().continueAsNewSuggested;
    const quiet = this.activities.underWay === 0 && this.#messages.size === 0;
    return wished && quiet && this.stepAnswers.size === 0 && this.intakeSeenOpenAt === undefined;
  }

  outcomeOf(step: StepId, phase: Phase): Outcome | undefined {
    return this.state.outcomes[step]?.[phase];
  }

  /** Keeps what a visit has left, until the steps that it was for are settled. */
  keepEvidence(steps: readonly StepId[], evidence: readonly EvidenceReference[]): void {
    for (const step of steps) this.#evidence.set(step, [...(this.#evidence.get(step) ?? []), ...evidence]);
  }

  /** Adds a fact to the evidence, in the order in which this workflow knows it. */
  attest(fact: ChainFact): void {
    this.state.chain = appended(this.state.chain, fact);
  }

  /** Records what came of a step; `provenBy` says how we know the person of the outcome. */
  record(step: StepId, phase: Phase, outcome: Outcome, provenBy?: string): void {
    const evidence = this.#evidence.get(step) ?? [];
    this.attest(
      settlementOf(step, phase, outcome, { evidence, ...(provenBy !== undefined && { provenBy }) }),
    );
    this.#evidence.delete(step);
    this.state.outcomes = {
      ...this.state.outcomes,
      [step]: { ...this.state.outcomes[step], [phase]: outcome },
    };
    // What a person did on our word is ours to take back, too.
    if (outcome.kind === 'confirmed-by-hand') this.state.changed = [...this.state.changed, { step, phase }];
    this.note(sentenceFor(step, phase, outcome));
    this.refreshDisplay();
  }

  /** Takes an outcome back: the step is open again. */
  forget(step: StepId, phase: Phase, why: string): void {
    this.attest(settlementOf(step, phase, { kind: 'reopened', why, at: this.now() }));
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
      // Without words of its own (confirmed by hand, unseen) an outcome says nothing that we could compare with.
      const words = after || read;
      return words === undefined ? [] : [[step, words] as const];
    });
    return Object.fromEntries(known);
  }

  /** What the step was verified to hold after our change, in words. */
  verified(step: StepId, phase: Phase): { readonly [Id in StepId]?: string } {
    const outcome = this.outcomeOf(step, phase);
    return outcome?.kind === 'changed' ? { [step]: outcome.after } : {};
  }

  /** The records that the plan has lines for and that can be read: a system that is off, or a message, has none. */
  get recordsInUse(): RecordName[] {
    return readableRecords(this.state.plan?.lines ?? []);
  }

  /** The steps that the plan wants something of in this phase, in catalogue order. */
  stepsIn(phase: Phase): StepId[] {
    const lines = this.state.plan?.lines ?? [];
    return stepIds.filter((step) => lines.some((line) => line.step === step && line.phase === phase));
  }

  /** What the plan says of the step in this phase. */
  lineOf(step: StepId, phase: Phase): PlanLine | undefined {
    return this.state.plan?.lines.find((line) => line.step === step && line.phase === phase);
  }

  get isPrepared(): boolean {
    return this.stepsIn('preparation').every(
      (step) => catalogue[step].optional || this.outcomeOf(step, 'preparation') !== undefined,
    );
  }

  /** Open items that keep the customer from going live. */
  get blocking(): OpenItem[] {
    return this.state.openItems.filter((item) => !catalogue[item.step].optional);
  }

  /** The end: sealed, so that nothing can be added to the evidence or taken from it unseen. */
  end(outcome: OnboardingOutcome): void {
    this.attest(sealOf(this.state, outcome, this.now()));
    this.state.outcome = outcome;
    this.refreshDisplay();
  }

  refreshDisplay(): void {
    this.#shown = showOnboarding(this.order.customer, this.state, this.#shown);
  }
}
