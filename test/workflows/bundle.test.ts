import { beforeAll, expect, test } from '@jest/globals';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';
import { workflowTypes } from '../../workflows/messages.ts';

let modules: string[];
let code: string;
beforeAll(async () => {
  ({ code } = await bundleWorkflows());
  // Webpack names every module that it took in.
  modules = [...code.matchAll(/"(\.\/[^"\n]+|node:[^"\n]+)"/g)].map(([, name = '']) => name);
});

test('the bundle holds every workflow', () => {
  for (const type of Object.values(workflowTypes)) expect(code).toMatch(new RegExp(`function ${type}\\b`));
});

test('the bundle holds neither heavy libraries nor modules of Node', () => {
  const heavy = /node_modules\/(zod|luxon|temporal-polyfill|puppeteer|nodemailer|axios)\//;
  expect(modules.some((name) => name.includes('workflows/onboarding/onboarding.ts'))).toBe(true);
  expect(modules.some((name) => name.includes('node_modules/@temporalio/workflow/'))).toBe(true);
  expect(modules.filter((name) => heavy.test(name) || name.startsWith('node:'))).toEqual([]);
  expect(code).not.toMatch(/require\("node:/);
});
