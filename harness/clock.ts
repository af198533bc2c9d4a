import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import { msNumberToTs, tsToDate, tsToMs } from '@temporalio/common/lib/time.js';
import proto, { type temporal } from '@temporalio/proto';
import { isAtRest } from './due-timers.ts';

/** How far to go: a duration in milliseconds, or an instant of the workflows' own clocks. */
export type Distance = number | { until: Date };

/** How workflows are taken through time. All times in milliseconds. */
export interface ForwardOptions {
  /**
   * Length of one segment in workflow time: all workflows reach its end before any goes on. The whole distance
   * is one segment by default; workflows that signal each other need a shorter one.
   */
  stepMs?: number;
  /** Real time after which a workflow that does not arrive is an error. One minute by default. */
  timeoutMs?: number;
}

/** Where a workflow is after it was taken forward. */
export interface Forwarded {
  workflowId: string;
  /** `closed`: the workflow had ended before, or ended on the way. */
  state: 'arrived' | 'closed';
  /** What the workflow's own clock shows. */
  now: Date;
}

/** Options of {@link fastForwardUntil}. All times in milliseconds of workflow time. */
export interface ForwardUntilOptions extends ForwardOptions {
  /** How far the workflows go between two looks. */
  stepMs: number;
  /** How far they go at most. */
  limitMs: number;
}

type Description = temporal.api.workflowservice.v1.IDescribeWorkflowExecutionResponse;

const { WorkflowExecutionStatus, PendingActivityState } = proto.temporal.api.enums.v1;
// The server's default of 200 switches skipping off silently, in the middle of a long wait.
const MAX_SKIPS = 1_000_000;
const DEFAULT_TIMEOUT_MS = 60_000;
/** What is at work is often done at once, and else takes its time: looks that follow each other fast slow it down. */
const FIRST_LOOK_MS = 5;
const LONGEST_LOOK_MS = 100;
const GRPC_NOT_FOUND = 5;
const GRPC_UNIMPLEMENTED = 12;
// What the end of a long poll's time looks like: the client's and the server's clock race for it.
const GRPC_OUT_OF_TIME = [1, 4];

/**
 * Takes workflows forward in time together, all to the same instant of their own clocks, and lets them do
 * everything that is due by then: on return no workflow task is open, no activity runs, no timer is due, and no clock
 * skips on.
 *
 * Needs a server that skips time (see `temporal-docker/embedded`) and workers for whatever the workflows do.
 * A duration counts from the clock that is furthest ahead; the others catch up. A workflow with an open child
 * does not move until the child is closed: take the child along.
 *
 * @throws Error when a workflow does not exist, the server cannot skip time, or a workflow does not arrive in
 * `timeoutMs`; the message says what it was waiting for.
 */
export async function fastForward(
  client: Client,
  workflowIds: readonly string[],
  distance: Distance,
  { stepMs, timeoutMs = DEFAULT_TIMEOUT_MS }: ForwardOptions = {},
): Promise<Forwarded[]> {
  const start = Math.max(...(await openClocks(client, workflowIds)));
  const target = typeof distance === 'number' ? start + distance : distance.until.getTime();
  let reached = Math.min(start, target);
  for (;;) {
    reached = stepMs ? Math.min(reached + stepMs, target) : target;
    const segmentEnd = reached;
    const results = await Promise.all(
      workflowIds.map((id) => advance(client, id, segmentEnd, Date.now() + timeoutMs)),
    );
    if (reached >= target || results.every(({ state }) => state === 'closed')) return results;
  }
}

/**
 * Takes workflows forward step by step until `isTrue` says so; asks before the first step, too.
 *
 * @returns the furthest of the workflows' clocks at that moment.
 * @throws Error when it is still not true after `limitMs` of workflow time or when all workflows have closed,
 * and whatever {@link fastForward} throws.
 */
export async function fastForwardUntil(
  client: Client,
  workflowIds: readonly string[],
  isTrue: () => boolean | Promise<boolean>,
  { stepMs, limitMs, ...options }: ForwardUntilOptions,
): Promise<Date> {
  const clocks = async () => Promise.all(workflowIds.map((id) => virtualNow(client, id)));
  const latest = async () => Math.max(...(await clocks()).map(Number));
  const start = await latest();
  let target = start;
  let allClosed = false;
  while (!(await isTrue())) {
    if (allClosed || target >= start + limitMs) {
      const why = allClosed ? 'all of them have closed' : `${inDays(limitMs)} have passed`;
      throw new Error(
        `Went forward with ${workflowIds.join(', ')} until something should be true, but ${why} and it is not. ` +
          `Their clock shows ${new Date(await latest()).toISOString()}. Look at their histories.`,
      );
    }
    target = Math.min(target + stepMs, start + limitMs);
    const results = await fastForward(client, workflowIds, { until: new Date(target) }, options);
    allClosed = results.every(({ state }) => state === 'closed');
  }
  return new Date(await latest());
}

/**
 * What a workflow's own clock shows: real time plus what it has skipped.
 *
 * @throws Error when the workflow does not exist.
 */
export async function virtualNow(client: Client, workflowId: string): Promise<Date> {
  return clockOf(await describe(client, workflowId));
}

async function openClocks(client: Client, workflowIds: readonly string[]): Promise<number[]> {
  const descriptions = await Promise.all(workflowIds.map((id) => describe(client, id)));
  const open = descriptions.filter((description) => !isClosed(description));
  return (open.length > 0 ? open : descriptions).map((description) => clockOf(description).getTime());
}

/** Takes one workflow to an instant of its clock; a continued or reset run simply gets another fast-forward. */
async function advance(
  client: Client,
  workflowId: string,
  target: number,
  deadline: number,
): Promise<Forwarded> {
  let description = await describe(client, workflowId);
  let pauseMs = FIRST_LOOK_MS;
  while (Date.now() < deadline) {
    const now = clockOf(description);
    if (isClosed(description)) return { workflowId, state: 'closed', now };
    if (now.getTime() < target) {
      await skip(client, workflowId, target - now.getTime(), deadline);
      pauseMs = FIRST_LOOK_MS;
    } else if (isBusy(description) || !(await hasArrived(client, workflowId, description))) {
      await sleep(pauseMs);
      pauseMs = Math.min(2 * pauseMs, LONGEST_LOOK_MS);
    } else {
      return { workflowId, state: 'arrived', now };
    }
    description = await describe(client, workflowId);
  }
  throw new Error(
    `Wanted to take workflow ${workflowId} to ${new Date(target).toISOString()}, but its clock stands at ` +
      `${clockOf(description).toISOString()}: ${waitingFor(description)}`,
  );
}

/** One fast-forward, from asking for it until the server says that it has ended in whatever way. */
async function skip(client: Client, workflowId: string, durationMs: number, deadline: number): Promise<void> {
  const { namespace } = client.options;
  const workflowExecution = { workflowId };
  const fastForwardId = randomUUID();
  const timeSkippingConfig = {
    enabled: true,
    fastForwardConfig: { id: fastForwardId, duration: msNumberToTs(durationMs) },
    // A child would inherit "skip" without our target and run through its whole life at once.
    disablePropagation: true,
    maxSessionSkipCount: MAX_SKIPS,
  };
  try {
    await client.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution,
      workflowExecutionOptions: { timeSkippingConfig },
      updateMask: { paths: ['time_skipping_config'] },
    });
    await client.connection.withDeadline(deadline, () =>
      client.workflowService.pollWorkflowExecutionTimeSkipping({
        namespace,
        workflowExecution,
        fastForwardId,
      }),
    );
  } catch (error) {
    // Closed meanwhile, or out of time: the next look at the workflow tells which.
    const code = isGrpcServiceError(error) ? error.code : undefined;
    if (code !== undefined && [GRPC_NOT_FOUND, ...GRPC_OUT_OF_TIME].includes(code)) return;
    if (code === GRPC_UNIMPLEMENTED) throw cannotSkip(error);
    throw error;
  }
}

function cannotSkip(cause: unknown): Error {
  return new Error(
    'Wanted to skip time, but this Temporal server does not. Use the embedded server (`npm run temporal`), or ' +
      'a server 1.32 or newer with frontend.WorkflowTimeSkippingEnabled.',
    { cause },
  );
}

async function describe(client: Client, workflowId: string): Promise<Description> {
  try {
    return await client.workflowService.describeWorkflowExecution({
      namespace: client.options.namespace,
      execution: { workflowId },
    });
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== GRPC_NOT_FOUND) throw error;
    throw new Error(
      `Wanted to look at workflow ${workflowId}, but namespace ${client.options.namespace} has none of that id.`,
      { cause: error },
    );
  }
}

function clockOf({ workflowExtendedInfo }: Description): Date {
  const shown = workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return shown ? tsToDate(shown) : new Date();
}

function isClosed({ workflowExecutionInfo }: Description): boolean {
  // A run that continued as new is not the end; the next look finds its successor.
  const open = [
    WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING,
    WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
  ];
  const status = workflowExecutionInfo?.status;
  return status !== undefined && status !== null && !open.includes(status);
}

function isBusy(description: Description): boolean {
  return Boolean(description.pendingWorkflowTask) || runningActivities(description).length > 0;
}

/** Whether what the description shows, nothing to do, is still so. */
async function hasArrived(client: Client, workflowId: string, description: Description): Promise<boolean> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const seen = Number(description.workflowExecutionInfo?.historyLength);
  return isAtRest(events ?? [], seen, clockOf(description));
}

/** Open activities but those that wait for their next attempt: that wait is skipped like a timer. */
function runningActivities(description: Description) {
  const now = clockOf(description).getTime();
  return (description.pendingActivities ?? []).filter(({ state, nextAttemptScheduleTime }) => {
    const waits = nextAttemptScheduleTime && tsToMs(nextAttemptScheduleTime) > now;
    return state !== PendingActivityState.PENDING_ACTIVITY_STATE_PAUSED && !waits;
  });
}

function waitingFor(description: Description): string {
  const reasons = runningActivities(description).map(
    ({ activityType, attempt, lastFailure }) =>
      `activity ${activityType?.name} is open (attempt ${attempt}${lastFailure ? `, last failure: ${lastFailure.message}` : ''})`,
  );
  const task = description.pendingWorkflowTask;
  if (task)
    reasons.push(
      `a workflow task is open (attempt ${task.attempt}): is a worker running, and does it log an error?`,
    );
  for (const { workflowId } of description.pendingChildren ?? []) {
    reasons.push(`child ${workflowId} is open: take it along`);
  }
  return reasons.length > 0
    ? reasons.join('; ')
    : 'nothing is open: the server did not skip, or a timer that is due does not fire. Look at its log.';
}

function inDays(ms: number): string {
  return `${(ms / 86_400_000).toFixed(1)} days`;
}
