import { Agent, request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startHttpSimulator } from '../../../simulators/kit/http-server.ts';
import { createMemoryRecorder } from '../../../simulators/kit/recorder.ts';
import type { Fault, Simulator } from '../../../simulators/kit/types.ts';
import { waitFor } from '../../support/wait.ts';

interface Notes {
  notes: string[];
}

function start(
  options: { control?: boolean } = {},
  recorder = createMemoryRecorder(),
): Promise<Simulator<Notes>> {
  return startHttpSimulator<Notes>({
    system: 'notes',
    options: { ...options, recorder },
    seed: () => ({ notes: [] }),
    records: (state) => state.notes.map((text, at) => ({ entity: 'note', id: String(at), fields: { text } })),
    aliases: {
      'lost-write': { kind: 'drop-after-commit', only: (request) => request.method === 'POST' },
    },
    edits: {
      add: (state, input) => {
        state.notes.push(String(input));
      },
    },
    maskPath: (path) => path.replace(/secret-[a-z]+/, '***'),
    routes: (app, context) => {
      app.get('/notes', () => context.state().notes);
      app.get('/quirk', (request) => ({ late: context.strike(request, 'late') !== undefined }));
      app.post('/notes/:path', (request) =>
        context.change('somebody', (state) => {
          state.notes.push(request.body === undefined ? 'none' : JSON.stringify(request.body));
          return { count: state.notes.length };
        }),
      );
    },
  });
}

/** One request on a given agent; resolves with the status, or with the error's code when no answer came. */
function send(url: string, method: string, agent: Agent, timeout = 400, headers = {}): Promise<string> {
  return new Promise((resolve) => {
    const request = httpRequest(url, { method, agent, timeout, headers }, (response) => {
      response.on('error', (error) => resolve(`${response.statusCode} then ${error.message}`));
      response.on('end', () => resolve(`${response.statusCode}`));
      response.resume();
    });
    request.on('timeout', () => request.destroy(new Error('timed out')));
    request.on('error', (error) => resolve(error.message));
    request.end();
  });
}

let simulator: Simulator<Notes>;
let agent: Agent;
beforeEach(async () => {
  simulator = await start();
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
});
afterEach(async () => {
  agent.destroy();
  await simulator.stop();
});

const lost = /hang up|ECONNRESET/;

describe('generic faults', () => {
  const cases: { fault: Fault; answer: RegExp; committed: number }[] = [
    { fault: { kind: 'status', options: { status: 503 } }, answer: /^503/, committed: 0 },
    { fault: { kind: 'html-200' }, answer: /^200/, committed: 0 },
    { fault: { kind: 'drop-before-commit' }, answer: lost, committed: 0 },
    { fault: { kind: 'drop-after-commit' }, answer: lost, committed: 1 },
    { fault: { kind: 'drop-after-commit', options: { keepAlive: false } }, answer: lost, committed: 1 },
    { fault: { kind: 'lost-write' }, answer: lost, committed: 1 },
    { fault: { kind: 'truncate' }, answer: /^200 then aborted/, committed: 1 },
    { fault: { kind: 'hang' }, answer: /timed out/, committed: 0 },
    { fault: { kind: 'hang', options: { afterCommit: true } }, answer: /timed out/, committed: 1 },
  ];
  test.each(cases)('$fault.kind $fault.options', async ({ fault, answer, committed }) => {
    simulator.faults.add({ ...fault, times: 1 });
    expect(await send(`${simulator.url}/notes/a`, 'POST', agent)).toMatch(answer);
    expect(simulator.state().notes).toHaveLength(committed);
    expect(simulator.auditLog).toHaveLength(committed);
    expect(simulator.journalLog.map((entry) => entry.fault)).toEqual([fault.kind]);
    expect(await send(`${simulator.url}/notes/b`, 'POST', agent)).toMatch(/^200/);
  });

  test('latency delays, and the request still goes through', async () => {
    simulator.faults.add({ kind: 'latency', options: { ms: 120 } });
    const began = performance.now();
    expect(await send(`${simulator.url}/notes/a`, 'POST', agent)).toMatch(/^200/);
    expect(performance.now() - began).toBeGreaterThan(110);
  });

  test('status carries a body and Retry-After', async () => {
    simulator.faults.add({
      kind: 'status',
      options: { status: 429, retryAfter: 7, body: { error: 'slow down' } },
    });
    const response = await fetch(`${simulator.url}/notes`);
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      429,
      '7',
      { error: 'slow down' },
    ]);
  });

  test('a fault strikes only the method and path it names', async () => {
    simulator.faults.add({ kind: 'status', method: 'post', path: '/NOTES/b' });
    expect(await send(`${simulator.url}/notes`, 'GET', agent)).toMatch(/^200/);
    expect(await send(`${simulator.url}/notes/a`, 'POST', agent)).toMatch(/^200/);
    expect(await send(`${simulator.url}/notes/b`, 'POST', agent)).toMatch(/^500/);
  });

  test('an alias strikes only the requests it is made for', async () => {
    simulator.faults.add({ kind: 'lost-write', times: 1 });
    expect(await send(`${simulator.url}/notes`, 'GET', agent)).toMatch(/^200/);
    expect(await send(`${simulator.url}/notes/a`, 'POST', agent)).toMatch(lost);
  });

  test.each([
    { kind: 'drop-after-commit', keepAlive: false, browser: true, answer: lost, commits: 1 },
    { kind: 'drop-after-commit', keepAlive: true, browser: true, answer: /^200/, commits: 2 },
    { kind: 'drop-after-commit', keepAlive: false, browser: false, answer: /^200/, commits: 2 },
    { kind: 'drop-before-commit', keepAlive: false, browser: true, answer: lost, commits: 0 },
    { kind: 'drop-before-commit', keepAlive: true, browser: true, answer: /^200/, commits: 1 },
  ])('the repeat of a lost POST: %j', async ({ kind, keepAlive, browser, answer, commits }) => {
    simulator.faults.add({ kind, times: 1, options: { keepAlive } });
    const headers = browser ? { 'sec-fetch-mode': 'navigate' } : {};
    expect(await send(`${simulator.url}/notes/a`, 'POST', agent, 400, headers)).toMatch(lost);
    expect(await send(`${simulator.url}/notes/a`, 'POST', agent, 400, headers)).toMatch(answer);
    expect(simulator.state().notes).toHaveLength(commits);
    expect(await send(`${simulator.url}/notes/b`, 'POST', agent, 400, headers)).toMatch(/^200/);
  });

  test("a system's own fault is noted in the journal", async () => {
    simulator.faults.add({ kind: 'late', times: 1 });
    await send(`${simulator.url}/quirk`, 'GET', agent);
    await send(`${simulator.url}/quirk`, 'GET', agent);
    expect(simulator.journalLog.map((entry) => [entry.response, entry.fault])).toEqual([
      [{ late: true }, 'late'],
      [{ late: false }, undefined],
    ]);
  });
});

test('paths are case-insensitive, one slash at the end is allowed', async () => {
  expect((await fetch(`${simulator.url}/NOTES/`)).status).toBe(200);
});

test('the stop ends a hanging request at once', async () => {
  simulator.faults.add({ kind: 'hang' });
  const pending = send(`${simulator.url}/notes`, 'GET', agent, 5000);
  await waitFor('the request is there', () => simulator.journalLog.length > 0);
  await simulator.stop();
  expect(await pending).toMatch(lost);
});

test('secrets are masked before anything is recorded', async () => {
  const recorder = createMemoryRecorder();
  const other = await start({}, recorder);
  const form = (fields: Record<string, string>, headers: Record<string, string>) =>
    fetch(`${other.url}/notes/secret-abc?token=s3cret`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
    });
  await form(
    { user: 'dana', password: 's3cret', code: 's3cret', csrfToken: 's3cret' },
    {
      Authorization: 'Bearer s3cret',
      Cookie: 'session=s3cret',
      Secret: 's3cret',
      ApiIntegrationCode: 's3cret',
    },
  );
  await other.stop();
  const line = JSON.stringify(recorder.journals);
  expect(line).not.toContain('s3cret');
  expect(line).not.toContain('secret-abc');
  expect(line).toContain('"user":"dana"');
  expect(recorder.journals[0]?.headers).toMatchObject({ Secret: '***', Authorization: 'Bearer ***' });
});

test('a change is audited per field, a new record once; somebody else under their name', async () => {
  await send(`${simulator.url}/notes/a`, 'POST', agent);
  simulator.edit('Dana', (state) => {
    state.notes[0] = 'changed';
  });
  expect(simulator.auditLog.map(({ actor, field, before, after }) => [actor, field, before, after])).toEqual([
    ['somebody', 'created', null, { text: 'none' }],
    ['Dana', 'text', 'none', 'changed'],
  ]);
  expect(simulator.auditLog[0]).toMatchObject({ system: 'notes', entity: 'note', id: '0' });
});
