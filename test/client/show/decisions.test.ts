import { describe, expect, test } from '@jest/globals';
import { allAsked, causesOf, parkedFor } from '../../../client/asked.ts';
import { duenessOf } from '../../../client/due.ts';
import { showDecision, showDecisions } from '../../../client/show/decisions.ts';
import { plain } from '../../../client/show/paint.ts';
import { openDecisions } from '../../../workflows/decisions/open-decisions.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { dana, planFor, stateWith, untouched, vipsOpen } from '../states.ts';

const NOW_MS = Date.parse('2026-11-22T12:00:00Z');

function whole(changes: Partial<OnboardingState> = {}): string {
  const state = stateWith(changes);
  const [decision] = openDecisions(state);
  return decision === undefined ? 'nothing' : showDecision({ state, decision }, NOW_MS, plain);
}

describe('a decision', () => {
  test('is shown with question, who, since, deadline and what happens without an answer', () => {
    const text = whole();
    expect(text).toContain('Are these the terms of the signed contract, and may this be done?');
    expect(text).toMatch(/From: +dana\.ops or pat$/m);
    expect(text).toMatch(/Since: +2026-11-22 09:00 UTC$/m);
    expect(text).toMatch(/Deadline: +2026-12-14 12:00 UTC\. Without an answer: Nothing is written but R1/);
  });

  test('is shown with each fact beside clause and link', () => {
    expect(whole()).toMatch(/Contract +https:\/\/contracts\.example\.com\S+$/m);
    expect(whole()).toMatch(/Service model +per-incident +§/);
  });

  test('has for each answer what happens then and exactly what to type', () => {
    const { hash } = planFor(untouched);
    expect(whole()).toContain(
      `    onboard decide harbor-dental contract-terms --answer approve --revision ${hash}`,
    );
    expect(whole()).toContain(
      '    onboard decide harbor-dental contract-terms --answer decline --reason "…"',
    );
    expect(whole()).toContain('    onboard decide harbor-dental contract-terms --ask-back "…"');
    expect(whole()).toContain('  Decline: Nothing is done until the file is amended');
  });

  test('names what an approval accepts, and types it', () => {
    const plan = planFor(untouched);
    const questions = [{ id: 'silent-hours', text: 'Nobody answers on Sunday.' }];
    const text = whole({ plan: { ...plan, questions } });
    expect(text).toContain('silent-hours: Nobody answers on Sunday.');
    expect(text).toContain('--answer approve --accept silent-hours --revision');
  });

  test('says where the pictures of its step lie, and of no other', () => {
    const key = 'onboarding-harbor-dental/run/ensureLiftOffAccount-1-1/01-login-failed.png';
    const evidence = [{ key, sha256: '0'.repeat(64) }];
    const other = { ...vipsOpen, step: 'approvers', evidence: [{ key: 'other.png', sha256: '' }] } as const;
    const text = whole({ stage: 'preparing', openItems: [{ ...vipsOpen, evidence }, other] });
    expect(text).toContain(`  Pictures\n    evidence/${key}\n`);
    expect(text).not.toContain('other.png');
  });

  test('shows the instruction for a person, and what was asked back', () => {
    const at = '2026-11-22T11:00:00.000Z';
    const text = whole({
      stage: 'preparing',
      openItems: [vipsOpen],
      remarks: { 'vip-users': [{ kind: 'reply', by: dana, text: 'All of them', at }] },
    });
    expect(text).toContain(`  By hand\n    ${vipsOpen.instruction}`);
    expect(text).toContain('2026-11-22 11:00 UTC  dana.ops replies: All of them');
  });

  test('says how well an answer must be proven', () => {
    const plan = planFor(untouched);
    const contractTerms = { ...plan.rules.contractTerms, minimumProof: 'oidc' } as const;
    expect(whole({ plan: { ...plan, rules: { ...plan.rules, contractTerms } } })).toContain(
      'proven by oidc or better',
    );
  });
});

describe('decisions of all onboardings', () => {
  const quiet = stateWith({ customerName: 'Quiet', stage: 'preparing', openItems: [vipsOpen] });
  const blocked = stateWith({ customerName: 'Blocked', stage: 'go-live-blocked' });
  const plan = planFor(untouched);
  const passed = { ...plan, goLive: { ...plan.goLive, instant: '2026-11-20T12:00:00Z' } };
  const overdue = stateWith({ customerName: 'Overdue', plan: passed });

  test('come with what rings first, then what is overdue', () => {
    const names = allAsked([quiet, overdue, blocked], NOW_MS).map(({ state }) => state.customerName);
    expect(names).toEqual(['Blocked', 'Overdue', 'Quiet']);
    expect(showDecisions(allAsked([overdue], NOW_MS), NOW_MS, plain)).toContain('overdue: 2026-11-20 12:00');
  });

  test('are found by their cause', () => {
    const all = [quiet, overdue, blocked, quiet];
    expect(parkedFor('lift-off/page-changed', all, NOW_MS)).toHaveLength(2);
    expect(parkedFor('lift-off/unavailable', all, NOW_MS)).toEqual([]);
    expect(causesOf(allAsked(all, NOW_MS))).toEqual(['lift-off/page-changed']);
  });
});

test.each([
  [undefined, 'later'],
  ['2026-11-22T12:00:00.000Z', 'overdue'],
  ['2026-11-22T12:00:00.001Z', 'soon'],
  ['2026-11-25T12:00:00.000Z', 'soon'],
  ['2026-11-25T12:00:00.001Z', 'later'],
])('%s is %s', (moment, dueness) => {
  expect(duenessOf(moment, NOW_MS)).toBe(dueness);
});
