import { expect, test } from '@jest/globals';
import { updateIdOf } from '../../client/update-id.ts';
import type { Remark } from '../../domain/decisions.ts';
import type { StepId } from '../../domain/steps/step.ts';
import type { Answer } from '../../workflows/messages.ts';
import { dana, stateWith } from './states.ts';

const since = '2026-12-15T09:00:00.000Z';
const drifted = (step: StepId) => ({ step, title: step, agreed: 'a', found: 'b', since });
const live = stateWith({ stage: 'aftercare', drift: [drifted('approvers'), drifted('vip-users')] });
const signed = { by: dana, provenBy: 'claimed: dana@desk', reason: 'Agreed by phone' };

const accept = (step: StepId, revision?: string): Answer => ({
  ...{ ...signed, decision: 'drift', step, choice: 'accept' },
  ...(revision !== undefined && { revision }),
});
const say = (choice: 'ask-back' | 'reply'): Answer => ({
  ...{ ...signed, decision: 'remark', about: 'contract-terms', choice, revision: 'r' },
});
const remark = (kind: Remark['kind']): Remark => ({ kind, by: dana, text: 'Yes', at: since });
const after = (...kinds: readonly Remark['kind'][]) =>
  stateWith({ remarks: { 'contract-terms': kinds.map(remark) } });

test('the same answer to the same state is one answer', () => {
  expect(updateIdOf(live, accept('approvers'))).toBe(updateIdOf(live, accept('approvers')));
});

test.each([since, undefined])(
  'the same words about two drifted steps are two answers (revision %s)',
  (revision) => {
    expect(updateIdOf(live, accept('approvers', revision))).not.toBe(
      updateIdOf(live, accept('vip-users', revision)),
    );
  },
);

test('the same answer to a drift that was found again is a new one', () => {
  expect(updateIdOf(live, accept('approvers', since))).not.toBe(
    updateIdOf(live, accept('approvers', '2026-12-16T09:00:00.000Z')),
  );
});

test('a reply that is sent twice is one; the same words to the next question are another', () => {
  const first = updateIdOf(after('asked-back'), say('reply'));
  expect(updateIdOf(after('asked-back', 'reply'), say('reply'))).toBe(first);
  expect(updateIdOf(after('asked-back', 'reply', 'asked-back'), say('reply'))).not.toBe(first);
  expect(updateIdOf(after('asked-back'), say('ask-back'))).not.toBe(first);
});
