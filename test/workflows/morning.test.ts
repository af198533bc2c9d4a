import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '../../workflows/limits.ts';
import { holdUpdate } from '../../workflows/messages.ts';
import { dana, FakeOnboarding, newCustomer } from '../support/fake-onboarding.ts';
import { morningOf, untilListed } from '../support/sweeps.ts';
import { quietTemporal } from '../support/temporal.ts';
import { type Office, openOffice } from '../support/workflow-office.ts';

quietTemporal();
let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office?.close());

/** The posts in the channel; the mails say the same. */
const told = () => office.messages.about('morning/').map(({ text }) => text);
const mails = () => office.messages.delivered.filter(({ text }) => text.includes('Nothing is overdue'));

/** The morning of the day of the go-live, before it; or so many days later. */
async function morningOfGoLive(onboarding: FakeOnboarding, days = 0): Promise<string> {
  return new Date((await onboarding.instant()) - HOUR_MS + days * DAY_MS).toISOString();
}

async function ready(): Promise<FakeOnboarding> {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  await untilListed(office, "OnboardStage = 'ready'", 1);
  return onboarding;
}

describe('the message of the morning', () => {
  test('comes also when nobody goes live, so that its absence means something', async () => {
    const result = await morningOf(office, '2026-12-01T11:00:00Z');
    expect(result).toEqual({ goLives: 0, messages: 2, heartbeat: 'sent', troubles: [] });
    expect(
      mails()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['#onboarding', 'dana.ops@example.com']);
    expect(told()).toEqual(['2026-12-01: no go-live today\nNothing is overdue, on hold or in trouble.']);
    expect(office.messages.heartbeats).toBe(1);
  });

  test('says who goes live, in local time and UTC, and whether all is ready', async () => {
    const onboarding = await ready();
    const { plan } = await onboarding.state();
    const { goLives } = await morningOf(office, await morningOfGoLive(onboarding));
    expect(goLives).toBe(1);
    const [text = ''] = told();
    expect(text).toContain('1 go-live today');
    expect(text).toContain(`${plan?.goLive.localDate} ${plan?.goLive.localTime} ${plan?.goLive.zone}`);
    expect(text).toContain('UTC, ready');
    expect(text).not.toContain('NOT');
    await morningOf(office, await morningOfGoLive(onboarding, -1));
    expect(told().at(-1)).toContain('no go-live today');
  });

  test('says what is missing, what is on hold and in trouble, and afterwards what is overdue', async () => {
    const onboarding = new FakeOnboarding(office, newCustomer(14));
    onboarding.outside.failWrites('vip-users', 'page-changed', 1);
    await onboarding.start();
    await onboarding.approve();
    await onboarding.untilAsked('vip-users');
    await onboarding.handle.executeUpdate(holdUpdate, {
      args: [{ by: dana, provenBy: 'claimed: test@loopback', reason: 'the owner is away' }],
    });
    await untilListed(office, 'OnboardNeedsAttention = true', 1);
    await morningOf(office, await morningOfGoLive(onboarding));
    const [text = ''] = told();
    expect(text).toContain('NOT ready: VIP users');
    expect(text).toMatch(
      /On hold:\n- Harbor Dental Group \(example\): since .* by dana\.ops: the owner is away/,
    );
    expect(text).toMatch(/In trouble:\n- Harbor Dental Group \(example\): VIP users/);
    expect(text).not.toContain('Overdue');

    await onboarding.forwardToInstant(60_000);
    await onboarding.untilStage('go-live-blocked');
    await morningOf(office, await morningOfGoLive(onboarding, 1));
    expect(told().at(-1)).toMatch(/Overdue:\n- Harbor Dental Group \(example\): NOT live, was to be/);
  });
});

describe('the heartbeat', () => {
  test('does not come when no message went out: whoever watches it learns of that', async () => {
    for (const via of ['#onboarding', 'dana'])
      office.messages.fault(via === 'dana' ? 'Hello dana' : 'no go-live', 'rejected');
    const result = await morningOf(office, '2026-12-01T11:00:00Z');
    expect(result).toMatchObject({ heartbeat: 'held-back', messages: 2 });
    expect(office.messages.heartbeats).toBe(0);
  });

  test('that fails is only noted: the message went out', async () => {
    office.messages.refuseHeartbeats = true;
    const result = await morningOf(office, '2026-12-01T11:00:00Z');
    expect(result).toMatchObject({
      heartbeat: 'failed',
      troubles: [expect.stringContaining('did not answer')],
    });
    expect(mails()).toHaveLength(2);
  });
});
