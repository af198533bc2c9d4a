import { describe, expect, test } from '@jest/globals';
import { composePlan } from '../../../activities/planning/compose-plan.ts';
import type { Inspection } from '../../../activities/types.ts';
import type { CustomerFile } from '../../../domain/customer-file.ts';
import type { PlanLine } from '../../../domain/plan.ts';
import type { Profile } from '../../../domain/profile.ts';
import type { Phase, StepId, Values } from '../../../domain/steps/step.ts';
import { customer, customerOf, harborDental, profile } from '../../domain/examples.ts';
import { shown } from '../../support/fake-visits.ts';

const automated = profile([
  'url: https://liftoff.example.com/',
  'url: https://liftoff.example.com/\n    mode: portal',
]);
const harbor = customerOf['per-incident'];
const untouched: Values = {
  'help-desk-field': null,
  'lift-off-account': true,
  'per-incident-intake': true,
  'vip-users': [],
  approvers: [],
  'business-hours': null,
  instructions: { newUserSetup: '', newWorkstationSetup: '', userTermination: '' },
};

interface Given {
  readonly values?: Values;
  readonly reading?: Partial<Inspection>;
  readonly of?: CustomerFile;
  readonly with?: Profile;
  readonly now?: string;
  readonly revision?: string;
}

function planFor(given: Given = {}) {
  const {
    values = untouched,
    reading = {},
    of = harbor,
    now = '2026-11-22T09:00:00Z',
    revision = 'r1',
  } = given;
  const inspection = { values, problems: {}, unreadable: [], signsOfLife: [], evidence: [], ...reading };
  return composePlan({ profile: given.with ?? automated, secrets: {}, revision }, of, [inspection], now);
}

function lineOf(lines: readonly PlanLine[], step: StepId, phase: Phase = 'preparation') {
  return lines.find((line) => line.step === step && line.phase === phase);
}

describe('the lines of a plan', () => {
  test('say what is there, what is wanted and what a person would do', () => {
    const { lines } = planFor();
    expect(lineOf(lines, 'per-incident-intake')).toMatchObject({
      before: 'on',
      after: 'off',
      verdict: 'change',
    });
    expect(lineOf(lines, 'per-incident-intake', 'live')).toMatchObject({ after: 'on', verdict: 'as-wanted' });
    expect(lineOf(lines, 'vip-users')).toMatchObject({ before: 'nobody', verdict: 'change' });
    expect(lineOf(lines, 'vip-users')?.instruction).toContain('Dana Whitfield');
    expect(lineOf(lines, 'lift-off-account')?.verdict).toBe('as-wanted');
  });

  test('exist for go-live only where something else is wanted then', () => {
    const live = planFor().lines.filter(({ phase }) => phase === 'live');
    expect(live.map(({ step }) => step)).toEqual([
      'per-incident-intake',
      'help-desk-field',
      'documented-plan',
    ]);
    expect(lineOf(planFor().lines, 'help-desk-field')).toBeUndefined();
  });

  test('are by hand where the profile says so, without a look where the system is', () => {
    const { lines } = planFor({ with: profile(), values: { 'help-desk-field': null } });
    expect(lineOf(lines, 'vip-users')).toMatchObject({ verdict: 'by-hand' });
    expect(lineOf(lines, 'vip-users')?.before).toBeUndefined();
    expect(lineOf(lines, 'help-desk-field', 'live')).toMatchObject({ verdict: 'change', before: 'empty' });
  });

  test('are unreadable with the reason', () => {
    const { 'vip-users': _vips, ...values } = untouched;
    const { lines } = planFor({ values, reading: { problems: { 'vip-users': shown('page-changed') } } });
    const line = lineOf(lines, 'vip-users');
    expect(line).toMatchObject({ verdict: 'unreadable', note: shown('page-changed').message });
  });

  test('of an account that does not exist are all still to be made', () => {
    const { lines } = planFor({ values: { 'help-desk-field': null, 'lift-off-account': false } });
    expect(lineOf(lines, 'lift-off-account')).toMatchObject({ before: 'none', verdict: 'change' });
    expect(lineOf(lines, 'instructions')).toMatchObject({ before: 'no account yet', verdict: 'change' });
  });
});

test('the terms stand beside their clauses', () => {
  const { terms, contractLink, goLive } = planFor();
  expect(contractLink).toBe(harbor.contract.link);
  expect(terms).toEqual([
    { term: 'Service model', value: 'per-incident', clause: '§ 2.1' },
    { term: 'Go-live', value: expect.stringContaining(goLive.instant), clause: '§ 3.1' },
    { term: 'Help-desk hours', value: expect.stringContaining('07:30–20:30'), clause: '§ 4.2' },
  ]);
});

describe('remarks', () => {
  test('name people in one list only (R5), by address, not by name', () => {
    const { remarks } = planFor();
    expect(remarks).toContain('Dana Whitfield is VIP and not approver (R5).');
    expect(remarks).toContain('Luis Ortega is approver and not VIP (R5).');
    const same = {
      ...harbor,
      approvers: harbor.vips.map((vip) => ({ ...vip, email: vip.email.toUpperCase() })),
    };
    expect(planFor({ of: same }).remarks.join()).not.toContain('R5');
  });

  test('tell of an instant that has passed', () => {
    expect(planFor().remarks.join()).not.toContain('has passed');
    expect(planFor({ now: '2026-12-14T12:00:01Z' }).remarks.join()).toContain('has passed');
  });
});

describe('the hash of a plan', () => {
  const { hash } = planFor();

  test('changes with what is wanted and with what was read', () => {
    const later = customer(harborDental, ['date: 2026-12-14', 'date: 2026-12-15']);
    const otherVip = customer(harborDental, ['name: Dana Whitfield', 'name: Dana Whitfield-Ray']);
    const otherValues = { ...untouched, 'per-incident-intake': false };
    const hashes = [hash, planFor({ of: later }).hash, planFor({ of: otherVip }).hash];
    expect(new Set([...hashes, planFor({ values: otherValues }).hash]).size).toBe(4);
  });

  test('stays when only time, the profile’s text or the order of people changes', () => {
    expect(planFor({ now: '2026-12-20T00:00:00Z' }).hash).toBe(hash);
    expect(planFor({ revision: 'r2' }).hash).toBe(hash);
    expect(planFor({ reading: { evidence: [{ key: 'k', sha256: 's' }] } }).hash).toBe(hash);
  });
});

test('who may decide comes from the roles of the profile', () => {
  const { contractTerms, openStep } = planFor().rules;
  expect(contractTerms).toEqual({
    mayDecide: ['dana'],
    deputies: [],
    minimumProof: 'claimed',
    notTheRequester: true,
  });
  expect(openStep).toMatchObject({ notTheRequester: false });
});

test('the policies of the profile become instants of this go-live', () => {
  expect(planFor().policy).toEqual({
    leadMs: 60 * 60_000,
    syncPatienceMs: 72 * 3_600_000,
    accessOpensAt: '2026-11-23T13:30:00Z',
    readinessAt: '2026-12-07T13:30:00Z',
    latenessMs: 15 * 60_000,
    switchOverDeadline: '2026-12-14T12:20:00Z',
    switchOverDefault: 'put-back',
    aftercareMs: 14 * 86_400_000,
  });
});

test('a model that we cannot serve is refused', () => {
  expect(() => planFor({ of: customerOf['per-device'] })).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'model-unsupported' }) }),
  );
});

test('a local time that does not exist is refused, naming its neighbours', () => {
  const gap = customer(harborDental, ['date: 2026-12-14', 'date: 2027-03-14\n    time: "02:30"']);
  expect(() => planFor({ of: gap })).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'input-rejected' }) }),
  );
});
