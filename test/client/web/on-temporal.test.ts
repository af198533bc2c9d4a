import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'puppeteer';
import { decisionToken } from '../../../activities/links/decision-link.ts';
import { createWebApp } from '../../../client/web/server.ts';
import { temporalDesk } from '../../../client/web/temporal-desk.ts';
import type { Profile } from '../../../domain/profile.ts';
import { parseProfile } from '../../../domain/yaml-document.ts';
import { type OidcSimulator, startOidcSimulator } from '../../../simulators/oidc/server.ts';
import { decisionNamed } from '../../../workflows/decisions/open-decisions.ts';
import { edited, rightValue, textOf } from '../../domain/examples.ts';
import { openBrowser } from '../../support/browser.ts';
import { dana, FakeOnboarding, sam, until } from '../../support/fake-onboarding.ts';
import { quietTemporal } from '../../support/temporal.ts';
import { type Office, openOffice, taskQueue } from '../../support/workflow-office.ts';
import { freshTab, press, shown } from './page-browser.ts';

jest.setTimeout(120_000);
quietTemporal();

const client = { id: 'onboard', secret: 'a-client-secret' };
const users = [
  { sub: 'u-7', email: 'sam@example.com', emailVerified: true },
  { sub: 'u-8', email: 'dana.ops@example.com', emailVerified: true },
];
const key = randomBytes(32);
const log: string[] = [];

let office: Office;
let browser: Browser;
let provider: OidcSimulator;
let app: FastifyInstance;
let url: string;
let page: Page;
beforeAll(async () => {
  [office, browser, provider] = await Promise.all([
    openOffice(),
    openBrowser(),
    startOidcSimulator({ client, users }),
  ]);
  let profile = profileOf('http://127.0.0.1:1');
  const store = { get: async () => undefined };
  app = await createWebApp({
    ...{ key, clientSecret: client.secret, host: 'desk-of-tests', profile: () => profile },
    desk: temporalDesk({ client: office.client, taskQueue }, store),
    now: () => new Date(),
    tell: (line) => log.push(line),
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  profile = profileOf(url);
  wantProof({});
});
afterAll(async () => {
  await Promise.all([browser.close(), app.close(), provider.stop(), office.close()]);
});
beforeEach(async () => {
  page = await freshTab(browser, 'phone');
});

/** What the onboardings that are planned from now on want of answers. */
function wantProof(proof: { readonly [question: string]: string }): void {
  const policies = { fourEyes: false, proof };
  office.useProfile({ web: { url }, linkKey: key.toString('base64'), policies });
}

/** The same people as those of the office. */
function profileOf(address: string): Profile {
  const people = `people:
  - { id: dana.ops, name: Dana, email: dana.ops@example.com, roles: [ops] }
  - { id: sam, name: Sam, email: sam@example.com, roles: [technician] }
`;
  const text = edited(
    textOf('onboarding.yaml').replace(/people:\n.*?\nsystems:\n/s, `${people}\nsystems:\n`),
    [
      'policies:\n',
      `web:\n  url: ${address}\n  oidc: { issuer: "${provider.issuer}", clientId: onboard }\npolicies:\n`,
    ],
  );
  const profile = rightValue(parseProfile(text, 'onboarding.yaml'));
  const { systems } = profile;
  return { ...profile, systems: { ...systems, email: { ...systems.email, mode: 'smtp' } } };
}

/** The newest mail to somebody in which that stands. */
function mailTo(address: string, pattern: RegExp): Promise<string> {
  const found = () =>
    office.messages.delivered
      .filter(({ via, to }) => via === 'email' && to === address)
      .flatMap(({ text }) => pattern.exec(text)?.[1] ?? [])
      .at(-1);
  return until(found, () => `a mail to ${address} with ${pattern}`);
}

async function decide(choice: string): Promise<void> {
  for (const box of await page.$$(`::-p-xpath(//form[h3="${choice}"]//input[@type="checkbox"])`))
    await box.click();
  await press(page, choice);
}

test('a plan is approved on a phone, by the link and the code that were mailed', async () => {
  wantProof({ contractTerms: 'mailed code' });
  const onboarding = await new FakeOnboarding(office).start();
  await onboarding.untilStage('waiting-for-approval');
  const link = await mailTo('dana.ops@example.com', /Decide here: (\S+)/);
  expect(link).toMatch(new RegExp(`^${url}/d/`));
  await page.goto(link);
  await press(page, 'Mail me a code');
  await page.type('input[name=code]', await mailTo('dana.ops@example.com', /Your code is (\d{6})/));
  await press(page, 'Show the decision');
  await decide('Approve');
  expect(await shown(page)).toContain('dana.ops answered “approve”');
  const { answers, approved } = await onboarding.state();
  expect(approved?.by).toBe('dana.ops');
  expect(answers).toEqual([
    expect.objectContaining({ choice: 'approve', provenBy: 'mailed code: dana.ops@example.com' }),
  ]);
});

test('a plan that a mailed code is not enough for is approved by its link, which leads through a sign-in', async () => {
  wantProof({ contractTerms: 'oidc' });
  const onboarding = await new FakeOnboarding(office).start();
  await onboarding.untilStage('waiting-for-approval');
  const about = new RegExp(`${onboarding.customer.id}[^]*Decide here: (\\S+)`);
  const link = await mailTo('dana.ops@example.com', about);
  await page.goto(link);
  expect(await shown(page)).toContain('It needs a stronger proof of who you are than a mailed code.');
  await press(page, 'Sign in', 'link');
  await press(page, 'dana.ops@example.com');
  expect(page.url()).toBe(link);
  await decide('Approve');
  expect(await shown(page)).toContain('dana.ops answered “approve”');
  const provenBy = `oidc: ${provider.issuer} u-8`;
  expect((await onboarding.state()).answers).toEqual([
    expect.objectContaining({ choice: 'approve', provenBy }),
  ]);
});

test('a parked step is answered after a sign-in, from the link that Slack shows to everybody', async () => {
  wantProof({});
  const onboarding = new FakeOnboarding(office);
  onboarding.outside.failWrites('vip-users', 'page-changed', 1);
  await onboarding.start();
  await onboarding.approve();
  const slack = () =>
    office.messages
      .alerts(onboarding.customer.id, 'VIP users')
      .flatMap(({ text }) => /Decide here: (\S+)/.exec(text)?.[1] ?? [])
      .at(-1);
  const link = await until(slack, () => 'the alert in Slack');
  expect(link).toBe(`${url}/onboardings/${onboarding.customer.id}/decisions/vip-users`);
  await page.goto(link);
  await press(page, 'Sign in', 'link');
  await press(page, 'sam@example.com');
  expect(page.url()).toBe(link);
  await decide('Try again');
  await onboarding.until(({ outcomes }) => outcomes['vip-users'] !== undefined, 'the step to be settled');
  const { answers } = await onboarding.state();
  expect(answers.at(-1)).toMatchObject({
    choice: 'retry',
    by: sam,
    provenBy: `oidc: ${provider.issuer} u-7`,
  });
});

test('a link that has expired is judged where the answer arrives, and a weak proof is refused', async () => {
  wantProof({ contractTerms: 'mailed code' });
  const onboarding = await new FakeOnboarding(office).start();
  const state = await onboarding.untilStage('waiting-for-approval');
  const decision = decisionNamed(state, 'contract-terms');
  const desk = temporalDesk({ client: office.client, taskQueue }, { get: async () => undefined });
  const approve = {
    decision: 'contract-terms',
    choice: 'approve',
    planHash: decision?.revision ?? '',
    by: dana,
    accepts: state.plan?.questions.map(({ id }) => id) ?? [],
  } as const;
  const linkExpiresAt = '2026-01-01T00:00:00.000Z';
  const byCode = { ...approve, provenBy: 'mailed code: dana.ops@example.com' };
  await expect(desk.answer(onboarding.customer.id, { ...byCode, linkExpiresAt }, 'late')).rejects.toThrow(
    'The link was good until 2026-01-01T00:00:00.000Z.',
  );
  await expect(
    desk.answer(onboarding.customer.id, { ...approve, provenBy: 'token: web' }, 'weak'),
  ).rejects.toThrow('This needs a proof of who you are of the kind “mailed code”');
  expect((await onboarding.state()).answers).toEqual([]);
});

test('the board shows what runs, and a hold made there is kept', async () => {
  const onboarding = await new FakeOnboarding(office).start();
  await onboarding.untilStage('waiting-for-approval');
  await page.goto(`${url}/sign-in/oidc?to=/`);
  await press(page, 'sam@example.com');
  await until(
    async () => {
      await page.goto(url);
      return (await page.$(`a[href="/onboardings/${onboarding.customer.id}"]`)) !== null;
    },
    () => 'the onboarding on the board',
  );
  await page.goto(`${url}/onboardings/${onboarding.customer.id}`);
  await page.click('::-p-xpath(//summary[.="Hold"])');
  await page.type('details[open] textarea', 'The contract is being amended.');
  await press(page, 'Hold');
  expect((await onboarding.state()).hold).toMatchObject({
    by: sam,
    reason: 'The contract is being amended.',
  });
  expect(await shown(page)).toContain('The contract is being amended.');
});

test('a code that the mail server does not take is told, and one never stands in history', async () => {
  const onboarding = await new FakeOnboarding(office).start();
  const { plan } = await onboarding.untilStage('waiting-for-approval');
  const token = decisionToken(key, {
    ...{ customer: onboarding.customer.id, decision: 'contract-terms', revision: plan?.hash ?? '' },
    ...{ person: sam, proof: 'claimed', expiresAt: new Date(Date.now() + 86_400_000).toISOString() },
  });
  await page.goto(`${url}/d/${token}`);
  office.messages.fault('Your code is', 'refused');
  await press(page, 'Mail me a code');
  expect(await shown(page)).toContain('The code could not be mailed.');
  await page.goto(`${url}/d/${token}`);
  await press(page, 'Mail me a code');
  const code = await mailTo('sam@example.com', /Your code is (\d{6})/);
  const histories: string[] = [];
  for await (const { workflowId } of office.client.workflow.list({ query: "WorkflowType = 'sendCode'" }))
    histories.push(JSON.stringify(await office.client.workflow.getHandle(workflowId).fetchHistory()));
  expect(histories.length).toBeGreaterThan(0);
  for (const history of histories) expect(history).not.toContain(code);
});
