import { expect, test } from '@jest/globals';
import { countTests, total } from '../support/tally.ts';

const report = {
  numPassedTests: 4,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  numRuntimeErrorTestSuites: 1,
};

test('a file that could not run counts as a failure', () => {
  expect(countTests(report)).toEqual({ passed: 4, failed: 2, skipped: 3 });
});

test('a run without any test is a failure', () => {
  const nothing = { ...report, numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };
  expect(countTests(nothing).failed).toBe(1);
});

test('the total is the sum', () => {
  const one = { passed: 1, failed: 0, skipped: 0 };
  expect(total([one, countTests(report)])).toEqual({ passed: 5, failed: 2, skipped: 3 });
});
