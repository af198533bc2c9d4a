import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Stack, type StackOptions, startStack } from '../../harness/stack.ts';
import type { Limits } from '../../workflows/limits.ts';
import { quickClasses } from '../support/onboarding.ts';
import { temporalForTests, workflowBundleForTests } from '../support/temporal.ts';

/** Simulators, and workers in processes of their own, in a namespace of their own on the server of this test run. */
export async function startProcesses(options: Partial<StackOptions> = {}): Promise<Stack> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-processes-'));
  const { address } = await temporalForTests();
  const { codePath } = await workflowBundleForTests();
  const stack = await startStack({
    folder,
    temporalAddress: address,
    bundlePath: codePath,
    namespace: `processes-${randomUUID().slice(0, 8)}`,
    workers: 2,
    progress: () => undefined,
    ...options,
  });
  return {
    ...stack,
    stop: async () => {
      await stack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const retries = { attempts: 10, heartbeatMs: 6_000 };

/** A killed worker is missed soon, a living one never: it shows every second or two that it is alive. */
export const limitsForKills: Partial<Limits> = {
  classes: {
    ...quickClasses,
    own: { ...quickClasses.own, startToCloseMs: 10_000 },
    api: { ...quickClasses.api, ...retries },
    portal: { ...quickClasses.portal, startToCloseMs: 90_000, ...retries },
  },
};
