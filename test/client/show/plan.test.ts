import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { coloured, plain } from '../../../client/show/paint.ts';
import { hasWork, showPlan, summary } from '../../../client/show/plan.ts';
import type { Values } from '../../../domain/steps/step.ts';
import { harbor, planByHand, planFor, untouched } from '../states.ts';

const prepared: Values = {
  'help-desk-field': 'Mission Control Help Desk',
  'lift-off-account': true,
  'vip-users': harbor.vips,
  approvers: harbor.approvers,
  'business-hours': harbor.contract.helpDeskHours.value,
};

describe('a plan', () => {
  const shown = showPlan(planFor(untouched), plain);

  test('shows each contract term beside its clause, and the link', () => {
    expect(shown).toContain('https://contracts.example.com/harbor-dental/help-desk-2026.pdf');
    expect(shown).toMatch(/Service model +per-incident +§ 2\.1/);
    expect(shown).toMatch(/Help-desk hours +Mon–Fri 07:30–20:30.* +§ 4\.2/);
  });

  test('shows the instant in local time and UTC', () => {
    expect(shown).toContain('2026-12-14 07:00 America/New_York (UTC-05:00) = 2026-12-14 12:00 UTC');
  });

  test('shows what a person should look at twice', () => {
    expect(shown).toContain('! Dana Whitfield is VIP and not approver (R5).');
  });

  test('shows the difference per system, before go-live and at go-live', () => {
    const [before = '', after = ''] = shown.split('At go-live\n');
    expect(before).toContain('✓ Lift Off account (R17, R30): exists');
    expect(before).toContain('~ Per-incident tickets allowed (R1, R21): on → off');
    expect(before).not.toContain('Autotask\n');
    expect(after).toContain('Autotask\n    ~ Help-desk field (R20): empty → Mission Control Help Desk');
  });

  test('ends with its hash and what is to do', () => {
    const plan = planFor(untouched);
    expect(showPlan(plan, plain).split('\n').at(-1)).toBe(`Plan ${plan.hash}: ${summary(plan)}`);
    expect(summary(plan)).toBe('8 to change, 1 as wanted');
  });

  test('shows what go-live will find, not what is there today: preparation turns the box off before', () => {
    const atGoLive = showPlan(planFor(untouched), plain).split('At go-live')[1];
    expect(atGoLive).toContain('Per-incident tickets allowed (R1, R21): off → on');
  });
});

test('a step by hand shows its instruction', () => {
  const shown = showPlan(planByHand(), plain);
  expect(shown).toContain('☐ VIP users (R3, R5): not read → Dana Whitfield');
  expect(shown).toContain(
    'Lift Off → Manage Accounts and Devices → Harbor Dental Group (example) → VIPs: add',
  );
});

test('a step that could not be read shows why', () => {
  const { 'help-desk-field': _unread, ...rest } = untouched;
  const plan = planFor(rest);
  const [line] = plan.lines.filter(({ step }) => step === 'help-desk-field');
  const lines = line === undefined ? [] : [{ ...line, note: 'Autotask did not answer.' }];
  const shown = showPlan({ ...plan, lines }, plain);
  expect(shown).toContain('? Help-desk field (R20): not read → Mission Control Help Desk');
  expect(shown).toContain('        Autotask did not answer.');
});

test('there is work until everything is as wanted', () => {
  expect(hasWork(planFor(untouched))).toBe(true);
  const plan = planFor(prepared);
  expect(hasWork({ ...plan, lines: plan.lines.filter(({ verdict }) => verdict === 'as-wanted') })).toBe(
    false,
  );
});

test('colours add nothing but colours', () => {
  const plan = planFor(untouched);
  const painted = showPlan(plan, coloured);
  expect(painted).toContain('\x1b[33m~\x1b[39m');
  expect(stripVTControlCharacters(painted)).toBe(showPlan(plan, plain));
});
