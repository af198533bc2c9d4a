import { CancellationScope, isCancellation, workflowInfo } from '@temporalio/workflow';
import type { EvidenceReference } from '../../domain/evidence.ts';
import { appended } from '../../domain/evidence-chain.ts';
import {
  type ChainFact,
  evidenceFor,
  evidenceOfFailedVisit,
  sealOf,
  settlementOf,
} from '../../domain/evidence-facts.ts';
import type { ResolvedGoLive } from '../../domain/go-live.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Pause } from '../../domain/pauses.ts';
import type { Outcome } from '../../domain/plan.ts';
import type { Problem, ProblemCode } from '../../domain/problems.ts';
import { systemOf, systemTitles } from '../../domain/steps/catalogue.ts';
import { type Phase, phases, type StepId, type SystemName } from '../../domain/steps/step.ts';
import { wantedIn } from '../decisions/contract-terms.ts';
import type { Answer, AnswerReceipt, OnboardingOrder, Signed, TicketNews } from '../messages.ts';
import { ActivityRunner, evidenceOfFailure, problemOf } from '../run-activity.ts';
import { sentenceFor, showOnboarding } from './display.ts';
import { firstState } from './first-state.ts';
import { keepsOpenEvidence } from './open-evidence.ts';
import { RecordVisits } from './record-visits.ts';
import { outcomeOf } from './standing.ts';
import type { Disagreement, OnboardingOutcome, OnboardingState, SentNudge, Stage } from './state.ts';

/** Problems of an outage: what they have parked is tried again when a pause ends. */
const outages: readonly ProblemCode[] = [
  'unavailable',
  'rate-limited',
  'browser-crashed',
  'session-expired',
  'busy',
  'outcome-lost',
];
/** Enough for every reminder plan; more is only a longer history. */
const NUDGES_KEPT = 200;

/** One run of an onboarding: its state, what it may use, and what people have just said. */
export class Run {
  /** What it works from: another file or date takes its place when somebody amends or moves it. */
  order: OnboardingOrder;
  readonly activities: ActivityRunner;
  readonly state: OnboardingState;
  /** Answers to open steps that nobody has taken up yet, by step. */
  readonly stepAnswers = new Map<StepId, Extract<Answer, { decision: 'open-step' }>>();
  /** What the last visits have kept, by step, until the step is settled; of open steps also from before this run. */
  readonly #evidence = new Map<StepId, readonly EvidenceReference[]>();
  /** Answers to drift that nobody has taken up yet, by step. */
  readonly driftAnswers = new Map<StepId, Extract<Answer, { decision: 'drift' }>>();
  cancelRequest: Signed | undefined;
  alreadyLiveChoice: Extract<Answer, { decision: 'already-live' }>['choice'] | undefined;
  accessChoice: Extract<Answer, { decision: 'access-after-move' }>['choice'] | undefined;
  /** The agreement was taken away (amended, moved, withdrawn): the story goes back to it. */
  planChanged = false;
  /** From then until the new plan is there: an answer would be to the old one. */
  planBeingMade = false;
  /** While what a changed plan no longer wants is taken back. */
  takingBack = false;
  /** Parked steps whose system goes on after a pause: looked at again without an answer. */
  readonly resumed = new Set<StepId>();
  /** What the ticket sweep brought and nobody has taken up yet. */
  readonly ticketNews: TicketNews[] = [];
  /** What last kept the ticket from being written: told once. */
  lastTicketTrouble: string | undefined;
  /** Steps that the drift sweep saw otherwise than agreed, until somebody has looked. */
  driftSeen: readonly StepId[] = [];
  /** When the interlock sweep last found R1's box open, until that was dealt with. */
  intakeSeenOpenAt: string | undefined;
  continueAsNewWished = false;
  /** From the instant on the intake is opened by us: the interlock no longer watches. */
  goLiveBegun = false;
  /** From that day on Mission Control may be given access (R16). */
  accessMayOpen = false;
  readonly visits: RecordVisits;
  readonly #story = new CancellationScope();
  #background = new CancellationScope();
  #backgroundWork: Promise<void>[] = [];
  readonly #messages = new Set<Promise<void>>();
  #messagesBegun = 0;
  #shown = '';

  constructor(order: OnboardingOrder, carried?: OnboardingState) {
    this.order = order;
    this.activities = new ActivityRunner(order.limits);
    this.state = carried ?? firstState(order);
    this.visits = new RecordVisits(this.activities, this.state, () => this.order.customer);
    const shown = this.state.openItems.filter(({ evidence = [] }) => evidence.length > 0);
    if (shown.length > 0 && keepsOpenEvidence())
      for (const { step, evidence = [] } of shown) this.#keep(step, evidence);
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
  requestCancel(request: Signed): AnswerReceipt {
    this.cancelRequest = request;
    this.attestWish('cancel', request);
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
    this.#background = new CancellationScope();
    this.#backgroundWork = [];
    this.stepAnswers.clear();
  }

  /** The plan as it stands is agreed to. */
  approve(by: PersonId): void {
    const { plan } = this.state;
    if (plan === undefined) return;
    const { hash, goLive } = plan;
    this.state.approved = { hash, by, at: this.now(), goLive: goLive.instant, wanted: wantedIn(plan) };
  }

  /** What was agreed to no longer counts: the story goes back to the plan. */
  disagree(why: Disagreement): void {
    const { approved, disagreed } = this.state;
    // A move after an amendment that nobody has agreed to yet is still an amendment.
    if (approved !== undefined || disagreed === undefined || disagreed === 'move') this.state.disagreed = why;
    // What an earlier agreement has left to take back is not forgotten for the one that follows it.
    if (approved !== undefined && !this.takingBack) this.state.agreedBefore = approved;
    delete this.state.approved;
    this.state.lateGoAhead = false;
    this.state.revision += 1;
    this.planChanged = true;
    this.planBeingMade = true;
    this.refreshDisplay();
  }

  /** Other records from now on: what was read of the former says nothing about them. */
  forgetRecords(steps: readonly StepId[]): void {
    this.visits.readings.forget(steps);
    const kept = Object.entries(this.state.observed).filter(([step]) => !steps.some((id) => id === step));
    this.state.observed = Object.fromEntries(kept);
    for (const step of steps)
      for (const phase of phases)
        if (outcomeOf(this.state, step, phase) !== undefined)
          this.forget(step, phase, 'the file names another record');
  }

  /** Another date and time, on the customer's clocks; all else of the file stays. */
  moveGoLive({ localDate: date, localTime: time }: ResolvedGoLive): void {
    const { customer } = this.order;
    const goLive = { ...customer.contract.goLive, date, time };
    const contract = { ...customer.contract, goLive };
    this.order = { ...this.order, customer: { ...customer, contract } };
  }

  /** Adds to the evidence what somebody asked for without being asked. */
  attestWish(what: string, { by, provenBy, reason }: Signed, choice = what): void {
    const actor = { kind: 'person', by, provenBy } as const;
    this.attest({ kind: 'decided', decision: what, choice, actor, reason, at: this.now() });
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

  enter(stage: Stage): void {
    if (this.state.stage === stage) return;
    this.state.stage = stage;
    this.state.stageSince = this.now();
    this.refreshDisplay();
  }

  note(text: string): void {
    this.state.timeline.push({ at: this.now(), text });
  }

  /** A system is paused, or goes on. */
  setPaused(system: SystemName, pause: Pause | null): void {
    const { [system]: _before, ...others } = this.state.paused;
    this.state.paused = pause === null ? others : { ...others, [system]: pause };
    const title = systemTitles[system];
    this.note(pause === null ? `${title} goes on.` : `${title} is paused by ${pause.by}: ${pause.reason}`);
    if (pause === null) this.retryAfterPause(system);
    this.refreshDisplay();
  }

  /** It works again, says whoever resumed it: what an outage has parked is looked at again. */
  private retryAfterPause(system: SystemName): void {
    for (const { step, problem } of this.state.openItems)
      if (systemOf(step) === system && outages.includes(problem.code)) this.resumed.add(step);
  }

  /** A sweep that died between sending and telling tells again: what is known counts once. */
  noteNudges(nudges: readonly SentNudge[]): void {
    for (const nudge of nudges) {
      const { decision, revision, level, to, number } = nudge;
      const isKnown = this.state.nudges.some(
        (known) => known.decision === decision && known.revision === revision && known.number === number,
      );
      if (isKnown) continue;
      this.state.nudges = [...this.state.nudges, nudge].slice(-NUDGES_KEPT);
      this.note(`Reminder ${number} (${level}) about ${decision} to ${to.join(', ')}.`);
    }
  }

  seeDrift(steps: readonly StepId[]): void {
    this.driftSeen = [...new Set([...this.driftSeen, ...steps])];
  }

  intakeFoundOpen(seenAt: string): void {
    if (this.state.goneLiveAt === undefined) this.intakeSeenOpenAt = seenAt;
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
    const answered =
      this.stepAnswers.size > 0 || this.driftAnswers.size > 0 || this.accessChoice !== undefined;
    const found = this.driftSeen.length + this.ticketNews.length > 0;
    const seen = this.intakeSeenOpenAt !== undefined || found;
    return wished && quiet && !answered && !seen && !this.planChanged;
  }

  /** Keeps what a visit has left, until the steps that it was for are settled. */
  keepEvidence(steps: readonly StepId[], evidence: readonly EvidenceReference[]): void {
    for (const step of steps) this.#keep(step, evidenceFor(step, evidence));
  }

  #keep(step: StepId, evidence: readonly EvidenceReference[]): void {
    this.#evidence.set(step, [...this.evidenceOf(step), ...evidence]);
  }

  /** The problem of a visit that failed as a whole; what it had seen until then is kept for the steps that it parks. */
  problemOfVisit(steps: readonly StepId[], error: unknown): Problem {
    const found = problemOf(error);
    for (const step of steps) this.#keep(step, evidenceOfFailedVisit(step, evidenceOfFailure(error)));
    return found;
  }

  /** What visits have left of a step that is not settled yet. */
  evidenceOf(step: StepId): readonly EvidenceReference[] {
    return this.#evidence.get(step) ?? [];
  }

  /** Adds a fact to the evidence, in the order in which this workflow knows it. */
  attest(fact: ChainFact): void {
    this.state.chain = appended(this.state.chain, fact);
  }

  /** Records what came of a step; `provenBy` says how we know the person of the outcome. */
  record(step: StepId, phase: Phase, outcome: Outcome, provenBy?: string): void {
    const evidence = this.evidenceOf(step);
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
