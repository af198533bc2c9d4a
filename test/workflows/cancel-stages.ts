import { expect } from '@jest/globals';
import { HOUR_MS } from '../../workflows/limits.ts';
import { type FakeOnboarding, until } from '../support/fake-onboarding.ts';
import { LIVE_VALUE } from '../support/fake-visits.ts';

/** Where an onboarding may stand when somebody cancels it, and how it comes there once it was started. */
export const stages: readonly {
  readonly stage: string;
  readonly arrive: (onboarding: FakeOnboarding) => Promise<unknown>;
}[] = [
  { stage: 'waiting for approval', arrive: (onboarding) => onboarding.untilStage('waiting-for-approval') },
  {
    stage: 'waiting for a sync',
    arrive: async (onboarding) => {
      onboarding.outside.missingContacts.add(onboarding.customer.vips[0]?.email ?? '');
      await onboarding.approve();
      await onboarding.until(({ openItems }) => openItems.length === 1, 'the item');
    },
  },
  {
    stage: 'parked',
    arrive: async (onboarding) => {
      onboarding.outside.failWrites('approvers', 'input-rejected', 1);
      await onboarding.approve();
      await onboarding.untilAsked('approvers');
    },
  },
  {
    stage: 'ready',
    arrive: async (onboarding) => {
      await onboarding.approve();
      await onboarding.untilStage('ready');
    },
  },
  {
    stage: 'in the middle of a visit, after a write',
    arrive: async (onboarding) => {
      onboarding.outside.faultWrites('approvers', 'hang-after-writing');
      await onboarding.approve();
      await until(
        () => onboarding.outside.hanging > 0,
        () => 'the visit to hang',
      );
      expect(onboarding.outside.values.approvers).not.toEqual([]);
    },
  },
  {
    stage: 'in the middle of closing the intake',
    arrive: async (onboarding) => {
      onboarding.outside.faultWrites('per-incident-intake', 'hang');
      await until(
        () => onboarding.outside.hanging > 0,
        () => 'the visit to hang',
      );
    },
  },
  {
    stage: 'blocked at the instant',
    arrive: async (onboarding) => {
      onboarding.outside.failWrites('approvers', 'input-rejected', 1);
      await onboarding.approve();
      await onboarding.untilAsked('approvers');
      await onboarding.forwardToInstant(HOUR_MS);
      await onboarding.untilStage('go-live-blocked');
    },
  },
  {
    stage: 'half live',
    arrive: async (onboarding) => {
      await onboarding.approve();
      await onboarding.untilStage('ready');
      onboarding.outside.failWrites('per-incident-intake', 'input-rejected', 1);
      await onboarding.forwardToInstant(1_000);
      await onboarding.untilAsked('per-incident-intake');
      expect(onboarding.outside.values['help-desk-field']).toBe(LIVE_VALUE);
    },
  },
  {
    stage: 'half live, the box written and its answer lost for good',
    arrive: async (onboarding) => {
      await onboarding.approve();
      await onboarding.untilStage('ready');
      const { outside } = onboarding;
      outside.faultWrites('per-incident-intake', 'hang-after-writing');
      await onboarding.forwardToInstant(-1_000);
      void onboarding.forward(2_000).catch(() => undefined);
      await until(
        () => outside.hanging > 0,
        () => 'the visit to hang',
      );
      expect(outside.values['per-incident-intake']).toBe(true);
    },
  },
];
