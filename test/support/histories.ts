import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';

/** What a history shows an operator of an activity or a timer. */
export interface Summarized {
  /** The activity's type, or `timer`. */
  readonly type: string;
  /** Undefined where somebody forgot it. */
  readonly summary: string | undefined;
}

/** Activities and timers of a workflow, in the order in which they were scheduled, with their summaries. */
export async function summariesOf(handle: WorkflowHandle): Promise<Summarized[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap((event) => {
    const type =
      event.activityTaskScheduledEventAttributes?.activityType?.name ??
      (event.timerStartedEventAttributes ? 'timer' : undefined);
    if (type === undefined) return [];
    const payload = event.userMetadata?.summary;
    const summary = payload ? defaultPayloadConverter.fromPayload<string>(payload) : undefined;
    return [{ type, summary }];
  });
}

/** How many events of these kinds a history holds; a kind is an attribute's name in the protocol. */
export async function countEvents(
  handle: WorkflowHandle,
  kind: 'workflowExecutionUpdateAcceptedEventAttributes' | 'upsertWorkflowSearchAttributesEventAttributes',
): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter((event) => event[kind]).length;
}
