import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { codecKeysVariable, createCodec } from './codec.ts';

/** What workers, clients and the workflow bundle encode failures with. */
export const failureConverterPath = fileURLToPath(new URL('./failure-converter.cjs', import.meta.url));

/** Where Temporal is: the address, credentials and namespace that the operator configured. */
export type TemporalConfig = ReturnType<typeof loadClientConnectConfig>;

/** The environment and files of Temporal's own configuration: `TEMPORAL_ADDRESS`, `TEMPORAL_PROFILE`, … */
export function temporalConfig(): TemporalConfig {
  return loadClientConnectConfig();
}

/** How payloads are written: encrypted as soon as a key is configured. Throws an `Error` when a key is malformed. */
export function dataConverter(environment: NodeJS.ProcessEnv): DataConverter {
  const keys = environment[codecKeysVariable];
  return {
    ...(keys === undefined || keys === '' ? {} : { payloadCodecs: [createCodec(keys)] }),
    failureConverterPath,
  };
}

/** A connected client; the caller closes its connection. */
export async function connectClient(
  config: TemporalConfig,
  environment: NodeJS.ProcessEnv,
): Promise<{ client: Client; close: () => Promise<void> }> {
  const connection = await Connection.connect(config.connectionOptions);
  const namespace = config.namespace ?? 'default';
  const client = new Client({ connection, namespace, dataConverter: dataConverter(environment) });
  return { client, close: () => connection.close() };
}
