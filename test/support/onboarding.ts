import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Deployment } from '../../client/deployment.ts';
import { amend, hold, release } from '../../client/onboarding-client.ts';
import type { CustomerFile } from '../../domain/customer-file.ts';
import { customerIdSchema, type PersonId, personIdSchema } from '../../domain/ids.ts';
import { stepIds, wayTo } from '../../domain/steps/catalogue.ts';
import { parseCustomerFile } from '../../domain/yaml-document.ts';
import { fastForward, fastForwardUntil, virtualNow } from '../../harness/clock.ts';
import { moveGoLive } from '../../harness/sample-episodes.ts';
import type { Limits } from '../../workflows/limits.ts';
import {
  type Answer,
  cancelUpdate,
  decideUpdate,
  onboardingWorkflowId,
  progressQuery,
  workflowTypes,
} from '../../workflows/messages.ts';
import type { OnboardingOutcome, OnboardingState } from '../../workflows/onboarding/state.ts';
import type { Stack } from './stack.ts';

export { type Stack, type StackOptions, startStack } from './stack.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Several portal visits may be due on the way, a few seconds each on an idle machine. */
const FORWARD_MS = 120_000;
/** Each look is a query, which costs the server and a worker about as much as a step. */
const LOOK_EVERY_MS = 150;

/** People of the simulated MSP. */
export const dana = personIdSchema.parse('dana.ops');
export const sam = personIdSchema.parse('sam');
export const pat = personIdSchema.parse('pat');
const provenBy = 'claimed: test@loopback';

const quickly = { firstRetryMs: 50, longestRetryMs: 200 };

/** Retries that are over before a person would notice, by class of activity. */
export const quickClasses: Limits['classes'] = {
  own: { startToCloseMs: 20_000, attempts: 5, ...quickly },
  api: { startToCloseMs: 20_000, heartbeatMs: 20_000, attempts: 4, ...quickly },
  portal: { startToCloseMs: 60_000, heartbeatMs: 30_000, attempts: 4, ...quickly },
  send: { startToCloseMs: 20_000, attempts: 1, ...quickly },
};

/** Limits that fit a test. */
export const quickLimits: Partial<Limits> = { classes: quickClasses };

/** The sample customer, with an id of its own and its go-live so many days from now. */
export async function sampleCustomer(inDays = 14, file = 'harbor-dental'): Promise<CustomerFile> {
  const name = path.join('customers', `${file}.yaml`);
  const parsed = parseCustomerFile(await readFile(path.join(ROOT, name), 'utf8'), name);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const date = new Date(Date.now() + inDays * DAY_MS).toISOString().slice(0, 10);
  const { contract } = parsed.value;
  return {
    ...parsed.value,
    id: customerIdSchema.parse(`${file}-${randomUUID().slice(0, 6)}`),
    contract: { ...contract, goLive: { ...contract.goLive, date } },
  };
}

/** An answer as tests give it: by Dana Reyes unless it says otherwise. */
export type GivenAnswer = Given<Answer>;
type Given<One> = One extends Answer ? Omit<One, 'by' | 'provenBy'> & { readonly by?: PersonId } : never;

/** An onboarding under test, on the stack that was started for it. */
export class Onboarding<Place extends Deployment = Stack> {
  readonly stack: Place;
  readonly customer: CustomerFile;
  readonly workflowId: string;

  private constructor(stack: Place, customer: CustomerFile) {
    this.stack = stack;
    this.customer = customer;
    this.workflowId = onboardingWorkflowId(customer.id);
  }

  /** Starts it with limits that fit a test. */
  static async start<Place extends Deployment = Stack>(
    stack: Place,
    customer: CustomerFile,
    limits: Partial<Limits> = quickLimits,
  ): Promise<Onboarding<Place>> {
    const onboarding = new Onboarding(stack, customer);
    await stack.client.workflow.start(workflowTypes.onboarding, {
      workflowId: onboarding.workflowId,
      taskQueue: stack.taskQueue,
      args: [{ schema: 1, customer, fileHash: 'test', requestedBy: 'test', limits }],
    });
    return onboarding;
  }

  get handle() {
    return this.stack.client.workflow.getHandle(this.workflowId);
  }

  state(): Promise<OnboardingState> {
    return this.handle.query(progressQuery);
  }

  /** Waits, in real time, until the state is as wanted; says where it stands if that does not come. */
  async until(
    isTrue: (state: OnboardingState) => boolean,
    what: string,
    withinMs = 45_000,
  ): Promise<OnboardingState> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const state = await this.state();
      if (isTrue(state)) return state;
      if (Date.now() > deadline)
        throw new Error(`Waited for ${what}; it stands at ${JSON.stringify(state, null, 1)}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  untilStage(stage: OnboardingState['stage'], withinMs?: number): Promise<OnboardingState> {
    return this.until((state) => state.stage === stage, stage, withinMs);
  }

  decide(given: GivenAnswer, updateId: string = randomUUID()) {
    const answer: Answer = { by: dana, provenBy, ...given };
    return this.handle.executeUpdate(decideUpdate, { args: [answer], updateId });
  }

  /** Approves, and says that Mission Control has every message of the plan (R9, R11). */
  async approve() {
    const receipt = await this.approvePlan();
    const { plan } = await this.state();
    const messages = stepIds.filter(
      (id) => wayTo(id) === 'message' && plan?.lines.some(({ step }) => step === id),
    );
    for (const step of messages) {
      const asks = ({ openItems }: OnboardingState) => openItems.some((item) => item.step === step);
      await this.until(asks, `a question about ${step}`);
      await this.decide({ decision: 'open-step', step, choice: 'done-by-hand' });
    }
    return receipt;
  }

  async approvePlan() {
    const { plan } = await this.untilStage('waiting-for-approval');
    return await this.decide({
      decision: 'contract-terms',
      choice: 'approve',
      planHash: plan?.hash ?? '',
    });
  }

  cancel(reason: string) {
    return this.handle.executeUpdate(cancelUpdate, { args: [{ by: dana, provenBy, reason }] });
  }

  /** Keeps it from going live. */
  hold(reason: string) {
    return hold(this.stack, this.customer.id, { by: dana, provenBy, reason });
  }

  release() {
    return release(this.stack, this.customer.id, { by: dana, provenBy, reason: '' });
  }

  /** Moves the go-live by so many days. */
  async reschedule(days: number) {
    const by = { by: dana, provenBy, reason: 'the customer asked for it' };
    await moveGoLive(this.stack, this.customer, await this.state(), { days, ...by });
  }

  /** Gives another customer file in place of the one it was started with. */
  amend(customer: CustomerFile) {
    const fileHash = `amended ${randomUUID()}`;
    return amend(this.stack, { customer, fileHash, by: dana, provenBy, reason: 'agreed anew' });
  }

  /** Goes forward in the workflow's own time. */
  forward(distance: number | { until: Date }) {
    return fastForward(this.stack.client, [this.workflowId], distance, { timeoutMs: FORWARD_MS });
  }

  /** Goes forward until the state is as wanted. */
  async forwardUntil(isTrue: (state: OnboardingState) => boolean, stepMs = HOUR_MS, limitMs = 30 * DAY_MS) {
    await fastForwardUntil(this.stack.client, [this.workflowId], async () => isTrue(await this.state()), {
      stepMs,
      limitMs,
      timeoutMs: FORWARD_MS,
    });
  }

  now(): Promise<Date> {
    return virtualNow(this.stack.client, this.workflowId);
  }

  result(): Promise<OnboardingOutcome> {
    return this.handle.result();
  }
}

/** A folder under `var/` for what a test wants to leave behind. */
export async function testFolder(name: string): Promise<string> {
  const folder = path.join(ROOT, 'var', 'test', name);
  await mkdir(folder, { recursive: true });
  return folder;
}
