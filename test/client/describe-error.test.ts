import { expect, test } from '@jest/globals';
import { WorkflowFailedError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, NamespaceNotFoundError, TerminatedFailure } from '@temporalio/common';
import { describeError } from '../../client/describe-error.ts';

function grpc(code: number, details: string): Error {
  return Object.assign(new Error('grpc'), { code, details, metadata: {} });
}

test.each<[string, unknown, RegExp]>([
  [
    'a refusal: its sentence alone',
    new WorkflowUpdateFailedError(
      'Workflow Update failed',
      ApplicationFailure.nonRetryable('Say why.', 'reason-missing'),
    ),
    /^Say why\.$/,
  ],
  [
    'a problem of an outside system: sentence and remedy',
    new WorkflowFailedError(
      'failed',
      ApplicationFailure.nonRetryable('It is locked.', 'locked-out', 'Unlock it.'),
      'NON_RETRYABLE_FAILURE',
    ),
    /^It is locked\.\nUnlock it\.$/,
  ],
  [
    'ended from outside',
    new WorkflowFailedError('failed', new TerminatedFailure('x'), 'NON_RETRYABLE_FAILURE'),
    /ended in Temporal/,
  ],
  [
    'a namespace that is missing',
    new NamespaceNotFoundError('msp'),
    /no namespace msp\. Make it with: onboard setup/,
  ],
  ['no answer in time', new Error('query', { cause: grpc(4, 'deadline') }), /npm run worker/],
  ['a server that went away', grpc(14, 'ECONNREFUSED'), /cannot be reached any more: ECONNREFUSED/],
  ['no permission', grpc(7, 'denied'), /refuses us: denied\. Check TEMPORAL_API_KEY/],
  ['anything else: its message, without a stack', new Error('just that'), /^just that$/],
  ['no error at all', 'odd', /^odd$/],
])('%s', (_what, error, words) => {
  expect(describeError(error)).toMatch(words);
});
