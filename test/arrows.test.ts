import { expect, test } from '@jest/globals';
import { type Import, importsBelow, importsIn, importsOf } from './support/imports.ts';

/** What a folder may import of the project: always, and types only besides. */
interface Arrow {
  readonly values: readonly string[];
  readonly types?: readonly string[];
}

/** Imports point one way (design, Layout). `harness` and `test` may import everything inside the project. */
const arrows: { readonly [folder: string]: Arrow } = {
  domain: { values: ['domain/'] },
  schemas: { values: ['schemas/', 'domain/'] },
  activities: { values: ['activities/', 'domain/'] },
  workflows: { values: ['workflows/', 'domain/'], types: ['activities/'] },
  connection: { values: ['connection/', 'workflows/', 'domain/'] },
  worker: { values: ['worker/', 'workflows/', 'activities/', 'domain/', 'connection/', 'setup/'] },
  client: { values: ['client/', 'workflows/', 'activities/', 'domain/', 'connection/'] },
  simulators: { values: ['simulators/'] },
  setup: { values: ['setup/'] },
  'temporal-docker': { values: ['temporal-docker/', 'setup/', 'harness/clock.ts'] },
};
const unbound = ['harness', 'test'];
const everyFolder = [...Object.keys(arrows), ...unbound];

/** Activities that speak with Temporal itself need the names that workflows answer to. */
const speakWithTemporal = [
  'activities/lease.ts',
  'activities/interlock.ts',
  'activities/desk.ts',
  'activities/sweeps/',
  'activities/customer-record/',
];

/** Sweeps read how onboardings stand, and ask what waits for people where everybody asks it. */
const sweepsRead = ['workflows/decisions/open-decisions.ts', 'workflows/onboarding/state.ts'];

/** The command holds no vendor secret and talks to no vendor. */
const vendors = [
  'autotask',
  'lift-off',
  'it-glue',
  'datto-rmm',
  'datto-rmm-portal',
  'screenconnect',
  'splashtop',
  'slack',
  'email',
  'pager',
  'heartbeat',
  'browser',
  'sessions',
  'http',
].map((name) => `activities/${name}/`);

/** What the deterministic sandbox may load at run time. */
const sandboxPackages = /^(@temporalio\/(workflow|common)|@noble\/hashes)(\/|$)/;

const isPackage = ({ target }: Import) => !/\.[cm]?[tj]s$/.test(target) || target.startsWith('@');
const isIn = (path: string, folders: readonly string[]) => folders.some((folder) => path.startsWith(folder));
const shown = ({ file, target, typeOnly }: Import) =>
  `${file} imports ${typeOnly ? 'types of ' : ''}${target}`;

function isForbidden(one: Import): boolean {
  const { file, target, typeOnly } = one;
  if (target === '(computed)') return !isIn(file, ['harness/', 'test/']);
  if (isPackage(one)) return false;
  if (target.startsWith('..')) return true;
  const [folder = ''] = file.split('/');
  const arrow = arrows[folder];
  if (arrow === undefined) return false;
  if (folder === 'client' && isIn(target, vendors)) return true;
  if (isIn(file, speakWithTemporal) && target === 'workflows/messages.ts') return false;
  if (file.startsWith('activities/sweeps/') && sweepsRead.includes(target)) return false;
  return !isIn(target, typeOnly ? [...arrow.values, ...(arrow.types ?? [])] : arrow.values);
}

test.each(everyFolder)('what %s imports', (folder) => {
  const imports = importsBelow(folder);
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter(isForbidden).map(shown)).toEqual([]);
});

test('workflows load nothing at run time but the project’s own pure code and Temporal’s SDK', () => {
  const loaded = loadedFrom('workflows/index.ts');
  expect(loaded.map(({ target }) => target)).toContain('domain/steps/catalogue.ts');
  expect(loaded.filter((one) => isPackage(one) && !sandboxPackages.test(one.target)).map(shown)).toEqual([]);
});

/** Everything that is loaded when the file is, through all the files between. */
function loadedFrom(entry: string): Import[] {
  const seen = new Set<string>();
  const visit = (file: string): Import[] => {
    if (seen.has(file)) return [];
    seen.add(file);
    const loaded = importsOf(file).filter(({ typeOnly }) => !typeOnly);
    return [...loaded, ...loaded.filter((one) => !isPackage(one)).flatMap(({ target }) => visit(target))];
  };
  return visit(entry);
}

test.each([
  ['domain/plan.ts', "import { sit } from '../activities/records/sitting.ts';"],
  ['activities/slack/bot.ts', "import { problemOf } from '../../workflows/run-activity.ts';"],
  ['activities/slack/bot.ts', "import type { Answer } from '../../workflows/messages.ts';"],
  ['workflows/plan.ts', "import { inspect, type Visit } from '../activities/visit.ts';"],
  ['workflows/plan.ts', "export * from '../activities/visit.ts';"],
  ['workflows/plan.ts', "import type { World } from '../harness/simulated-world.ts';"],
  ['client/answer.ts', "import type { Bot } from '../activities/slack/bot.ts';"],
  ['client/answer.ts', "const lazy = () => import('../worker/compose.ts');"],
  ['client/answer.ts', 'const lazy = (name: string) => import(name);'],
  ['connection/codec.ts', "type Pool = import('../activities/browser/pool.ts').BrowserPool;"],
  ['simulators/main.ts', "export { problem } from '../domain/problems.ts';"],
  ['harness/clock.ts', "import { read } from '../../shared/read.ts';"],
])('would find in %s: %s', (file, source) => {
  expect(importsIn(file, source).filter(isForbidden)).toHaveLength(1);
});

test.each([
  ['workflows/plan.ts', "import type { Inspection } from '../activities/types.ts';"],
  ['workflows/plan.ts', "import { type Inspection } from '../activities/types.ts';"],
  ['activities/lease.ts', "import { workflowTypes } from '../workflows/messages.ts';"],
  ['activities/slack/bot.ts', "import axios from 'axios';"],
])('lets pass in %s: %s', (file, source) => {
  const [one, ...more] = importsIn(file, source);
  expect(more).toEqual([]);
  expect(one && isForbidden(one)).toBe(false);
});
