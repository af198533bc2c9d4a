import { IllegalStateError, type Worker } from '@temporalio/worker';

/**
 * Runs a worker until it has shut down. Throws what made it fail.
 *
 * At its very end the SDK may find that the last call into its native part, which has answered, is not yet put away, and
 * throws. By then every task is done, and the state says so: that is no failure.
 */
export async function runWorker(worker: Pick<Worker, 'run' | 'getState'>): Promise<void> {
  try {
    await worker.run();
  } catch (error) {
    const isDone = worker.getState() === 'STOPPED' && error instanceof IllegalStateError;
    if (!isDone) throw error;
  }
}
