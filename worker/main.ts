import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { temporalConfig } from '../connection/temporal.ts';
import { defaultTaskQueue } from '../workflows/messages.ts';
import { type WorkerRole, workerRoles } from './compose.ts';
import { runWorkers } from './run-workers.ts';

const help = `npm run worker -- [options]

Runs workers until Ctrl-C. Several may run at once, on several machines.

  --profile FILE      the MSP's profile (default onboarding.yaml)
  --role ROLE         workflows, api, portal or all (default all); may be given several times
  --task-queue NAME   default ${defaultTaskQueue}

Where Temporal is: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, … or a profile of temporal.toml (TEMPORAL_PROFILE).
Secrets come from the environment variables that the profile names, or from files named by <NAME>_FILE.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string', default: 'onboarding.yaml' },
      role: { type: 'string', multiple: true, default: ['all'] },
      'task-queue': { type: 'string', default: process.env['ONBOARD_TASK_QUEUE'] ?? defaultTaskQueue },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  Runtime.install({ logger: new DefaultLogger('WARN') });
  await runWorkers({
    temporal: temporalConfig(),
    profilePath: values.profile,
    taskQueue: values['task-queue'],
    roles: values.role.flatMap(rolesNamed),
    environment: process.env,
    tell: (line) => process.stderr.write(`${line}\n`),
  });
  return 0;
}

function rolesNamed(name: string): readonly WorkerRole[] {
  if (name === 'all') return workerRoles;
  const role = workerRoles.find((known) => known === name);
  if (role === undefined)
    throw new Error(`There is no role “${name}”. Roles: ${workerRoles.join(', ')}, all.`);
  return [role];
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
