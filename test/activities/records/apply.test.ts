import { describe, expect, test } from '@jest/globals';
import { applyDifferences } from '../../../activities/records/apply.ts';
import type { Visit } from '../../../activities/visit.ts';
import type { Phase, StepId } from '../../../domain/steps/step.ts';
import { wish } from '../../domain/examples.ts';
import { LIVE_VALUE, shown } from '../../support/fake-visits.ts';
import { sittingWith } from './fake-sitting.ts';

const harbor = wish('per-incident', 'preparation').customer;
const all: readonly StepId[] = [
  'lift-off-account',
  'per-incident-intake',
  'vip-users',
  'approvers',
  'business-hours',
  'instructions',
];

function apply(
  { visit }: ReturnType<typeof sittingWith>,
  steps: readonly StepId[],
  changes: Partial<Parameters<typeof applyDifferences>[0]> & { phase?: Phase } = {},
) {
  const { phase = 'preparation', ...more } = changes;
  const rest = { byHand: [], lastKnown: {}, readBackMs: 0 };
  return applyDifferences({ visit, steps, wish: wish('per-incident', phase), ...rest, ...more });
}

describe('applyDifferences', () => {
  test('writes what differs, reads it back and says what it was', async () => {
    const sitting = sittingWith();
    const results = await apply(sitting, all);
    expect(results).toMatchObject({
      'lift-off-account': { kind: 'unchanged', after: 'exists' },
      'per-incident-intake': { kind: 'changed', before: 'on', after: 'off' },
      'business-hours': { kind: 'changed', before: '24/7' },
    });
    expect(sitting.customer.values['vip-users']).toEqual(harbor.vips);
  });

  test('finds nothing to do the second time', async () => {
    const sitting = sittingWith();
    await apply(sitting, all);
    const before = sitting.customer.changes.length;
    const again = await apply(sitting, all);
    expect(Object.values(again).map(({ kind }) => kind)).toEqual(all.map(() => 'unchanged'));
    expect(sitting.customer.changes).toHaveLength(before);
  });

  test('adds an account and closes its intake, although neither could be read before', async () => {
    const sitting = sittingWith();
    sitting.customer.values['lift-off-account'] = false;
    const results = await apply(sitting, ['per-incident-intake', 'lift-off-account']);
    expect(results).toMatchObject({
      'lift-off-account': { kind: 'changed', before: 'none' },
      'per-incident-intake': { kind: 'changed', after: 'off' },
    });
  });

  test('knows its own lost write from a setting that was always right', async () => {
    const sitting = sittingWith();
    sitting.customer.values['per-incident-intake'] = false;
    const lastKnown = { 'per-incident-intake': 'on' };
    expect(await apply(sitting, ['per-incident-intake'], { lastKnown })).toEqual({
      'per-incident-intake': { kind: 'changed', before: 'on', after: 'off' },
    });
    expect(await apply(sitting, ['per-incident-intake'])).toEqual({
      'per-incident-intake': { kind: 'unchanged', after: 'off' },
    });
  });

  test('keeps people whom others have added', async () => {
    const sitting = sittingWith();
    const other = { name: 'Old Approver', email: 'old@example.com' };
    sitting.customer.values.approvers = [other];
    await apply(sitting, ['approvers']);
    expect(sitting.customer.values.approvers).toEqual([other, ...harbor.approvers]);
  });

  test('a problem of one step does not keep the others', async () => {
    const sitting = sittingWith();
    sitting.customer.failWrites('vip-users', 'input-rejected', 1);
    sitting.customer.readProblems.set('instructions', shown('page-changed'));
    const results = await apply(sitting, all);
    expect(results['vip-users']).toMatchObject({ kind: 'problem', problem: { code: 'input-rejected' } });
    expect(results.instructions).toMatchObject({ kind: 'problem', problem: { code: 'page-changed' } });
    expect(results.approvers).toMatchObject({ kind: 'changed' });
    expect(results.instructions).toMatchObject({ instruction: expect.stringContaining('→ Instructions') });
  });

  test('what concerns the whole sitting ends it', async () => {
    const sitting = sittingWith();
    sitting.customer.failWrites('vip-users', 'session-expired', 1);
    await expect(apply(sitting, all)).rejects.toMatchObject({ problem: { code: 'session-expired' } });
  });

  test('what does not hold is not verified, and says what is shown', async () => {
    const sitting = sittingWith();
    sitting.customer.faultWrites('per-incident-intake', 'does-not-hold');
    const results = await apply(sitting, ['per-incident-intake']);
    expect(results['per-incident-intake']).toMatchObject({
      kind: 'problem',
      problem: { code: 'not-verified', message: expect.stringContaining('on') },
    });
  });

  test('a change that shows late is waited for', async () => {
    const sitting = sittingWith();
    const { customer, visit } = sitting;
    customer.faultWrites('per-incident-intake', 'does-not-hold');
    const read: Visit['read'] = async (steps) => {
      // Before the write, and after it still as before: only the third look shows the change.
      if (customer.readings.length === 2) customer.meddle('per-incident-intake', false);
      return await visit.read(steps);
    };
    const late = { customer, visit: { ...visit, read } };
    const results = await apply(late, ['per-incident-intake'], { readBackMs: 2_000 });
    expect(customer.readings).toHaveLength(3);
    expect(results['per-incident-intake']).toMatchObject({ kind: 'changed', after: 'off' });
  });

  test('a step that a person does is only looked at', async () => {
    const sitting = sittingWith();
    sitting.customer.values.approvers = harbor.approvers;
    const results = await apply(sitting, all, { byHand: ['approvers', 'vip-users'] });
    expect(results.approvers).toMatchObject({ kind: 'unchanged' });
    expect(results['vip-users']).toMatchObject({ kind: 'problem', problem: { code: 'by-hand' } });
    expect(sitting.customer.values['vip-users']).toEqual([]);
  });

  test('settings of an account that is not there are not there yet', async () => {
    const sitting = sittingWith();
    sitting.customer.values['lift-off-account'] = false;
    const results = await apply(sitting, ['instructions']);
    expect(results.instructions).toMatchObject({ problem: { class: 'not-there-yet' } });
  });

  test('at go-live the field says Mission Control', async () => {
    const sitting = sittingWith(undefined, 'autotask-company');
    const results = await apply(sitting, ['help-desk-field'], { phase: 'live' });
    expect(results['help-desk-field']).toEqual({ kind: 'changed', before: 'empty', after: LIVE_VALUE });
  });
});
