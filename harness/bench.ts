import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { plan } from '../client/reading-client.ts';
import { workflowTypes } from '../workflows/messages.ts';
import { fastForward } from './clock.ts';
import { sampleCustomer } from './sample-customer.ts';
import type { World } from './simulated-world.ts';
import { type Stack, startStack } from './stack.ts';

/** What real systems take: for a call of an API or of a page's own script, and for a page until it shows everything. */
const API_MS = 150;
const PAGE_MS = 600;
/** Visits to portals at a time, both workers together. */
const SLOTS = 4;
const WORKERS = 2;

const help = `npm run bench [-- --runs N]

Measures this machine with simulated systems, two worker processes and a real browser:
the plan of one customer on systems that take their time (${API_MS} ms for a call, ${PAGE_MS} ms for a page of a portal; cold with
the logins, then warm), what one skipped timer costs, and the whole sample run.

  --runs N    how often the repeated measurements are made (default 5)
`;

const root = path.resolve(import.meta.dirname, '..');
/** The lease workflow, when nobody asks for it, is one timer of ten seconds and then over. */
const ONE_TIMER_MS = 11_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '5' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    say(help);
    return;
  }
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error(`--runs takes a whole number, not “${values.runs}”.`);
  say(`${os.cpus().length} processors (${os.cpus()[0]?.model.trim()}), load ${os.loadavg()[0]?.toFixed(1)}`);
  await withStack(async (stack) => {
    await measurePlans(stack, runs);
    await measureTimers(stack, runs);
  });
  say(line('whole sample run, from a cold start', [await timed(sampleRun)]));
}

async function withStack(work: (stack: Stack) => Promise<void>): Promise<void> {
  const folder = path.join(
    root,
    'var',
    'runs',
    `${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}-bench`,
  );
  const profile = { others: 'automatic', browser: { slots: SLOTS / WORKERS } } as const;
  const stack = await startStack({ folder, workers: WORKERS, profile, progress: say });
  try {
    await work(stack);
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measurePlans(stack: Stack, runs: number): Promise<void> {
  const customer = await sampleCustomer('harbor-dental', stack.folder, new Date(), 14);
  slowDown(stack.world);
  say(line('plan, cold: browser start and login', [await timed(() => plan(stack, customer))]));
  say(line('plan, warm', await repeated(runs, () => plan(stack, customer))));
}

/** Real latencies. A page is there with its document and one call of its script. */
function slowDown({ autotask, liftOff, itGlue, dattoRmm, screenConnect, splashtop, slack }: World): void {
  const calls = (path = '/') => ({ kind: 'latency', path, options: { ms: API_MS } });
  const pages = { kind: 'latency', method: 'GET', options: { ms: PAGE_MS - API_MS } };
  for (const { faults } of [autotask, itGlue, splashtop, slack]) faults.add(calls());
  for (const { faults } of [liftOff, dattoRmm, screenConnect]) {
    // The first that fits counts.
    for (const path of ['/api/', '/portal-api/', '/auth/oauth/', '/Services/']) faults.add(calls(path));
    faults.add(pages);
  }
}

async function measureTimers({ client, taskQueue }: Stack, runs: number): Promise<void> {
  let started = 0;
  const skipOne = async () => {
    started += 1;
    const workflowId = `bench-timer-${started}`;
    await client.workflow.start(workflowTypes.lease, { workflowId, taskQueue, args: [] });
    await fastForward(client, [workflowId], ONE_TIMER_MS);
  };
  await skipOne();
  say(line('workflow of one skipped timer, start to end', await repeated(runs * 10, skipOne)));
}

/** In a process of its own, as `npm start` runs it. */
async function sampleRun(): Promise<void> {
  const program = path.join(import.meta.dirname, 'sample-run.ts');
  const child = spawn(process.execPath, [...process.execArgv, program], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The sample run ended with code ${code}; npm start shows why.`);
}

async function repeated(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const tookMs: number[] = [];
  for (let run = 0; run < times; run += 1) tookMs.push(await timed(work));
  return tookMs;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** One line: a single time, or the smallest, the middle and the largest of several. */
function line(what: string, tookMs: readonly number[]): string {
  const sorted = [...tookMs].sort((one, other) => one - other);
  const shown = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((index) =>
    inSeconds(sorted[index] ?? 0),
  );
  const [min, median, max] = shown;
  const times =
    sorted.length === 1 ? min : `min ${min} · median ${median} · max ${max} (${sorted.length} runs)`;
  return `${what.padEnd(45)} ${times}`;
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 1000 ? 3 : 1)} s`;
}

try {
  await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
