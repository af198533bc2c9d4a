import { WorkflowFailedError, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import pLimit from 'p-limit';
import type { EvidenceStore } from '../../activities/evidence-store.ts';
import type { CodeRequest } from '../../activities/types.ts';
import type { CustomerId } from '../../domain/ids.ts';
import {
  type AnswerReceipt,
  cancelUpdate,
  decideUpdate,
  holdUpdate,
  onboardingWorkflowId,
  progressQuery,
  releaseUpdate,
  rescheduleUpdate,
  workflowTypes,
} from '../../workflows/messages.ts';
import type { sendCode } from '../../workflows/send-code.ts';
import type { Deployment } from '../deployment.ts';
import { type ListedOnboarding, listOnboardings } from '../listing.ts';
import { orderOf, progress } from '../onboarding-client.ts';
import { type BoardEntry, Refusal, type WebDesk, type Wish } from './desk.ts';

/** So many workflows are asked at the same time. */
const AT_ONCE = 10;
/** A mail server that is silent for longer is down; whoever waits is told. */
const MAIL_WITHIN = '2 minutes';

/** The desk as it is: Temporal and the evidence store. */
export function temporalDesk(deployment: Deployment, store: Pick<EvidenceStore, 'get'>): WebDesk {
  return {
    board: () => readBoard(deployment),
    onboarding: (customer) => orNothing(progress(deployment, customer)),
    customerFile: async (customer) => (await orderOf(deployment, customer)).customer,
    answer: (customer, answer, updateId) =>
      orRefusal(handleOf(deployment, customer).executeUpdate(decideUpdate, { args: [answer], updateId })),
    wish: (customer, wish, updateId) => orRefusal(say(deployment, customer, wish, updateId)),
    mailCode: (request) => mailCode(deployment, request),
    evidence: (key) => store.get(key),
  };
}

/** Why a mail server did not take it is the operator’s affair: Temporal has it. */
async function mailCode({ client, taskQueue }: Deployment, request: CodeRequest): Promise<void> {
  try {
    await client.workflow.execute<typeof sendCode>(workflowTypes.sendCode, {
      ...{ taskQueue, args: [request], workflowId: `code-${request.challenge}` },
      workflowExecutionTimeout: MAIL_WITHIN,
      staticSummary: `A code for ${request.person}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    throw new Refusal('The code could not be mailed. Try again later, or sign in.');
  }
}

function handleOf({ client }: Deployment, customer: CustomerId) {
  return client.workflow.getHandle(onboardingWorkflowId(customer));
}

function say(
  deployment: Deployment,
  customer: CustomerId,
  wish: Wish,
  updateId: string,
): Promise<AnswerReceipt> {
  const handle = handleOf(deployment, customer);
  const { by, provenBy, reason } = wish;
  const signed = { by, provenBy, reason };
  switch (wish.kind) {
    case 'hold':
      return handle.executeUpdate(holdUpdate, { args: [signed], updateId });
    case 'release':
      return handle.executeUpdate(releaseUpdate, { args: [signed], updateId });
    case 'cancel':
      return handle.executeUpdate(cancelUpdate, { args: [signed], updateId });
    case 'reschedule':
      return handle.executeUpdate(rescheduleUpdate, {
        args: [{ ...signed, goLive: wish.goLive }],
        updateId,
      });
  }
}

async function readBoard(deployment: Deployment): Promise<BoardEntry[]> {
  const limit = pLimit(AT_ONCE);
  const listed = await listOnboardings(deployment, { all: false });
  return await Promise.all(listed.map((one) => limit(() => readEntry(deployment, one))));
}

/** One that does not answer is shown as such: the others are worth seeing. */
async function readEntry({ client }: Deployment, listed: ListedOnboarding): Promise<BoardEntry> {
  try {
    return { listed, state: await client.workflow.getHandle(listed.workflowId).query(progressQuery) };
  } catch {
    return { listed, state: undefined };
  }
}

async function orNothing<Found>(found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** What a workflow refused is a sentence for the person; whatever else went wrong is not. */
async function orRefusal<Result>(said: Promise<Result>): Promise<Result> {
  try {
    return await said;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) throw new Refusal('The onboarding has already ended.');
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
      throw new Refusal(error.cause.message);
    throw error;
  }
}
