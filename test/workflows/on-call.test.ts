import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MINUTE_MS } from '../../workflows/limits.ts';
import { FakeOnboarding, until } from '../support/fake-onboarding.ts';
import { quietTemporal } from '../support/temporal.ts';
import { type Office, openOffice } from '../support/workflow-office.ts';

quietTemporal();
let office: Office;
beforeEach(async () => {
  office = await openOffice();
  office.useProfile({ policies: { onCall: { people: ['sam'], pager: 'ONBOARD_PAGER_URL' } } });
});
afterEach(() => office?.close());

/** With a step open at the instant, which is early in the morning: long before anybody works. */
async function blocked(meanwhile = () => {}): Promise<FakeOnboarding> {
  const onboarding = new FakeOnboarding(office);
  onboarding.outside.failWrites('vip-users', 'page-changed', 1);
  await onboarding.start();
  await onboarding.approve();
  await onboarding.untilAsked('vip-users');
  await onboarding.forwardToInstant(-MINUTE_MS);
  meanwhile();
  await onboarding.forwardToInstant(1_000);
  await onboarding.untilStage('go-live-blocked');
  return onboarding;
}

/** What rang, by way: the pager, a mail, Slack. */
function rang() {
  return office.messages.delivered.filter(
    ({ text }) => text.includes('onboard resolve') && text.includes('--go-now'),
  );
}
const ways = () =>
  rang()
    .map(({ via, to }) => `${via} ${to}`)
    .toSorted();
const all = ['email sam@example.com', 'pager pager', 'slack #on-call'];

test('a blocked go-live rings Slack, a named person’s mail and the pager at once, whatever the hour', async () => {
  await blocked();
  await until(
    () => rang().length === 3,
    () => 'all three',
  );
  expect(ways()).toEqual(all);
});

test('while Slack is down the others ring without delay, and Slack follows', async () => {
  const onboarding = await blocked(() => office.messages.faultVia('slack', 'refused'));
  await until(
    () => rang().length === 2,
    () => 'the others',
  );
  expect(ways()).toEqual(['email sam@example.com', 'pager pager']);
  await onboarding.forward(10 * MINUTE_MS);
  expect(ways()).toEqual(all);
});

test('a pager whose answer is lost rings again under the same key; it knows that it is one alarm', async () => {
  office.messages.faultVia('pager', 'taken-answer-lost');
  const onboarding = await blocked();
  await onboarding.forward(10 * MINUTE_MS);
  const alarms = rang().filter(({ via }) => via === 'pager');
  expect(alarms).toHaveLength(2);
  expect(new Set(alarms.map(({ key }) => key)).size).toBe(1);
  const { messages } = await onboarding.state();
  expect(messages.filter(({ via }) => via === 'pager')).toMatchObject([{ outcome: 'sent' }]);
});
