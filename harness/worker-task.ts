import { z } from 'zod';

const variable = 'ONBOARD_HARNESS_TASK';

/** What a worker process of the harness prints when it works. */
export const readyLine = 'ready';

const taskSchema = z.strictObject({
  address: z.string(),
  namespace: z.string(),
  taskQueue: z.string(),
  profilePath: z.string(),
  bundlePath: z.string(),
  controlUrls: z.array(z.string()),
});

/** What a worker process of the harness is told by its parent. */
export type WorkerTask = z.infer<typeof taskSchema>;

/** The environment that hands the task on. */
export function taskEnvironment(task: WorkerTask): { readonly [name: string]: string } {
  return { [variable]: JSON.stringify(task) };
}

/** The task in an environment. Throws when there is none. */
export function readTask(environment: NodeJS.ProcessEnv): WorkerTask {
  return taskSchema.parse(JSON.parse(environment[variable] ?? 'null'));
}
