import { z } from 'zod';

/** How many checks went which way. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});

/**
 * Counts the tests in jest's JSON report. A file that could not run counts as one failure, and so does a run in
 * which no test ran at all: it proves nothing.
 *
 * @throws ZodError when it is no such report.
 */
export function countTests(report: unknown): Tally {
  const counts = Report.parse(report);
  const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  const ranNothing = counts.numPassedTests + failed === 0;
  return {
    passed: counts.numPassedTests,
    failed: ranNothing ? 1 : failed,
    skipped: counts.numPendingTests + counts.numTodoTests,
  };
}

/** The sum of several tallies. */
export function total(tallies: readonly Tally[]): Tally {
  const sum = (count: (tally: Tally) => number) => tallies.map(count).reduce((a, b) => a + b, 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
  };
}
