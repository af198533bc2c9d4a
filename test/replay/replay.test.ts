import { beforeAll, expect, test } from '@jest/globals';
import { type ReplayResult, Worker } from '@temporalio/worker';
import { workflowTypes } from '../../workflows/messages.ts';
import { quietTemporal, workflowBundleForTests } from '../support/temporal.ts';
import { historyText, type KeptHistory, keptHistories, machineTraces } from './histories.ts';

quietTemporal();
const TEST_MS = 120_000;

let kept: KeptHistory[] = [];
beforeAll(async () => {
  kept = await keptHistories();
}, TEST_MS);

async function replay(histories: readonly KeptHistory[]): Promise<ReplayResult[]> {
  const workflowBundle = await workflowBundleForTests();
  const inputs = histories.map(({ name, history }) => ({ workflowId: name, history }));
  const results: ReplayResult[] = [];
  for await (const result of Worker.runReplayHistories({ workflowBundle }, inputs)) results.push(result);
  return results;
}

test(
  'today’s workflows go the same way as those that are in the field',
  async () => {
    const results = await replay(kept);
    expect(results.map(({ workflowId }) => workflowId)).toEqual(kept.map(({ name }) => name));
    expect(
      results.filter(({ error }) => error).map(({ workflowId, error }) => `${workflowId}: ${error}`),
    ).toEqual([]);
  },
  TEST_MS,
);

test('there is a history of each shape of each workflow', () => {
  expect(kept.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'live',
      'parked',
      'cancelled',
      'already-live',
      'declined',
      'continued-first-run',
    ]),
  );
  const types = new Set(kept.map(({ history }) => typeOf(history)));
  const { audit: _sameAsPlan, ...recorded } = workflowTypes;
  expect([...types].sort()).toEqual(Object.values(recorded).sort());
});

test('no history tells on whose machine it was recorded', () => {
  const told = kept.flatMap(({ name, history }) =>
    machineTraces(historyText(history)).map((trace) => `${name}: ${trace}`),
  );
  expect(told).toEqual([]);
  const identities = kept.flatMap(({ history }) => [
    ...historyText(history).matchAll(/"identity":"([^"]*)"/g),
  ]);
  expect(new Set(identities.map(([, identity]) => identity))).toEqual(new Set(['worker@example']));
});

test(
  'a history that goes another way than the workflow would be found',
  async () => {
    const live = kept.find(({ name }) => name === 'live');
    const history = structuredClone(live?.history ?? {});
    const scheduled = history.events?.filter(({ activityTaskScheduledEventAttributes: one }) => one) ?? [];
    const type = scheduled.at(-1)?.activityTaskScheduledEventAttributes?.activityType;
    expect(type?.name).toBeTruthy();
    if (type) type.name = 'somethingElse';
    const [result] = await replay([{ name: 'bent', history }]);
    expect(result?.error?.name).toBe('DeterminismViolationError');
  },
  TEST_MS,
);

function typeOf({ events }: KeptHistory['history']): string {
  return events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? '';
}
