import { tsToMs } from '@temporalio/common/lib/time.js';
import type { temporal } from '@temporalio/proto';

type Events = readonly temporal.api.history.v1.IHistoryEvent[];

/** Whether nothing has happened in a run since it had so many events, and no timer will make something happen now. */
export function isAtRest(events: Events, seen: number, now: Date): boolean {
  return events.length === seen && dueTimers(events, now).length === 0;
}

/**
 * The timers of a run that should have fired by then and have not, as their ids in its history.
 *
 * A server that skips time leaps over a timer that falls due in the very moment in which a workflow task ends, and fires
 * it a little later (`TrackEarliestFutureTime` in its service/history/workflow/timeskipping.go takes only what is still
 * to come). Until then nothing else shows that the workflow has something to do.
 */
export function dueTimers(events: Events, now: Date): string[] {
  const dueAt = new Map<string, number>();
  for (const event of events) {
    const { timerStartedEventAttributes: started } = event;
    if (started)
      dueAt.set(String(event.eventId), tsToMs(event.eventTime) + tsToMs(started.startToFireTimeout));
    const ended = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (ended) dueAt.delete(String(ended.startedEventId));
  }
  return [...dueAt].filter(([, at]) => at <= now.getTime()).map(([id]) => id);
}
