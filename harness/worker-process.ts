import { DefaultLogger, Runtime } from '@temporalio/worker';
import { workerRoles } from '../worker/compose.ts';
import { runWorkers } from '../worker/run-workers.ts';
import { movingClocks, remoteClock } from './clock-interceptor.ts';
import { loopbackProfile } from './loopback-profile.ts';
import { readTask, readyLine } from './worker-task.ts';

/**
 * A worker process of a sample run or a test: the product's own workers, on simulators. It refuses every address that
 * is not this machine and moves the simulators' clocks. Ends when its parent does: its standard input closes then.
 */
async function main(): Promise<void> {
  const task = readTask(process.env);
  loopbackProfile(task.profilePath);
  process.stdin.on('end', () => process.exit(1)).resume();
  Runtime.install({
    logger: new DefaultLogger('WARN', (entry) => process.stderr.write(`${entry.level} ${entry.message}\n`)),
  });
  await runWorkers({
    temporal: { connectionOptions: { address: task.address }, namespace: task.namespace },
    profilePath: task.profilePath,
    taskQueue: task.taskQueue,
    roles: workerRoles,
    environment: process.env,
    tell: (line) => process.stdout.write(`${line}\n`),
    onReady: () => process.stdout.write(`${readyLine}\n`),
    bundlePath: task.bundlePath,
    loopbackOnly: true,
    interceptors: [movingClocks(task.controlUrls.map(remoteClock))],
    options: { shutdownGraceTime: 1_000, shutdownForceTime: 10_000, maxHeartbeatThrottleInterval: 1_000 },
  });
  process.exit(0);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
