import { type Problem, ProductError } from '../../domain/problems.ts';

/** What a person or time must mend becomes the problem of the step; what passes by itself is thrown. */
export function lastingProblem(error: unknown): Problem {
  if (error instanceof ProductError && error.problem.class !== 'retryable') return error.problem;
  throw error;
}
