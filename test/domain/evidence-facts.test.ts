import { describe, expect, test } from '@jest/globals';
import {
  type Ending,
  evidenceFor,
  evidenceOfFailedVisit,
  settlementOf,
} from '../../domain/evidence-facts.ts';
import { planInReport, sealOf } from '../../domain/evidence-seal.ts';
import { personIdSchema } from '../../domain/ids.ts';

const at = '2026-11-22T09:00:00.000Z';
const dana = personIdSchema.parse('dana.ops');
const machine = { kind: 'machine' };
const person = { kind: 'person', by: 'dana.ops', provenBy: 'claimed: dana@desk' };

test.each<[ending: Ending, said: object]>([
  [
    { kind: 'changed', before: 'on', after: 'off', at },
    { before: 'on', after: 'off', readBack: 'off', actor: machine },
  ],
  [
    { kind: 'unchanged', after: 'off', at },
    { before: 'off', after: 'off', readBack: 'off', actor: machine },
  ],
  [
    { kind: 'confirmed-by-hand', after: 'off', by: dana, at, inspected: true },
    { after: 'off', readBack: 'off', actor: person },
  ],
  [
    { kind: 'confirmed-by-hand', after: 'off', by: dana, at, inspected: false },
    { after: 'off', actor: person },
  ],
  [
    { kind: 'waived', by: dana, reason: 'by phone', at },
    { reason: 'by phone', actor: person },
  ],
  [
    { kind: 'reopened', why: 'found open', at },
    { reason: 'found open', actor: machine },
  ],
  [
    { kind: 'taken-back', after: 'on', at },
    { after: 'on', readBack: 'on', actor: machine },
  ],
  [
    { kind: 'left', why: 'changed since', at },
    { reason: 'changed since', actor: machine },
  ],
])('says of %j what was there, what is there, what was seen and who it was', (ending, said) => {
  const fact = settlementOf('per-incident-intake', 'preparation', ending, { provenBy: person.provenBy });
  expect(fact).toEqual({
    kind: 'settled',
    ...{ step: 'per-incident-intake', phase: 'preparation', title: 'Per-incident tickets allowed' },
    ...{ rules: ['R1', 'R21'], record: 'lift-off-account', system: 'Lift Off', evidence: [] },
    ...{ outcome: ending.kind, at, ...said },
  });
});

test('of a visit’s evidence a step keeps what shows it, and what shows the whole record', () => {
  const evidence = [
    '01-vip-users-before.png',
    '02-approvers-after.png',
    'requests.json',
    'login-failed.png',
  ].map((name) => ({ key: `approvers/ensure-1-1/${name}`, sha256: name, size: 1 }));
  expect(evidenceFor('vip-users', evidence).map(({ sha256 }) => sha256)).toEqual([
    '01-vip-users-before.png',
    'requests.json',
    'login-failed.png',
  ]);
});

describe('of what a visit has kept that failed as a whole', () => {
  const kept = (...names: string[]) =>
    names.map((name) => ({ key: `approvers/ensure-1-1/${name}`, sha256: name }));
  const seen = (...names: string[]) =>
    evidenceOfFailedVisit('vip-users', kept(...names)).map(({ sha256 }) => sha256);

  test('a step keeps what shows it, like of any other', () => {
    expect(seen('01-vip-users-read.png', '02-approvers-failed.png')).toEqual(['01-vip-users-read.png']);
    expect(seen('01-login-failed.png', 'requests.json')).toEqual(['01-login-failed.png', 'requests.json']);
  });

  test('a step that nothing shows keeps the last picture: what ended the visit was its end, too', () => {
    expect(seen('01-approvers-read.png', '02-instructions-failed.png', 'requests.json')).toEqual([
      'requests.json',
      '02-instructions-failed.png',
    ]);
    expect(seen()).toEqual([]);
  });
});

describe('a seal', () => {
  const goLive = { localDate: '2026-12-14', localTime: '07:00', zone: 'UTC', instant: at, offset: '+00:00' };
  const plan = {
    ...{ hash: 'h', contractLink: 'l', terms: [], lines: [], remarks: [], answering: [], questions: [] },
    goLive: { ...goLive, tzVersion: '2026c', flags: [] },
  };
  const state = { plan, timeline: [{ at, text: 'Started.' }], leftAfterUndo: [], goneLiveAt: at };
  const ended = { kind: 'live', at } as const;
  const seal = sealOf(state, ended, at);

  test('says how it ended and covers so many lines of the story', () => {
    expect(seal).toMatchObject({ kind: 'sealed', ended, goLivePlanned: at, goLiveActual: at, lines: 1, at });
  });

  test.each([
    ['plan', { ...state, plan: { ...plan, remarks: ['!'] } }],
    ['timeline', { ...state, timeline: [{ at, text: 'Started again.' }] }],
    ['left', { ...state, leftAfterUndo: ['VIPs'] }],
  ] as const)('covers its %s and nothing else with that digest', (part, changed) => {
    const { [part]: other, ...others } = sealOf(changed, ended, at).parts;
    expect(seal.parts).toMatchObject(others);
    expect(other).not.toBe(seal.parts[part]);
  });

  test('covers no values that undo needs, for a report does not show them', () => {
    const withMore = { ...plan, observed: { 'lift-off-account': true } };
    expect(planInReport(withMore)).toEqual(plan);
    expect(sealOf({ ...state, plan: withMore }, ended, at)).toEqual(seal);
  });

  test('of an onboarding that was stopped before it had a plan', () => {
    const stopped = { timeline: [], leftAfterUndo: [] };
    const { goLivePlanned, goLiveActual } = sealOf(stopped, { kind: 'stopped', why: 'not ours' }, at);
    expect([goLivePlanned, goLiveActual]).toEqual([undefined, undefined]);
  });
});
