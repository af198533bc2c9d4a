import { expect, test } from '@jest/globals';
import { decisionLinkOf } from '../../../activities/links/decision-link.ts';
import { linkKeyOf } from '../../../activities/links/sealed-token.ts';
import { digestFor } from '../../../activities/sweeps/digests.ts';
import { type DueReminder, remindersOf } from '../../../activities/sweeps/reminders.ts';
import { parseProfile } from '../../../domain/yaml-document.ts';
import { dana, harbor } from '../../client/states.ts';
import { decisionOf } from '../../client/web/decision-of.ts';
import { edited, rightValue, textOf } from '../../domain/examples.ts';

const linkKey = Buffer.alloc(32, 'a key of no value').toString('base64');
const now = '2026-12-01T14:00:00.000Z';
const mailing = edited(textOf('onboarding.yaml'), ['  email:\n    mode: "off"', '  email:\n    mode: smtp']);
const profile = rightValue(
  parseProfile(`${mailing}\nweb:\n  url: https://onboard.example.com/\n`, 'onboarding.yaml'),
);
const loaded = { profile, secrets: { linkKey }, revision: 'r1' };

const due: DueReminder = {
  workflowId: 'onboarding-harbor-dental',
  customerId: harbor.id,
  customerName: harbor.name,
  decision: 'contract-terms',
  revision: '3f2a90c1d4e5 2',
  asks: '3f2a90c1d4e5',
  proof: 'oidc',
  title: 'Contract terms and plan',
  urgent: false,
  since: '2026-11-30T14:00:00.000Z',
  nudge: { at: now, to: [dana], level: 'remind', number: 1 },
};

const bodyFor = (one: DueReminder) =>
  digestFor(loaded, dana, [one], { key: 'sweep', now }).map(
    (message) => 'text' in message && message.text,
  )[0] || '';

test('a digest leads whoever may decide to the decision as it is asked, by a link of their own', () => {
  const [, token = ''] = /Or here: https:\/\/onboard\.example\.com\/d\/(\S+)/.exec(bodyFor(due)) ?? [];
  expect(decisionLinkOf(linkKeyOf(linkKey), token)).toMatchObject({
    customer: harbor.id,
    decision: 'contract-terms',
    revision: '3f2a90c1d4e5',
    person: dana,
    proof: 'oidc',
    expiresAt: '2026-12-08T14:00:00.000Z',
  });
});

test('what is due says how well proven an answer must be, for the link', () => {
  const { state } = decisionOf('contract terms');
  const { plan } = state;
  if (plan === undefined) throw new Error('no plan');
  const contractTerms = { ...plan.rules.contractTerms, minimumProof: 'oidc' as const };
  const asked = { ...state, plan: { ...plan, rules: { ...plan.rules, contractTerms } } };
  const found = remindersOf(
    profile,
    { workflowId: due.workflowId, state: asked },
    '2026-11-24T20:00:00.000Z',
  );
  expect(found).toMatchObject([{ decision: 'contract-terms', proof: 'oidc' }]);
});

test('whoever only sees to it that others answer gets no link', () => {
  const text = bodyFor({ ...due, nudge: { ...due.nudge, level: 'office-admin' } });
  expect(text).toContain('please see to it');
  expect(text).not.toContain('Or here');
});
