import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { FailedSitting } from '../activities/records/failed-sitting.ts';
import { type EvidenceReference, FAILURE_EVIDENCE_LIMIT } from '../domain/evidence.ts';
import { type Problem, ProductError } from '../domain/problems.ts';

/** Retrying sooner than this serves nobody; no activity sleeps longer than that itself. */
const NO_DELAY_MS = 0;

/**
 * Turns the product's errors into Temporal's, once for all activities: the type is the code of the table, the class
 * says whether to retry, the details are the remedy, the choices, and where a sitting left evidence, that. No cause
 * travels: it could hold an outside body.
 */
export function typedErrors(): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        if (error instanceof FailedSitting) throw failureOf(error.cause, error.evidence);
        if (error instanceof ProductError) throw failureOf(error);
        throw error;
      }
    },
  };
}

function failureOf(
  { problem, retryAfterMs = NO_DELAY_MS }: ProductError,
  evidence: readonly EvidenceReference[] = [],
): ApplicationFailure {
  const retryable = problem.class === 'retryable';
  return ApplicationFailure.create({
    message: problem.message,
    type: problem.code,
    nonRetryable: !retryable,
    details: detailsOf(problem, evidence),
    ...(retryAfterMs > 0 ? { nextRetryDelay: retryAfterMs } : {}),
    ...(retryable ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
}

/** Each has its place, which workflows of an earlier release know as well. */
function detailsOf({ remedy, choices }: Problem, evidence: readonly EvidenceReference[]): unknown[] {
  if (evidence.length > 0) return [remedy, choices ?? [], evidence.slice(-FAILURE_EVIDENCE_LIMIT)];
  return choices === undefined ? [remedy] : [remedy, choices];
}
