import { randomUUID } from 'node:crypto';
import type { CustomerFile } from '../../domain/customer-file.ts';
import { resolveGoLive } from '../../domain/go-live-instant.ts';
import { customerIdSchema, type PersonId, personIdSchema } from '../../domain/ids.ts';
import { stepIds, wayTo } from '../../domain/steps/catalogue.ts';
import type { StepId } from '../../domain/steps/step.ts';
import { fastForward, fastForwardUntil, virtualNow } from '../../harness/clock.ts';
import { DAY_MS, HOUR_MS, type Limits } from '../../workflows/limits.ts';
import {
  type Answer,
  type AnswerReceipt,
  amendUpdate,
  cancelUpdate,
  continueAsNewSignal,
  customerStateQuery,
  customerWorkflowId,
  decideUpdate,
  holdUpdate,
  onboardingWorkflowId,
  progressQuery,
  releaseUpdate,
  rescheduleUpdate,
  workflowTypes,
} from '../../workflows/messages.ts';
import type { OnboardingOutcome, OnboardingState, Stage } from '../../workflows/onboarding/state.ts';
import { customerOf } from '../domain/examples.ts';
import type { FakeCustomer } from './fake-visits.ts';
import { type Office, taskQueue } from './workflow-office.ts';

/** May decide everything. */
export const dana = personIdSchema.parse('dana.ops');
/** May answer open steps only. */
export const sam = personIdSchema.parse('sam');
export const pat = personIdSchema.parse('pat');
const provenBy = 'claimed: test@loopback';

const quick = { startToCloseMs: 10_000, attempts: 3, firstRetryMs: 5, longestRetryMs: 20 };
const quickClasses: Limits['classes'] = {
  own: quick,
  api: { ...quick, heartbeatMs: 2_000 },
  portal: { ...quick, heartbeatMs: 2_000 },
  send: { ...quick, attempts: 1 },
};
/** Retries that are over before a person would notice. */
export const quickLimits: Partial<Limits> = { classes: quickClasses };

/**
 * For visits to a portal that do not end: attempts that fail come only so long after each other, and no end of them is
 * in sight. Between them time can be skipped.
 */
export function hangingLimits(retryMs: number): Partial<Limits> {
  const portal = { ...quickClasses.portal, attempts: 100, firstRetryMs: retryMs, longestRetryMs: retryMs };
  return { classes: { ...quickClasses, portal } };
}

/** An answer as a test writes it: who gives it is told apart. */
export type Unsigned<Given> = Given extends Answer ? Omit<Given, 'by' | 'provenBy'> : never;

/** A customer of its own whose go-live is so many days from now. */
export function newCustomer(
  inDays = 14,
  model: 'per-incident' | 'time-based' = 'per-incident',
): CustomerFile {
  const date = new Date(Date.now() + inDays * DAY_MS).toISOString().slice(0, 10);
  const customer = customerOf[model];
  const id = customerIdSchema.parse(`${customer.id}-${randomUUID().slice(0, 8)}`);
  const goLive = { ...customer.contract.goLive, date };
  return { ...customer, id, contract: { ...customer.contract, goLive } };
}

/** Waits, in real time and not for long, until something is there. */
export async function until<Found>(
  look: () => Found | undefined | false | Promise<Found | undefined | false>,
  what: () => string,
  patienceMs = 12_000,
): Promise<Found> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

/** An onboarding under test, on fake outside systems. */
export class FakeOnboarding {
  readonly office: Office;
  readonly customer: CustomerFile;
  readonly workflowId: string;

  constructor(office: Office, customer: CustomerFile = newCustomer()) {
    this.office = office;
    this.customer = customer;
    this.workflowId = onboardingWorkflowId(customer.id);
  }

  /** The customer in the outside systems. */
  get outside(): FakeCustomer {
    return this.office.systems.of(this.customer.id);
  }

  get handle() {
    return this.office.client.workflow.getHandle(this.workflowId);
  }

  async start(limits: Partial<Limits> = quickLimits): Promise<this> {
    await this.office.client.workflow.start(workflowTypes.onboarding, {
      workflowId: this.workflowId,
      taskQueue,
      args: [{ schema: 1, customer: this.customer, fileHash: 'test', requestedBy: 'test', limits }],
    });
    return this;
  }

  state(): Promise<OnboardingState> {
    return this.handle.query(progressQuery);
  }

  /** What the customer's record keeps. */
  record() {
    return this.office.client.workflow
      .getHandle(customerWorkflowId(this.customer.id))
      .query(customerStateQuery);
  }

  async until(isTrue: (state: OnboardingState) => boolean, what: string): Promise<OnboardingState> {
    let seen: OnboardingState | undefined;
    const look = async () => {
      seen = await this.state();
      return isTrue(seen) && seen;
    };
    return await until(look, () => `${what}; it stands at ${JSON.stringify(seen, null, 1)}`);
  }

  untilStage(stage: Stage): Promise<OnboardingState> {
    return this.until((state) => state.stage === stage, stage);
  }

  /** Until the step asks a person. */
  untilAsked(step: OnboardingState['openItems'][number]['step']): Promise<OnboardingState> {
    const asks = (state: OnboardingState) =>
      state.openItems.some((item) => item.step === step && item.attention);
    return this.until(asks, `${step} to ask`);
  }

  decide(
    choice: Unsigned<Answer>,
    by: PersonId = dana,
    updateId: string = randomUUID(),
  ): Promise<AnswerReceipt> {
    return this.handle.executeUpdate(decideUpdate, { args: [{ by, provenBy, ...choice }], updateId });
  }

  /** Approves, and says that Mission Control has every message of the plan (R9, R11). */
  async approve(): Promise<AnswerReceipt> {
    const receipt = await this.approvePlan();
    const { plan } = await this.state();
    const messages = stepIds.filter(
      (id) => wayTo(id) === 'message' && plan?.lines.some(({ step }) => step === id),
    );
    for (const step of messages) await this.confirm(step);
    return receipt;
  }

  /** Somebody says that Mission Control has the message, or did it. */
  async confirm(step: StepId): Promise<AnswerReceipt> {
    await this.untilAsked(step);
    return await this.decide({ decision: 'open-step', step, choice: 'done-by-hand' }, sam);
  }

  async approvePlan(): Promise<AnswerReceipt> {
    const { plan } = await this.untilStage('waiting-for-approval');
    return await this.decide({
      decision: 'contract-terms',
      choice: 'approve',
      planHash: plan?.hash ?? 'no plan',
    });
  }

  /** Starts it and takes it to where all is prepared. */
  async ready(limits: Partial<Limits> = quickLimits): Promise<OnboardingState> {
    await this.start(limits);
    await this.approve();
    return await this.untilStage('ready');
  }

  cancel(reason = 'called off', by: PersonId = dana): Promise<AnswerReceipt> {
    return this.handle.executeUpdate(cancelUpdate, { args: [{ by, provenBy, reason }] });
  }

  /** Gives another customer file in place of the one it was started with. */
  amend(customer: CustomerFile, by: PersonId = dana): Promise<AnswerReceipt> {
    const args = [
      { customer, fileHash: `amended ${randomUUID()}`, by, provenBy, reason: 'agreed anew' },
    ] as const;
    return this.handle.executeUpdate(amendUpdate, { args: [...args] });
  }

  /** Moves the go-live by so many days, local time as it was. */
  async reschedule(days: number, by: PersonId = dana): Promise<AnswerReceipt> {
    const { plan } = await this.state();
    if (plan === undefined) throw new Error('There is no plan whose date could be moved.');
    const date = new Date(Date.parse(`${plan.goLive.localDate}T00:00:00Z`) + days * DAY_MS);
    const { contract } = this.customer;
    const localDate = date.toISOString().slice(0, 10);
    const moved = {
      ...contract,
      goLive: { ...contract.goLive, date: localDate, time: plan.goLive.localTime },
    };
    const resolved = resolveGoLive(
      { ...this.customer, contract: moved },
      { minutesBeforeHours: 30, tzVersion: 'test', holidays: [] },
    );
    if (!resolved.ok) throw new Error(resolved.sentence);
    const args = [{ goLive: resolved.goLive, by, provenBy, reason: 'the customer asked for it' }] as const;
    return await this.handle.executeUpdate(rescheduleUpdate, { args: [...args] });
  }

  hold(reason = 'the owner is away', by: PersonId = sam): Promise<AnswerReceipt> {
    return this.handle.executeUpdate(holdUpdate, { args: [{ by, provenBy, reason }] });
  }

  release(by: PersonId = dana): Promise<AnswerReceipt> {
    return this.handle.executeUpdate(releaseUpdate, { args: [{ by, provenBy, reason: '' }] });
  }

  /** The go-live instant as the plan has it now. */
  async instant(): Promise<number> {
    const { plan } = await this.state();
    return Date.parse(plan?.goLive.instant ?? 'no plan');
  }

  /** Goes forward to the go-live instant, or so much after or before it. */
  async forwardToInstant(plusMs = 0): Promise<void> {
    await this.forward({ until: new Date((await this.instant()) + plusMs) });
  }

  async forward(distance: number | { until: Date }): Promise<void> {
    await fastForward(this.office.client, [this.workflowId], distance, { timeoutMs: 20_000 });
  }

  async forwardUntil(isTrue: (state: OnboardingState) => boolean, stepMs = HOUR_MS, limitMs = 20 * DAY_MS) {
    const look = async () => isTrue(await this.state());
    await fastForwardUntil(this.office.client, [this.workflowId], look, {
      stepMs,
      limitMs,
      timeoutMs: 20_000,
    });
  }

  /** Goes on with a fresh history. */
  async continued(): Promise<void> {
    const { runId } = await this.handle.describe();
    await this.handle.signal(continueAsNewSignal);
    await until(
      async () => (await this.handle.describe()).runId !== runId,
      () => 'the next run',
    );
  }

  now(): Promise<Date> {
    return virtualNow(this.office.client, this.workflowId);
  }

  result(): Promise<OnboardingOutcome> {
    return this.handle.result();
  }
}
