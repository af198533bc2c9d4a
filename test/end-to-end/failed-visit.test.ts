import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDirectoryEvidenceStore } from '../../activities/evidence/directory-store.ts';
import { isUnaltered } from '../../client/report/gather.ts';
import { picturesOf } from '../../client/web/decision/pictures.ts';
import type { StepId } from '../../domain/steps/step.ts';
import { Onboarding, type Stack, sampleCustomer, startStack } from '../support/onboarding.ts';
import { quietTemporal } from '../support/temporal.ts';

quietTemporal();
const TEST_MS = 120_000;
const STEP: StepId = 'lift-off-account';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 1, profile: { liftOff: { pageTimeoutMs: 4_000 } } });
}, TEST_MS);
afterAll(() => stack?.stop(), TEST_MS);

test(
  'a login page that has changed is shown to whoever decides about the step',
  async () => {
    const store = createDirectoryEvidenceStore(path.join(stack.folder, 'evidence'));
    const { faults } = stack.world.liftOff;
    faults.add({ kind: 'page-changed', options: { label: 'Sign in', to: 'Enter' } });
    const onboarding = await Onboarding.start(stack, await sampleCustomer());
    const parked = await onboarding.until(({ openItems }) => openItems.length > 0, 'the open item');
    expect(parked.openItems).toMatchObject([{ step: STEP, problem: { code: 'page-changed' } }]);
    const [picture, ...more] = picturesOf(parked, STEP);
    if (picture === undefined) throw new Error('The open item names no picture.');
    expect([picture.key, more]).toEqual([expect.stringMatching(/\/01-login-failed\.png$/), []]);
    const bytes = await store.get(picture.key);
    expect(bytes && isUnaltered(picture, bytes)).toBe(true);
  },
  TEST_MS,
);
