import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';

const { PENDING_ACTIVITY_STATE_STARTED } = proto.temporal.api.enums.v1.PendingActivityState;

/** The process that runs an activity of that type for the workflow now; undefined while none does. */
export async function processAtWork(
  client: Client,
  workflowId: string,
  activityType: string,
): Promise<number | undefined> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  const running = (raw.pendingActivities ?? []).find(
    ({ activityType: type, state }) =>
      type?.name === activityType && state === PENDING_ACTIVITY_STATE_STARTED,
  );
  // The SDK's own identity of a worker: `pid@host`.
  const pid = Number(running?.lastWorkerIdentity?.split('@')[0]);
  return pid > 0 ? pid : undefined;
}
