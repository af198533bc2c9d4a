import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSlack, type Slack, type SlackMessage } from '../../../activities/slack/slack.ts';
import { type Problem, ProductError } from '../../../domain/problems.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { DEFAULT_TOKEN, DEFAULT_WEBHOOK } from '../../../simulators/slack/seed.ts';
import { startSlackSimulator } from '../../../simulators/slack/server.ts';
import type { SlackState } from '../../../simulators/slack/state.ts';
import { waitFor } from '../../support/wait.ts';

let simulator: Simulator<SlackState>;
beforeEach(async () => {
  simulator = await startSlackSimulator();
});
afterEach(() => simulator.stop());

const common = { timeoutMs: 1_000, refuseNonLoopback: true };
function bot(token = DEFAULT_TOKEN): Slack {
  return createSlack({ mode: 'bot', token, apiUrl: `${simulator.url}/api`, ...common });
}
function webhook(secret = DEFAULT_WEBHOOK): Slack {
  return createSlack({ mode: 'webhook', url: `${simulator.url}/services/${secret}`, ...common });
}

const message: SlackMessage = {
  channel: '#onboarding',
  text: 'Harbor Dental is live.',
  key: 'onboarding-harbor/1',
};
const soon = () => new Date(Date.now() - 1000);

/** What people see in the channel. */
function shown(channelName = 'onboarding'): string[] {
  const channel = simulator.state().channels.find(({ name }) => name === channelName);
  return channel?.messages.map(({ text }) => text) ?? [];
}

function requests(path: string): number {
  return simulator.journalLog.filter((entry) => entry.path.includes(path)).length;
}

async function problemOf(work: Promise<unknown>): Promise<Problem & { retryAfterMs?: number }> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ProductError)) throw error;
    const { problem, retryAfterMs } = error;
    return retryAfterMs === undefined ? problem : { ...problem, retryAfterMs };
  }
  throw new Error('it went well');
}

describe('a bot', () => {
  test('posts once, and finds the message by its key', async () => {
    const slack = bot();
    const posted = await slack.post(message);
    expect(posted).toMatchObject({ kind: 'sent', channel: 'C0ONBOARD01' });
    expect(shown()).toEqual([message.text]);
    const found = await slack.find(message.key, message.channel, soon());
    expect(found?.ts).toMatch(/^\d+\.\d{6}$/);
    expect(posted).toMatchObject({ ...found });
    expect(await slack.find('another key', message.channel, soon())).toBeUndefined();
    expect(await slack.find(message.key, message.channel, new Date(Date.now() + 120_000))).toBeUndefined();
  });

  test('looks a channel’s name up once, over several pages, and takes an id as it is', async () => {
    const slack = bot();
    await slack.post({ ...message, channel: 'idle-and-escalated-help-desk-tickets' });
    const pages = requests('conversations.list');
    expect(pages).toBeGreaterThan(1);
    await slack.post({ ...message, channel: '#idle-and-escalated-help-desk-tickets' });
    await slack.post({ ...message, channel: 'C0ONCALL002' });
    expect(requests('conversations.list')).toBe(pages);
    expect(shown('on-call')).toHaveLength(1);
  });

  test('finds a message below many others', async () => {
    const slack = bot();
    await slack.post(message);
    simulator.edit('others', ({ channels }) => {
      const second = Math.floor(Date.now() / 1000) + 1;
      for (let number = 0; number < 450; number += 1) {
        const ts = `${second}.${String(number).padStart(6, '0')}`;
        channels[0]?.messages.push({
          ts,
          user: 'U1',
          text: 'chat',
          metadata: { event_type: 'x', event_payload: {} },
        });
      }
    });
    expect(await slack.find(message.key, message.channel, soon())).toBeDefined();
    expect(requests('conversations.history')).toBe(3);
  });

  test('no name in a text can ring everybody', async () => {
    await bot().post({ ...message, text: 'R&D <!channel>' });
    expect(shown()).toEqual(['R&amp;D &lt;!channel&gt;']);
  });

  test.each([
    ['429', 'rate-limited', 0],
    ['not-in-channel', 'permission-missing', 0],
    ['invalid-auth', 'credentials-rejected', 0],
    ['archived', 'input-rejected', 0],
    ['ok-false-200', 'message-unknown', 0],
    ['500', 'message-unknown', 0],
    ['html-200', 'message-unknown', 0],
    ['hang', 'message-unknown', 0],
    ['drop-before-commit', 'message-unknown', 0],
    ['post-then-drop', 'message-unknown', 1],
    ['truncate', 'message-unknown', 1],
  ])('%s is %s, after one request', async (kind, code, messages) => {
    simulator.faults.add({ kind, path: 'chat.postMessage' });
    const problem = await problemOf(bot().post(message));
    expect(problem.code).toBe(code);
    expect(requests('chat.postMessage')).toBe(1);
    expect(shown()).toHaveLength(messages);
  });

  test('a lost answer on a connection that was used before is not repeated below us either', async () => {
    const slack = bot();
    await slack.post({ ...message, key: 'earlier' });
    simulator.faults.add({ kind: 'post-then-drop' });
    expect((await problemOf(slack.post(message))).code).toBe('message-unknown');
    expect(shown()).toHaveLength(2);
    expect(requests('chat.postMessage')).toBe(2);
  });

  test('after a lost answer the look-up finds the message, though at times only later', async () => {
    const slack = bot();
    simulator.faults.add({ kind: 'history-late', times: 1, options: { ms: 300 } });
    simulator.faults.add({ kind: 'post-then-drop', times: 1 });
    expect((await problemOf(slack.post(message))).class).toBe('unknown-outcome');
    expect(await slack.find(message.key, message.channel, soon())).toBeUndefined();
    const isFound = async () => (await slack.find(message.key, message.channel, soon())) !== undefined;
    await waitFor('the look-up finds it', isFound);
    expect(shown()).toHaveLength(1);
  });

  test('Retry-After is kept, and the wait left to the workflow', async () => {
    const slack = bot();
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((number) => slack.post({ ...message, key: String(number) })),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { problem: { code: 'rate-limited' }, retryAfterMs: 1000 } }]);
    expect(shown()).toHaveLength(3);
  });

  test('a failed look-up is unavailable: nothing was sent that could be doubled', async () => {
    simulator.faults.add({ kind: 'post-then-drop', path: 'chat.postMessage', times: 1 });
    simulator.faults.add({ kind: '500', path: 'conversations.history', times: 1 });
    const slack = bot();
    await problemOf(slack.post(message));
    expect((await problemOf(slack.find(message.key, message.channel, soon()))).code).toBe('unavailable');
    expect(await slack.find(message.key, message.channel, soon())).toBeDefined();
  });

  test.each([
    ['#no-such-channel', 'not-found'],
    ['C0NOSUCH999', 'not-found'],
    ['#onboarding-2023', 'not-found'],
    ['general', 'permission-missing'],
  ])('the channel %s is %s', async (channel, code) => {
    expect((await problemOf(bot().post({ ...message, channel }))).code).toBe(code);
  });

  test('a failed look-up of a name is not remembered', async () => {
    const slack = bot();
    simulator.faults.add({ kind: '500', path: 'conversations.list', times: 1 });
    expect((await problemOf(slack.post(message))).code).toBe('unavailable');
    expect(await slack.post(message)).toMatchObject({ kind: 'sent' });
  });

  test('a wrong token is told without being shown', async () => {
    const problem = await problemOf(bot('xoxb-very-secret').post(message));
    expect(problem.code).toBe('credentials-rejected');
    expect(JSON.stringify(problem)).not.toContain('xoxb');
  });

  test('nobody listens', async () => {
    await simulator.stop();
    expect((await problemOf(bot().post({ ...message, channel: 'C0ONBOARD01' }))).code).toBe('unavailable');
  });
});

describe('a webhook', () => {
  test('posts into its own channel and says no more than that', async () => {
    expect(await webhook().post(message)).toEqual({ kind: 'sent-unconfirmed' });
    expect(shown()).toEqual([message.text]);
  });

  test.each([
    ['429', 'rate-limited', 0],
    ['not-in-channel', 'permission-missing', 0],
    ['invalid-auth', 'credentials-rejected', 0],
    ['archived', 'input-rejected', 0],
    ['ok-false-200', 'message-unknown', 0],
    ['500', 'message-unknown', 0],
    ['html-200', 'message-unknown', 0],
    ['hang', 'message-unknown', 0],
    ['post-then-drop', 'message-unknown', 1],
    ['truncate', 'message-unknown', 1],
  ])('%s is %s, after one request', async (kind, code, messages) => {
    simulator.faults.add({ kind, path: '/services/' });
    const problem = await problemOf(webhook().post(message));
    expect(problem.code).toBe(code);
    expect(requests('/services/')).toBe(1);
    expect(shown()).toHaveLength(messages);
  });

  test('cannot be looked up: a person does', async () => {
    expect((await problemOf(webhook().find(message.key, '#onboarding', soon()))).code).toBe(
      'message-unknown',
    );
  });

  test('its address is a secret', async () => {
    const problem = await problemOf(webhook('T0/B0/secretPart').post(message));
    expect(problem.code).toBe('not-found');
    expect(JSON.stringify(problem)).not.toContain('secretPart');
  });

  test('nobody listens', async () => {
    await simulator.stop();
    expect((await problemOf(webhook().post(message))).code).toBe('unavailable');
  });
});

test('switched off, nothing is sent', async () => {
  expect(await createSlack({ mode: 'off' }).post(message)).toEqual({ kind: 'off' });
  expect(simulator.journalLog).toEqual([]);
});

test('a run for this machine refuses every other address', () => {
  const refuseNonLoopback = true;
  const apiUrl = 'https://slack.com/api/';
  const url = 'https://hooks.slack.com/services/T/B/secret';
  expect(() => createSlack({ mode: 'bot', token: 't', apiUrl, refuseNonLoopback })).toThrow(/is slack\.com/);
  expect(() => createSlack({ mode: 'webhook', url, refuseNonLoopback })).toThrow(/is hooks\.slack\.com\.$/);
});
