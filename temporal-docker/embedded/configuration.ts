import path from 'node:path';
import { stringify } from 'yaml';

/** Ports on 127.0.0.1 that an embedded server listens on. */
export interface ServerPorts {
  frontend: number;
  frontendHttp: number;
  frontendMembership: number;
  matching: number;
  matchingMembership: number;
  history: number;
  historyMembership: number;
  worker: number;
  workerMembership: number;
}

/** Server settings by name, as in the server's documentation of its dynamic configuration. */
export type DynamicConfig = Readonly<Record<string, boolean | number | string>>;

/**
 * Server settings that the product and its harness rely on; the defaults make skipped timers take a second
 * each and activities 40 ms, because a single shard reads its queues 20 times a second.
 */
export const DYNAMIC_CONFIG: DynamicConfig = {
  'frontend.WorkflowTimeSkippingEnabled': true,
  'frontend.enableUpdateWorkflowExecution': true,
  'frontend.enableServerVersionCheck': false,
  'matching.enableFairness': true,
  'history.timerProcessorMaxTimeShift': '1ms',
  'history.timerProcessorMaxPollRPS': 500,
  'history.transferProcessorMaxPollRPS': 500,
  'history.visibilityProcessorMaxPollRPS': 500,
  // Server 1.32 adds the skipped time twice to the start of a run that continued as new, finds such a run too
  // young at its end, and delays the next one by all that time. Without a minimal age it does not.
  'history.workflowIdReuseMinimalInterval': '0s',
  'system.namespaceCacheRefreshInterval': '250ms',
};

/** Dynamic configuration in the server's own file format. */
export function dynamicConfigYaml(config: DynamicConfig): string {
  return stringify(Object.fromEntries(Object.entries(config).map(([key, value]) => [key, [{ value }]])));
}

/** Dynamic configuration as arguments of `temporal server start-dev`. */
export function dynamicConfigArguments(config: DynamicConfig): string[] {
  return Object.entries(config).flatMap(([key, value]) => [
    '--dynamic-config-value',
    `${key}=${JSON.stringify(value)}`,
  ]);
}

/**
 * The configuration of a one-process server on SQLite that listens on loopback only.
 *
 * @param databaseFile absolute path; in memory when absent.
 */
export function serverYaml(ports: ServerPorts, dynamicConfigFile: string, databaseFile?: string): string {
  return stringify({
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'sqlite',
      visibilityStore: 'sqlite',
      numHistoryShards: 1,
      datastores: { sqlite: { sql: sqlite(databaseFile) } },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: service(ports.frontend, ports.frontendMembership, { httpPort: ports.frontendHttp }),
      matching: service(ports.matching, ports.matchingMembership),
      history: service(ports.history, ports.historyMembership),
      worker: service(ports.worker, ports.workerMembership),
    },
    clusterMetadata: clusterMetadata(ports),
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: dynamicConfigFile, pollInterval: '10s' },
  });
}

function service(grpcPort: number, membershipPort: number, extra: Record<string, number> = {}) {
  return { rpc: { grpcPort, membershipPort, bindOnIP: '127.0.0.1', ...extra } };
}

function clusterMetadata(ports: ServerPorts) {
  return {
    enableGlobalNamespace: false,
    failoverVersionIncrement: 10,
    masterClusterName: 'active',
    currentClusterName: 'active',
    clusterInformation: {
      active: {
        enabled: true,
        initialFailoverVersion: 1,
        rpcName: 'frontend',
        rpcAddress: `127.0.0.1:${ports.frontend}`,
        httpAddress: `127.0.0.1:${ports.frontendHttp}`,
      },
    },
  };
}

function sqlite(databaseFile?: string) {
  return {
    pluginName: 'sqlite',
    // The server builds a `file:` address from it, in which a backslash is not a separator.
    databaseName: databaseFile ? databaseFile.split(path.sep).join('/') : 'onboard',
    // Asked for by the server's check of its configuration, and unused.
    connectAddr: 'localhost',
    connectProtocol: 'tcp',
    connectAttributes: databaseFile
      ? { mode: 'rwc', cache: 'private', journal_mode: 'wal', synchronous: '1', setup: 'true' }
      : { mode: 'memory', cache: 'private' },
    maxConns: 1,
    maxIdleConns: 1,
    maxConnLifetime: '0s',
  };
}

/** The configuration of the web UI, for the UI server's own file format. */
export function uiYaml(port: number, temporalAddress: string): string {
  return stringify({
    temporalGrpcAddress: temporalAddress,
    host: '127.0.0.1',
    port,
    enableUi: true,
    disableNewsFetch: true,
    hideLogs: true,
    cors: { cookieInsecure: true, allowOrigins: [`http://127.0.0.1:${port}`] },
  });
}
