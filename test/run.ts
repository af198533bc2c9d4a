// What `npm test` runs: lint, types, set-up of server and browser, then all jest tests. Arguments go to jest;
// `--only-jest` leaves lint and types out. The last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { findBrowser } from '../setup/browser.ts';
import { runCommand } from '../setup/run-command.ts';
import { withoutTemporalVariables } from '../temporal-docker/embedded/kept-process.ts';
import { startEmbeddedTemporal } from '../temporal-docker/embedded/start.ts';
import { countTests, type Tally, total } from './support/tally.ts';
import { TEST_BUNDLE, TEST_TEMPORAL, writeWorkflowBundle } from './support/temporal.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const REPORT = path.join(ROOT, 'var', 'jest.json');
const BUNDLE = path.join(ROOT, 'var', 'test', 'workflows.js');
/** The linter colours its words, letter by letter, even where nobody sees colours. */
const COLOURS = process.stdout.isTTY ? [] : ['--colors=off'];
const ONE_PASSED: Tally = { passed: 1, failed: 0, skipped: 0 };
const ONE_FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs one step under a heading and says how long it took; a step that throws counts as failed. */
async function step(name: string, run: () => Promise<Tally>): Promise<Tally> {
  say(`\n== ${name}`);
  const start = Date.now();
  const tally = await run().catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    return ONE_FAILED;
  });
  say(`-- ${name}: ${tally.failed > 0 ? 'FAILED' : 'ok'} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  return tally;
}

/** A tool of this project that says by its exit code whether all is well. */
async function check(script: string, ...args: string[]): Promise<Tally> {
  const result = await runCommand(process.execPath, [path.join(ROOT, script), ...args], { cwd: ROOT });
  if (result.code === 0) return ONE_PASSED;
  say(result.failure ?? result.output);
  return ONE_FAILED;
}

/** Gets server, browser and workflow bundle ready; what tests need to know of them goes into `env`. */
async function setUp(env: NodeJS.ProcessEnv, cleanUp: (() => Promise<void>)[]): Promise<Tally> {
  const ready = await Promise.allSettled([
    startEmbeddedTemporal({ progress: say }).then(({ address, stop }) => {
      cleanUp.push(stop);
      env[TEST_TEMPORAL] = address;
      say(`Temporal at ${address}`);
    }),
    findBrowser({ progress: say }).then(({ executablePath }) => {
      env['ONBOARD_BROWSER'] = executablePath;
      say(`Browser ${executablePath}`);
    }),
    writeWorkflowBundle(BUNDLE).then((file) => {
      env[TEST_BUNDLE] = file;
    }),
  ]);
  // All have ended by now, so that nothing starts behind the back of the clean-up.
  for (const result of ready) if (result.status === 'rejected') throw result.reason;
  return ONE_PASSED;
}

async function runJest(env: NodeJS.ProcessEnv, filters: string[]): Promise<Tally> {
  await mkdir(path.dirname(REPORT), { recursive: true });
  await rm(REPORT, { force: true });
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  // Twice the two cores that it is planned for: portals and workflows spend half of their time waiting.
  const options = ['--maxWorkers=4', '--json', `--outputFile=${REPORT}`];
  const child = spawn(process.execPath, [...node, jest, ...options, ...filters], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  await once(child, 'exit');
  return countTests(JSON.parse(await readFile(REPORT, 'utf8')));
}

async function main(args: string[]): Promise<number> {
  const filters = args.filter((arg) => arg !== '--only-jest');
  const tallies: Tally[] = [];
  if (filters.length === args.length) {
    tallies.push(
      await step('lint', () => check('node_modules/@biomejs/biome/bin/biome', 'ci', '.', ...COLOURS)),
    );
    tallies.push(await step('types', () => check('node_modules/typescript/bin/tsc', '--noEmit')));
  }
  const env = withoutTemporalVariables(process.env);
  const cleanUp: (() => Promise<void>)[] = [];
  try {
    const ready = await step('set-up', () => setUp(env, cleanUp));
    tallies.push(ready.failed > 0 ? ready : await step('tests', () => runJest(env, filters)));
  } finally {
    for (const clean of cleanUp) await clean();
  }
  const { passed, failed, skipped } = total(tallies);
  say(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
