import { describe, expect, test } from '@jest/globals';
import { restoreSteps, wayBack } from '../../../activities/records/restore.ts';
import type { Phase, StepId, Values } from '../../../domain/steps/step.ts';
import { wish } from '../../domain/examples.ts';
import { FakeCustomer, LIVE_VALUE, shown } from '../../support/fake-visits.ts';
import { sittingWith } from './fake-sitting.ts';

const harbor = wish('per-incident', 'preparation').customer;
const old = { name: 'Old VIP', email: 'old@example.com' };

function restore(
  { visit }: ReturnType<typeof sittingWith>,
  steps: readonly StepId[],
  before: Values,
  { phase = 'preparation', byHand = [] }: { phase?: Phase; byHand?: readonly StepId[] } = {},
) {
  return restoreSteps({
    visit,
    steps,
    before,
    verified: {},
    byHand,
    wish: wish('per-incident', phase),
    readBackMs: 0,
  });
}

/** A sitting at a customer whose lists hold what we wrote. */
function written() {
  const customer = new FakeCustomer();
  customer.values['vip-users'] = [old, ...harbor.vips];
  customer.values['business-hours'] = harbor.contract.helpDeskHours.value;
  return sittingWith(customer);
}

describe('restoreSteps', () => {
  test('puts back what was there before, and looks', async () => {
    const sitting = written();
    const before: Values = { 'vip-users': [old], 'business-hours': { kind: '24/7' } };
    const results = await restore(sitting, ['vip-users', 'business-hours'], before);
    expect(results).toMatchObject({
      'vip-users': { kind: 'changed', after: 'Old VIP <old@example.com>' },
      'business-hours': { kind: 'changed', after: '24/7' },
    });
    expect(sitting.customer.values).toMatchObject(before);
    const again = await restore(sitting, ['vip-users'], before);
    expect(again).toMatchObject({ 'vip-users': { kind: 'unchanged' } });
  });

  test('says that hours which were not set before stay: the portal cannot empty them', async () => {
    const sitting = written();
    const results = await restore(sitting, ['business-hours'], { 'business-hours': null });
    expect(results['business-hours']).toMatchObject({
      kind: 'left-alone',
      why: expect.stringContaining('empty'),
    });
    expect(sitting.customer.ours).toEqual([]);
  });

  test('leaves alone what somebody has changed since, even a single person added', async () => {
    const sitting = written();
    sitting.customer.meddle('vip-users', [old, ...harbor.vips, { name: 'New', email: 'new@example.com' }]);
    sitting.customer.meddle('business-hours', { kind: '24/7' });
    const before: Values = { 'vip-users': [old], 'business-hours': null };
    const results = await restore(sitting, ['vip-users', 'business-hours'], before);
    expect(results).toMatchObject({
      'vip-users': { kind: 'left-alone', why: expect.stringContaining('new@example.com') },
      'business-hours': { kind: 'left-alone', why: expect.stringContaining('24/7') },
    });
    expect(sitting.customer.ours).toEqual([]);
  });

  test.each([true, false])('turns the intake off, whatever was there before (%s)', async (before) => {
    const sitting = sittingWith();
    const results = await restore(sitting, ['per-incident-intake'], { 'per-incident-intake': before });
    expect(results['per-incident-intake']).toMatchObject({ kind: 'changed', after: 'off' });
    const again = await restore(sitting, ['per-incident-intake'], { 'per-incident-intake': before });
    expect(again['per-incident-intake']).toMatchObject({ kind: 'unchanged', after: 'off' });
  });

  test('clears the field that said live', async () => {
    const customer = new FakeCustomer();
    customer.values['help-desk-field'] = LIVE_VALUE;
    const sitting = sittingWith(customer, 'autotask-company');
    const results = await restore(
      sitting,
      ['help-desk-field'],
      { 'help-desk-field': null },
      { phase: 'live' },
    );
    expect(results['help-desk-field']).toMatchObject({ kind: 'changed', after: 'empty' });
  });

  test('does not guess what was there before', async () => {
    const results = await restore(written(), ['vip-users'], {});
    expect(results['vip-users']).toMatchObject({
      kind: 'left-alone',
      why: expect.stringContaining('not known'),
    });
  });

  test('what cannot be read, does not hold or is refused is a problem, with the way back', async () => {
    const sitting = written();
    sitting.customer.readProblems.set('business-hours', shown('page-changed'));
    sitting.customer.faultWrites('vip-users', 'does-not-hold');
    const before: Values = { 'vip-users': [old], 'business-hours': null };
    const results = await restore(sitting, ['vip-users', 'business-hours'], before);
    expect(results).toMatchObject({
      'vip-users': { problem: { code: 'not-verified' }, instruction: expect.stringContaining('Old VIP') },
      'business-hours': {
        problem: { code: 'page-changed' },
        instruction: expect.stringContaining('nothing'),
      },
    });
    sitting.customer.failWrites('vip-users', 'input-rejected', 1);
    const refused = await restore(sitting, ['vip-users'], before);
    expect(refused['vip-users']).toMatchObject({ problem: { code: 'input-rejected' } });
    sitting.customer.failWrites('vip-users', 'session-expired', 1);
    await expect(restore(sitting, ['vip-users'], before)).rejects.toThrow();
  });

  test('a step that a person does is only looked at', async () => {
    const sitting = written();
    const before: Values = { 'vip-users': [old] };
    const results = await restore(sitting, ['vip-users'], before, { byHand: ['vip-users'] });
    expect(results['vip-users']).toMatchObject({ problem: { code: 'by-hand' } });
    expect(sitting.customer.ours).toEqual([]);
  });

  test('an account that is gone needs nothing', async () => {
    const sitting = written();
    sitting.customer.values['lift-off-account'] = false;
    const results = await restore(sitting, ['vip-users'], { 'vip-users': [] });
    expect(results['vip-users']).toMatchObject({ kind: 'left-alone' });
  });
});

test('the way back never turns the intake on', () => {
  const way = wayBack('per-incident-intake', { 'per-incident-intake': true }, wish('per-incident', 'live'));
  expect(way).toMatch(/ off, save/);
});
