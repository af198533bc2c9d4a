import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { type EmbeddedTemporal, startEmbeddedTemporal } from '../../temporal-docker/embedded/start.ts';
import { bundleWorkflows as bundleProduct } from '../../worker/workflow-bundle.ts';

/** Environment variable with the address of the server that all tests of a run share. */
export const TEST_TEMPORAL = 'ONBOARD_TEST_TEMPORAL';

/** Environment variable with the file that the bundled workflows were written to for all tests of a run. */
export const TEST_BUNDLE = 'ONBOARD_TEST_BUNDLE';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

const LOG_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'] as const;

let ownServer: Promise<EmbeddedTemporal> | undefined;
let ownBundle: Promise<string> | undefined;

/**
 * The Temporal server of this test run. `test/run.ts` starts one for all tests; a test file that is run by hand
 * gets its own, which ends with the process. It skips time; namespaces are up to the test.
 */
export async function temporalForTests(): Promise<{ address: string }> {
  const shared = process.env[TEST_TEMPORAL];
  if (shared) return { address: shared };
  ownServer ??= startEmbeddedTemporal({ progress: (line) => process.stderr.write(`${line}\n`) });
  const server = await ownServer;
  server.unref();
  return { address: server.address };
}

/**
 * Silences the Temporal SDK's log for a test file; `ONBOARD_TEST_LOG=WARN` shows it, e.g. to see why a workflow
 * task fails again and again. Call it before anything connects.
 */
export function quietTemporal(): void {
  const wanted = process.env['ONBOARD_TEST_LOG'];
  const level = LOG_LEVELS.find((name) => name === wanted) ?? 'ERROR';
  Runtime.install({ logger: new DefaultLogger(level) });
}

/** The product's workflows, bundled once per test run: for a worker's `workflowBundle` option. */
export async function workflowBundleForTests(): Promise<{ codePath: string }> {
  const shared = process.env[TEST_BUNDLE];
  if (shared) return { codePath: shared };
  ownBundle ??= writeWorkflowBundle(path.join(ROOT, 'var', 'test', `workflows-${process.pid}.js`));
  return { codePath: await ownBundle };
}

/**
 * Bundles the product's workflows into a file, as its workers do.
 *
 * @returns the file's path.
 */
export async function writeWorkflowBundle(file: string): Promise<string> {
  const { code } = await bundleProduct();
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, code);
  return file;
}

/** Bundles the workflows of one source file without the bundler's chatter; problems are still thrown. */
export async function bundleWorkflows(workflowsPath: string): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
}
