import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startHttpSimulator } from '../../../simulators/kit/http-server.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';

interface Light {
  on: boolean;
}

const start = (control: boolean): Promise<Simulator<Light>> =>
  startHttpSimulator<Light>({
    system: 'light',
    options: { control },
    seed: () => ({ on: false }),
    records: ({ on }) => [{ entity: 'light', id: '1', fields: { on } }],
    edits: {
      set: (state, input) => {
        state.on = input === true;
      },
    },
    routes: (app, context) => {
      app.get('/', () => context.state());
    },
  });

let simulator: Simulator<Light>;
beforeEach(async () => {
  simulator = await start(true);
});
afterEach(() => simulator.stop());

async function call(
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; answer: unknown }> {
  const init = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${simulator.url}/__control/${path}`, { method, ...init });
  return { status: response.status, answer: await response.json() };
}

test('there is no control unless asked for', async () => {
  const closed = await start(false);
  expect((await fetch(`${closed.url}/__control/state`)).status).toBe(404);
  await closed.stop();
});

test('an edit by name is audited under the given actor; an unknown one is refused', async () => {
  expect((await call('POST', 'edit/set', { actor: 'Luis', input: true })).status).toBe(200);
  expect((await call('GET', 'state')).answer).toEqual({ on: true });
  expect((await call('GET', 'audit')).answer).toMatchObject([{ actor: 'Luis', field: 'on', after: true }]);
  expect((await call('POST', 'edit/toString')).status).toBe(404);
});

test('faults are added, listed and cleared from outside, and never strike control itself', async () => {
  await call('POST', 'faults', { kind: 'status', options: { status: 503 } });
  expect((await fetch(simulator.url)).status).toBe(503);
  expect((await call('GET', 'faults')).answer).toEqual([{ kind: 'status', options: { status: 503 } }]);
  await call('DELETE', 'faults');
  expect((await fetch(simulator.url)).status).toBe(200);
  expect((await call('GET', 'journal')).answer).toHaveLength(2);
});

test('a fault without a kind is refused', async () => {
  expect((await call('POST', 'faults', { times: 1 })).status).toBeGreaterThanOrEqual(400);
});

test('the clock moves by a time or to an instant', async () => {
  await call('POST', 'clock', { ms: 3_600_000 });
  expect(simulator.clock.now().getTime() - Date.now()).toBeGreaterThan(3_590_000);
  await call('POST', 'clock', { to: '2099-05-01T00:00:00Z' });
  expect(simulator.clock.now().toISOString()).toMatch(/^2099-05-01/);
});

test('a reset brings the seed back', async () => {
  await call('POST', 'edit/set', { input: true });
  await call('POST', 'reset');
  expect((await call('GET', 'state')).answer).toEqual({ on: false });
  expect(simulator.auditLog).toEqual([]);
});
