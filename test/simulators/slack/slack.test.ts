import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { isObject } from '../../../simulators/kit/json.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { DEFAULT_TOKEN, DEFAULT_WEBHOOK } from '../../../simulators/slack/seed.ts';
import { type SlackOptions, startSlackSimulator } from '../../../simulators/slack/server.ts';
import type { SlackState } from '../../../simulators/slack/state.ts';

const ONBOARDING = 'C0ONBOARD01';
const LOOSE = { perSecond: 1000, burst: 1000 };

let simulator: Simulator<SlackState>;
const open = async (options: SlackOptions = {}) => {
  simulator = await startSlackSimulator({ rate: LOOSE, ...options });
};
beforeEach(() => open());
afterEach(() => simulator.stop());

interface Answer {
  status: number;
  retryAfter: string | null;
  body: { readonly [key: string]: unknown };
}

async function api(method: string, args: object, token = DEFAULT_TOKEN): Promise<Answer> {
  const response = await fetch(`${simulator.url}/api/${method}`, {
    method: 'POST',
    body: JSON.stringify(args),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(token && { authorization: `Bearer ${token}` }),
    },
  });
  const text = await response.text();
  const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, retryAfter, body: isObject(parsed) ? parsed : {} };
}

const message = (key: string, more: object = {}) => ({
  channel: ONBOARDING,
  text: `message ${key}`,
  metadata: { event_type: 'onboarding_step', event_payload: { key } },
  ...more,
});
const stored = () => simulator.state().channels.find((channel) => channel.id === ONBOARDING)?.messages ?? [];
const list = (answer: Answer, name: string) => {
  const value = answer.body[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
};

describe('posting', () => {
  test('gives ts and metadata back, and is audited once', async () => {
    const { body } = await api('chat.postMessage', message('k1'));
    expect(body).toMatchObject({
      ok: true,
      channel: ONBOARDING,
      message: { metadata: { event_payload: { key: 'k1' } } },
    });
    expect(simulator.auditLog).toEqual([
      expect.objectContaining({
        entity: 'slack',
        id: `${ONBOARDING}/${String(body['ts'])}`,
        field: 'message',
        before: null,
        after: { channel: '#onboarding', text: 'message k1', key: 'k1', thread: null },
      }),
    ]);
  });
  test('twice is two messages: there is no idempotency key', async () => {
    const first = await api('chat.postMessage', message('k1', { client_msg_id: 'same' }));
    const second = await api('chat.postMessage', message('k1', { client_msg_id: 'same' }));
    expect(stored()).toHaveLength(2);
    expect(Number(second.body['ts'])).toBeGreaterThan(Number(first.body['ts']));
  });
  const refused: [string, object, string][] = [
    ['a name is not an id', { channel: '#onboarding' }, 'channel_not_found'],
    ['unknown channel', { channel: 'C000' }, 'channel_not_found'],
    ['not a member', { channel: 'C0GENERAL03' }, 'not_in_channel'],
    ['archived', { channel: 'C0OLDNEWS04' }, 'is_archived'],
    ['nothing to say', { text: '' }, 'no_text'],
    ['too long', { text: 'x'.repeat(40_001) }, 'msg_too_long'],
    ['no such thread', { thread_ts: '1.000001' }, 'thread_not_found'],
  ];
  test.each(refused)('%s: HTTP 200 and ok:false', async (_name, more, error) => {
    const answer = await api('chat.postMessage', message('k', more));
    expect([answer.status, answer.body]).toEqual([200, { ok: false, error }]);
    expect(simulator.auditLog).toEqual([]);
  });
  test.each([
    ['', 'not_authed'],
    ['xoxb-other', 'invalid_auth'],
  ])('token "%s"', async (token, error) => {
    expect((await api('auth.test', {}, token)).body).toEqual({ ok: false, error });
  });
  test('an unknown method', async () => {
    expect((await api('chat.nonsense', {})).body).toEqual({ ok: false, error: 'unknown_method' });
  });
});

test('the official client, which sends forms, is understood; its token is not in the journal', async () => {
  const client = new WebClient(DEFAULT_TOKEN, {
    slackApiUrl: `${simulator.url}/api/`,
    retryConfig: { retries: 0 },
  });
  expect((await client.auth.test()).user_id).toBe('U0ONBOARD');
  const metadata = { event_type: 'onboarding_step', event_payload: { key: 'k1' } };
  const sent = await client.chat.postMessage({ channel: ONBOARDING, text: 'héllo', metadata });
  const found = await client.conversations.history({ channel: ONBOARDING, include_all_metadata: true });
  expect(found.messages?.[0]).toMatchObject({ ts: sent.ts, text: 'héllo', metadata });
  expect(JSON.stringify(simulator.journalLog)).not.toContain(DEFAULT_TOKEN);
});

describe('looking up', () => {
  test('metadata come only with the flag, newest first', async () => {
    for (const key of ['a', 'b']) await api('chat.postMessage', message(key));
    const keys = async (args: object) =>
      list(await api('conversations.history', { channel: ONBOARDING, ...args }), 'messages').map((one) => [
        one['text'],
        one['metadata'] !== undefined,
      ]);
    expect(await keys({})).toEqual([
      ['message b', false],
      ['message a', false],
    ]);
    expect(await keys({ include_all_metadata: true })).toEqual([
      ['message b', true],
      ['message a', true],
    ]);
  });
  test('`oldest` cuts off what was before', async () => {
    const first = await api('chat.postMessage', message('a'));
    await api('chat.postMessage', message('b'));
    const args = { channel: ONBOARDING, oldest: first.body['ts'] };
    expect(list(await api('conversations.history', args), 'messages')).toHaveLength(1);
    expect(list(await api('conversations.history', { ...args, inclusive: true }), 'messages')).toHaveLength(
      2,
    );
  });
  test('the history is paged by a cursor', async () => {
    for (const key of ['a', 'b', 'c']) await api('chat.postMessage', message(key));
    const first = await api('conversations.history', { channel: ONBOARDING, limit: 2 });
    expect(first.body).toMatchObject({ has_more: true });
    const meta = first.body['response_metadata'];
    const cursor = isObject(meta) ? meta['next_cursor'] : undefined;
    const second = await api('conversations.history', { channel: ONBOARDING, limit: 2, cursor });
    expect(list(second, 'messages').map((one) => one['text'])).toEqual(['message a']);
    expect(second.body).toMatchObject({ has_more: false });
  });
  test('replies are in their thread, not in the history', async () => {
    const root = await api('chat.postMessage', message('a'));
    await api('chat.postMessage', message('b', { thread_ts: root.body['ts'] }));
    expect(list(await api('conversations.history', { channel: ONBOARDING }), 'messages')).toHaveLength(1);
    const args = { channel: ONBOARDING, ts: root.body['ts'], include_all_metadata: true };
    expect(list(await api('conversations.replies', args), 'messages').map((one) => one['text'])).toEqual([
      'message a',
      'message b',
    ]);
  });
  test('the history of a channel without the bot is closed to it', async () => {
    expect((await api('conversations.history', { channel: 'C0GENERAL03' })).body).toMatchObject({
      error: 'not_in_channel',
    });
  });
  test('a name becomes an id through the list, over several pages; private channels on demand', async () => {
    const names: unknown[] = [];
    let cursor = '';
    do {
      const answer = await api('conversations.list', {
        limit: 200,
        cursor,
        types: 'public_channel,private_channel',
      });
      names.push(...list(answer, 'channels').map((channel) => channel['name']));
      const meta = answer.body['response_metadata'];
      cursor = isObject(meta) ? String(meta['next_cursor']) : '';
    } while (cursor !== '');
    expect(names).toContain('idle-and-escalated-help-desk-tickets');
    expect(names).toContain('leaders');
    const open = await api('conversations.list', { exclude_archived: true });
    expect(list(open, 'channels').map((channel) => channel['name'])).not.toContain('onboarding-2023');
  });
});

test('an update changes the message in place and is audited with before and after', async () => {
  const { ts } = (await api('chat.postMessage', message('a'))).body;
  expect((await api('chat.update', { channel: ONBOARDING, ts, text: 'new' })).body).toMatchObject({
    ok: true,
    ts,
  });
  expect(stored().map((one) => [one.text, one.edited])).toEqual([['new', true]]);
  expect(simulator.auditLog[1]).toMatchObject({
    before: { text: 'message a', key: 'a' },
    after: { text: 'new', key: 'a' },
  });
  expect((await api('chat.update', { channel: ONBOARDING, ts: '1.0', text: 'x' })).body).toMatchObject({
    error: 'message_not_found',
  });
});

describe('the incoming webhook', () => {
  const hook = async (body: string, secret = DEFAULT_WEBHOOK) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${simulator.url}/services/${secret}`, { method: 'POST', body, headers });
    return [response.status, await response.text()];
  };
  test('answers ok and nothing else; its address is not in the journal', async () => {
    expect(await hook('{"text":"hello"}')).toEqual([200, 'ok']);
    expect(stored().map((one) => one.text)).toEqual(['hello']);
    expect(JSON.stringify(simulator.journalLog)).not.toContain('simulatedWebhookSecret');
  });
  test('takes a form with a payload', async () => {
    const body = new URLSearchParams({ payload: '{"text":"form"}' });
    expect(
      await (await fetch(`${simulator.url}/services/${DEFAULT_WEBHOOK}`, { method: 'POST', body })).text(),
    ).toBe('ok');
  });
  test.each([
    ['{broken', DEFAULT_WEBHOOK, 400, 'invalid_payload'],
    ['{}', DEFAULT_WEBHOOK, 400, 'no_text'],
    ['{"text":"x"}', 'T1/B1/X1', 404, 'no_service'],
  ])('%s to %s', async (body, secret, status, text) => {
    expect(await hook(body, secret)).toEqual([status, text]);
  });
  test('an archived channel', async () => {
    simulator.edit('Sam', (state) => {
      for (const channel of state.channels) channel.isArchived = true;
    });
    expect(await hook('{"text":"x"}')).toEqual([410, 'channel_is_archived']);
  });
  test('the rate limit', async () => {
    await simulator.stop();
    await open({ rate: { perSecond: 1, burst: 1 } });
    expect(await hook('{"text":"x"}')).toEqual([200, 'ok']);
    expect((await hook('{"text":"x"}'))[0]).toBe(429);
  });
});

test('one message a second and channel after a short burst, then 429 with Retry-After', async () => {
  await simulator.stop();
  await open({ rate: { perSecond: 1, burst: 2 } });
  const send = () => api('chat.postMessage', message('a'));
  await send();
  await send();
  const third = await send();
  expect([third.status, third.retryAfter, third.body]).toEqual([
    429,
    '1',
    { ok: false, error: 'ratelimited' },
  ]);
  expect((await api('chat.postMessage', message('a', { channel: 'C0ONCALL002' }))).status).toBe(200);
  simulator.clock.advanceTo(new Date(Date.now() + 2000));
  expect((await send()).status).toBe(200);
});

describe('faults', () => {
  const cases: [string, number, object][] = [
    ['429', 429, { ok: false, error: 'ratelimited' }],
    ['500', 500, {}],
    ['html-200', 200, {}],
    ['not-in-channel', 200, { ok: false, error: 'not_in_channel' }],
    ['invalid-auth', 200, { ok: false, error: 'invalid_auth' }],
    ['archived', 200, { ok: false, error: 'is_archived' }],
    ['ok-false-200', 200, { ok: false, error: 'internal_error' }],
  ];
  test.each(cases)('%s: nothing is posted', async (kind, status, body) => {
    simulator.faults.add({ kind, times: 1 });
    const answer = await api('chat.postMessage', message('a'));
    expect([answer.status, answer.body]).toEqual([status, body]);
    expect(stored()).toEqual([]);
    expect(simulator.journalLog.at(-1)?.fault).toBe(kind);
  });
  test('post-then-drop: the message is there, the answer lost; a look-up is not struck', async () => {
    simulator.faults.add({ kind: 'post-then-drop', times: 1 });
    expect((await api('conversations.history', { channel: ONBOARDING })).status).toBe(200);
    await expect(api('chat.postMessage', message('a'))).rejects.toThrow();
    expect(stored()).toHaveLength(1);
  });
  test('history-late: the message shows after some seconds only', async () => {
    simulator.faults.add({ kind: 'history-late', times: 1, options: { ms: 5000 } });
    await api('chat.postMessage', message('a'));
    const seen = async () =>
      list(await api('conversations.history', { channel: ONBOARDING }), 'messages').length;
    expect(await seen()).toBe(0);
    simulator.clock.advanceTo(new Date(Date.now() + 6000));
    expect(await seen()).toBe(1);
  });
});

test('the page shows channels and escaped messages', async () => {
  await api('chat.postMessage', message('a', { text: '<b>bold</b>' }));
  const page = await (await fetch(simulator.url)).text();
  expect(page).toContain('#idle-and-escalated-help-desk-tickets');
  expect(page).toContain('&lt;b&gt;bold&lt;/b&gt;');
});
