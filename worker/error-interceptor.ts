import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { ProductError } from '../domain/problems.ts';

/** Retrying sooner than this serves nobody; no activity sleeps longer than that itself. */
const NO_DELAY_MS = 0;

/**
 * Turns the product's errors into Temporal's, once for all activities: the type is the code of the table, the class
 * says whether to retry, the details are the remedy and the choices. No cause travels: it could hold an outside body.
 */
export function typedErrors(): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        if (error instanceof ProductError) throw failureOf(error);
        throw error;
      }
    },
  };
}

function failureOf({ problem, retryAfterMs = NO_DELAY_MS }: ProductError): ApplicationFailure {
  const retryable = problem.class === 'retryable';
  return ApplicationFailure.create({
    message: problem.message,
    type: problem.code,
    nonRetryable: !retryable,
    details: problem.choices === undefined ? [problem.remedy] : [problem.remedy, problem.choices],
    ...(retryAfterMs > 0 ? { nextRetryDelay: retryAfterMs } : {}),
    ...(retryable ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
}
