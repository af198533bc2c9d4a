import { describe, expect, test } from '@jest/globals';
import { IllegalStateError, type State } from '@temporalio/worker';
import { runWorker } from '../../worker/run-worker.ts';

const stillInUse = new IllegalStateError('Worker still in use: Expected 1 reference, but got 2');

/** A worker that ends like this. */
const workerThat = (state: State, error?: Error) => ({
  run: async () => {
    if (error) throw error;
  },
  getState: () => state,
});

describe('a worker', () => {
  test('that has done everything may be put away late', async () => {
    await expect(runWorker(workerThat('STOPPED', stillInUse))).resolves.toBeUndefined();
    await expect(runWorker(workerThat('STOPPED'))).resolves.toBeUndefined();
  });

  test.each([
    ['in the middle of its work', workerThat('FAILED', stillInUse)],
    ['at its end, for a reason of its own', workerThat('STOPPED', new Error('no connection'))],
  ])('that fails %s has failed', async (_when, worker) => {
    await expect(runWorker(worker)).rejects.toThrow();
  });
});
