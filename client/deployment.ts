import type { Client } from '@temporalio/client';
import { connectClient, dataConverter, type TemporalConfig, temporalConfig } from '../connection/temporal.ts';
import { CommandFailure } from './command-failure.ts';
import type { Invocation } from './invocation.ts';

/** One deployment: its Temporal namespace, by a connected client, and the queue that its workers serve. */
export interface Deployment {
  readonly client: Client;
  readonly taskQueue: string;
}

/** Somebody waits at the terminal: a server that is not there is told within seconds. */
const CONNECT_TIMEOUT = '5s';

/** Connects to the configured Temporal server, does the work, and closes the connection. */
export async function withDeployment<Result>(
  { terminal, options }: Invocation,
  work: (deployment: Deployment) => Promise<Result>,
): Promise<Result> {
  const config = temporalConfig();
  // A malformed key is told before anybody waits for a server.
  dataConverter(terminal.environment);
  const { client, close } = await connected(config, terminal.environment);
  try {
    return await work({ client, taskQueue: options.taskQueue });
  } finally {
    await close();
  }
}

async function connected(config: TemporalConfig, environment: NodeJS.ProcessEnv) {
  const connectionOptions = { connectTimeout: CONNECT_TIMEOUT, ...config.connectionOptions };
  try {
    return await connectClient({ ...config, connectionOptions }, environment);
  } catch (error) {
    const address = config.connectionOptions.address || 'localhost:7233';
    throw new CommandFailure(
      `Wanted to reach the Temporal server at ${address}, but it did not answer (${error instanceof Error ? error.message : error}).\n` +
        'Start one with `npm run temporal`, or say where yours is: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, ' +
        'TEMPORAL_API_KEY, or TEMPORAL_PROFILE for Temporal’s own configuration file.',
    );
  }
}
