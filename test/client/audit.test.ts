import { describe, expect, test } from '@jest/globals';
import { isAsWanted, judge } from '../../client/audit.ts';
import { showAudit } from '../../client/show/audit.ts';
import { plain } from '../../client/show/paint.ts';
import { referBack } from '../../domain/steps/instructions.ts';
import type { Values } from '../../domain/steps/step.ts';
import { harbor, planByHand, planFor, untouched } from './states.ts';

const live: Values = {
  'help-desk-field': 'Mission Control Help Desk',
  'lift-off-account': true,
  'per-incident-intake': true,
  'vip-users': harbor.vips,
  approvers: harbor.approvers,
  'business-hours': harbor.contract.helpDeskHours.value,
  instructions: { newUserSetup: referBack, newWorkstationSetup: referBack, userTermination: referBack },
};

describe('a live customer', () => {
  test('is held against go-live where go-live replaced the preparation', () => {
    const judged = judge(planFor(live), true);
    expect(judged.drift).toEqual([]);
    expect(judged.asWanted.map(({ step, phase }) => `${step} ${phase}`)).toContain(
      'per-incident-intake live',
    );
    expect(isAsWanted(judged)).toBe(true);
  });

  test('drifts when somebody turns its tickets off', () => {
    const judged = judge(planFor({ ...live, 'per-incident-intake': false }), true);
    expect(judged.drift.map(({ step }) => step)).toEqual(['per-incident-intake']);
    expect(showAudit(judged, plain)).toContain('~ Per-incident tickets allowed (R1, R21): off → on');
    expect(showAudit(judged, plain)).toMatch(/Not as wanted: 6 as wanted, 1 not, 0 could not be read\.$/);
  });
});

test('before go-live the preparation alone counts: tickets on are drift (R1), the field does not matter', () => {
  const judged = judge(planFor(live), false);
  expect(judged.drift.map(({ step }) => step)).toEqual(['per-incident-intake']);
  expect(judged.asWanted.map(({ step }) => step)).not.toContain('help-desk-field');
});

test('what cannot be read is not proven', () => {
  const judged = judge(planByHand(), false);
  expect(judged.drift).toEqual([]);
  expect(isAsWanted(judged)).toBe(false);
  expect(showAudit(judged, plain)).toContain('Not proven: 0 as wanted, 0 not, 6 could not be read.');
});

test('what differs stands first', () => {
  const shown = showAudit(judge(planFor(untouched), true), plain).split('\n');
  expect(shown[1]).toMatch(/^ {2}~/);
  expect(shown.findLast((line) => line.startsWith('  '))).toMatch(/^ {2}✓/);
});
