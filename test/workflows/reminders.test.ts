import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Context } from '@temporalio/activity';
import { reminderPlan } from '../../domain/reminders.ts';
import { openDecisions } from '../../workflows/decisions/open-decisions.ts';
import { HOUR_MS } from '../../workflows/limits.ts';
import { nudgedSignal } from '../../workflows/messages.ts';
import type { SentNudge } from '../../workflows/onboarding/state.ts';
import { dana, FakeOnboarding, newCustomer, until } from '../support/fake-onboarding.ts';
import { remindersAt, untilListed } from '../support/sweeps.ts';
import { quietTemporal } from '../support/temporal.ts';
import { type Office, openOffice } from '../support/workflow-office.ts';

quietTemporal();

const day = { from: '08:30', to: '17:30' };
const weekdays = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
const people = [
  { id: 'dana.ops', roles: ['ops'], deputy: 'pat' },
  { id: 'sam', roles: ['technician'] },
  { id: 'pat', roles: ['owner'] },
  { id: 'morgan', roles: ['office-admin'] },
];

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  office.useProfile({ people, businessHours: weekdays });
});
afterEach(() => office?.close());

const WAITS = "OnboardStage = 'waiting-for-approval' AND OnboardNeedsAttention = true";

/** So many onboardings that wait for approval, their go-live six weeks away. */
async function waiting(count = 1): Promise<FakeOnboarding[]> {
  const all = Array.from({ length: count }, () => new FakeOnboarding(office, newCustomer(42)));
  for (const onboarding of all) {
    await onboarding.start();
    await onboarding.untilStage('waiting-for-approval');
  }
  await untilListed(office, WAITS, count);
  return all;
}

const digests = () =>
  office.messages.delivered.filter(
    ({ via, text }) => via === 'email' && /(Decide|Reply): onboard/.test(text),
  );
const posts = () => office.messages.about('reminders/').filter(({ via }) => via === 'slack');

/** In the afternoon of a working day, a day from now at the earliest: by then everybody is to be reminded once. */
function workingAfternoon(): string {
  const at = new Date(Date.now() + 24 * HOUR_MS);
  at.setUTCHours(20, 0, 0, 0);
  while (at.getUTCDay() % 6 === 0) at.setTime(at.getTime() + 24 * HOUR_MS);
  return at.toISOString();
}

const HALF_HOUR_MS = HOUR_MS / 2;
const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();

test('a decision that nobody answers goes to whoever decides, the deputy, then the office admin', async () => {
  const [onboarding] = await waiting();
  const state = await onboarding?.state();
  const [decision] = state === undefined ? [] : openDecisions(state);
  if (onboarding === undefined || decision === undefined) throw new Error('There is a decision.');
  const { nudges } = reminderPlan(office.profile(), decision, 'test');
  const heard: string[] = [];
  const sweep = async (at: string) => {
    const before = digests().length;
    await remindersAt(office, at);
    const sent = digests().slice(before);
    heard.push(...sent.map(({ to }) => to));
    return sent.length;
  };
  for (const { at } of nudges.slice(0, 6)) {
    await onboarding.forward({ until: new Date(at) });
    expect([at, await sweep(later(at, -1_000))]).toEqual([at, 0]);
    expect([at, await sweep(later(at, HALF_HOUR_MS - 1))]).toEqual([at, 1]);
    expect([at, await sweep(later(at, HALF_HOUR_MS))]).toEqual([at, 0]);
  }
  expect(heard).toEqual([
    'dana.ops@example.com',
    'dana.ops@example.com',
    'pat@example.com',
    'morgan@example.com',
    'morgan@example.com',
    'morgan@example.com',
  ]);
  const after = await onboarding.state();
  expect(after.nudges.map(({ level }) => level).join()).toBe(
    'remind,remind,deputy,office-admin,office-admin,office-admin',
  );
  expect(after.timeline.map(({ text }) => text)).toContain(
    'Reminder 3 (deputy) about contract-terms to pat.',
  );
});

test('at night and at weekends nobody is reminded, however much is due', async () => {
  await waiting();
  const afternoon = workingAfternoon();
  // 22:00 and 02:00 in New York, and each day of a weekend at noon.
  const quiet = [7 * HOUR_MS, 11 * HOUR_MS].map((ms) => later(afternoon, ms));
  const weekend = Array.from({ length: 7 }, (_none, day) =>
    later(afternoon, -3 * HOUR_MS + day * 24 * HOUR_MS),
  ).filter((at) => new Date(at).getUTCDay() % 6 === 0);
  for (const at of [...quiet, ...weekend])
    expect([at, await remindersAt(office, at)]).toMatchObject([at, { reminded: 0, messages: 0 }]);
  expect(await remindersAt(office, afternoon)).toMatchObject({ reminded: 1 });
});

test('twenty onboardings with a decision each give one mail to each person and one message in the channel', async () => {
  const all = await waiting(20);
  const { reminded, messages, troubles } = await remindersAt(office, workingAfternoon());
  expect({ reminded, messages, troubles }).toEqual({ reminded: 20, messages: 2, troubles: [] });
  expect(digests().map(({ to }) => to)).toEqual(['dana.ops@example.com']);
  expect(posts()).toMatchObject([{ to: '#onboarding' }]);
  for (const { customer } of all)
    expect(digests()[0]?.text).toContain(`onboard decide ${customer.id} contract-terms`);
  expect(posts()[0]?.text).toContain('20 decisions wait');

  const again = await remindersAt(office, workingAfternoon());
  expect(again).toMatchObject({ reminded: 0, messages: 0 });
});

describe('the ledger', () => {
  test('a worker that dies between sending and telling sends nothing twice', async () => {
    const [onboarding] = await waiting();
    let telling = 0;
    const dying = await office.hire('dying', {
      reportNudges: () => {
        telling += 1;
        // Until the worker is gone: the answer never comes.
        return Context.current().cancelled;
      },
    });
    const swept = remindersAt(office, workingAfternoon(), 'dying');
    await until(
      () => telling === 1,
      () => 'the onboarding to be told',
    );
    await dying();
    const successors = await office.hire('dying', {});
    expect(await swept).toMatchObject({ reminded: 1, troubles: [] });
    await successors();
    expect(digests()).toHaveLength(1);
    expect(posts()).toHaveLength(1);
    expect((await onboarding?.state())?.nudges).toMatchObject([{ level: 'remind', to: [dana] }]);
    expect(await remindersAt(office, workingAfternoon())).toMatchObject({ reminded: 0 });
  });

  test('an onboarding that is told twice knows it once', async () => {
    const [onboarding] = await waiting();
    const nudge: SentNudge = {
      decision: 'contract-terms',
      revision: 'r',
      number: 1,
      level: 'remind',
      to: [dana],
      at: workingAfternoon(),
    };
    await onboarding?.handle.signal(nudgedSignal, [nudge, nudge]);
    await onboarding?.handle.signal(nudgedSignal, [nudge, { ...nudge, number: 2 }]);
    const { nudges, timeline } = (await onboarding?.state()) ?? { nudges: [], timeline: [] };
    expect(nudges.map(({ number }) => number)).toEqual([1, 2]);
    expect(timeline.filter(({ text }) => text.startsWith('Reminder'))).toHaveLength(2);
  });

  test('what certainly did not go out is due again; what may have gone out is not', async () => {
    await waiting();
    office.useProfile({ people, businessHours: weekdays, slack: { mode: 'off' } });
    office.messages.fault('Asked since', 'rejected');
    const failed = await remindersAt(office, workingAfternoon());
    expect(failed).toMatchObject({ reminded: 0, troubles: [expect.stringContaining('not-sent')] });
    office.messages.fault('Asked since', 'lost');
    const lost = await remindersAt(office, workingAfternoon());
    expect(lost).toMatchObject({ reminded: 1, troubles: [expect.stringContaining('unknown')] });
    expect(await remindersAt(office, workingAfternoon())).toMatchObject({ reminded: 0, messages: 0 });
    expect(digests()).toEqual([]);
  });
});

test('a question that was put back to somebody unknown goes on reminding those who decide, as a new series', async () => {
  const [onboarding] = await waiting();
  await remindersAt(office, workingAfternoon());
  await onboarding?.decide({
    decision: 'remark',
    about: 'contract-terms',
    choice: 'ask-back',
    reason: 'Which plan?',
  });
  await remindersAt(office, workingAfternoon());
  expect(digests()).toHaveLength(2);
  expect(digests()[1]?.text).toContain('dana.ops asks: Which plan?');
});
