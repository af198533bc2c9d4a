import { expect, test } from '@jest/globals';
import { textOf } from './examples.ts';

/** Modules that workflow code loads; whatever they load is loaded with them. */
const entries = [
  'domain/steps/catalogue.ts',
  'domain/hours.ts',
  'domain/go-live.ts',
  'domain/nudges.ts',
  'domain/problems.ts',
  'domain/plan.ts',
  'domain/onboarding-ticket-news.ts',
  'domain/evidence.ts',
  'domain/evidence-chain.ts',
  'domain/evidence-facts.ts',
];

test('what workflows load reaches no package: zod and its like cost memory in every parked onboarding', () => {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const from of loadedBy(textOf(path))) {
      // Small and plain: the digest of the evidence chain.
      if (from.startsWith('@noble/hashes/')) continue;
      expect([path, from]).toEqual([path, expect.stringMatching(/^\.\.?\//)]);
      visit(new URL(from, `file:///${path}`).pathname.slice(1));
    }
  };
  entries.forEach(visit);
  expect(seen).toContain('domain/steps/people.ts');
  expect(seen).not.toContain('domain/customer-file.ts');
});

/** The modules that are loaded at run time; imports of nothing but types are erased. */
function loadedBy(source: string): string[] {
  const statements = source.matchAll(/^(?:import|export)\s+(?!type\b)([^;]*?)\s*from\s+'([^']+)'/gm);
  return [...statements].flatMap(([, names = '', from = '']) => (onlyTypes(names) ? [] : [from]));
}

function onlyTypes(names: string): boolean {
  const listed = names
    .match(/^\{(.*)\}$/s)?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return listed?.every((name) => name.startsWith('type ')) ?? false;
}
