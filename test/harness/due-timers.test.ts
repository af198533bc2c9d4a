import { expect, test } from '@jest/globals';
import { msNumberToTs, msToTs } from '@temporalio/common/lib/time.js';
import { temporal } from '@temporalio/proto';
import { dueTimers, isAtRest } from '../../harness/due-timers.ts';

const { HistoryEvent } = temporal.api.history.v1;
const MINUTE_MS = 60_000;
const start = Date.parse('2030-01-07T08:00:00Z');
const after = (ms: number) => new Date(start + ms);

const started = (id: number, forMs: number) => ({
  eventId: HistoryEvent.fromObject({ eventId: id }).eventId,
  eventTime: msNumberToTs(start),
  timerStartedEventAttributes: { startToFireTimeout: msToTs(forMs) },
});
const fired = (id: number) => ({
  timerFiredEventAttributes: { startedEventId: HistoryEvent.fromObject({ eventId: id }).eventId },
});
const canceled = (id: number) => ({
  timerCanceledEventAttributes: { startedEventId: HistoryEvent.fromObject({ eventId: id }).eventId },
});

test('a timer is due from its end on, until it has fired or is cancelled', () => {
  const events = [started(5, MINUTE_MS), started(6, 2 * MINUTE_MS), started(7, MINUTE_MS)];
  expect(dueTimers(events, after(MINUTE_MS - 1))).toEqual([]);
  expect(dueTimers(events, after(MINUTE_MS))).toEqual(['5', '7']);
  expect(dueTimers([...events, fired(5)], after(MINUTE_MS))).toEqual(['7']);
  expect(dueTimers([...events, fired(5), canceled(7)], after(3 * MINUTE_MS))).toEqual(['6']);
  expect(dueTimers([], after(0))).toEqual([]);
});

test('a run is at rest where no timer is due and nothing has happened since it was looked at', () => {
  const events = [started(5, MINUTE_MS), started(6, 2 * MINUTE_MS)];
  expect(isAtRest(events, 2, after(MINUTE_MS - 1))).toBe(true);
  expect(isAtRest(events, 2, after(MINUTE_MS))).toBe(false);
  expect(isAtRest([...events, fired(5)], 3, after(MINUTE_MS))).toBe(true);
  expect(isAtRest([...events, fired(5)], 2, after(MINUTE_MS))).toBe(false);
});
