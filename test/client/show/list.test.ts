import { expect, test } from '@jest/globals';
import type { ListedOnboarding } from '../../../client/listing.ts';
import { showList } from '../../../client/show/list.ts';
import { plain } from '../../../client/show/paint.ts';

const harbor: ListedOnboarding = {
  customer: 'harbor-dental',
  workflowId: 'onboarding-harbor-dental',
  model: 'per-incident',
  stage: 'waiting-for-approval',
  goLive: '2026-12-14T12:00:00.000Z',
  needsAttention: true,
  startedAt: '2026-11-22T09:00:00.000Z',
  execution: 'RUNNING',
};

const NOW_MS = Date.parse('2026-11-22T12:00:00Z');

test('one line each, in columns', () => {
  const lines = showList([harbor, { ...harbor, customer: 'nw', needsAttention: false }], NOW_MS, plain).split(
    '\n',
  );
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(
    /^harbor-dental {2}per-incident {2}waiting-for-approval {2}2026-12-14 12:00 UTC {2}yes/,
  );
  expect(lines[2]).toMatch(/^nw {13}per-incident .* no /);
});

test('one that was ended from outside says so and needs nobody', () => {
  const [, line] = showList([{ ...harbor, execution: 'TERMINATED' }], NOW_MS, plain).split('\n');
  expect(line).toContain('waiting-for-approval (terminated)');
  expect(line).not.toContain('yes');
});

test('one that has just begun has no stage yet', () => {
  const begun = { ...harbor, model: undefined, stage: undefined, goLive: undefined };
  expect(showList([begun], NOW_MS, plain)).toMatch(/starting +not resolved yet/);
});

test('an empty list says what to do', () => {
  expect(showList([], NOW_MS, plain)).toContain('onboard start');
});

test.each([
  ['2026-11-22T11:59:00.000Z', 'go-live-blocked', / overdue /],
  ['2026-11-25T11:59:00.000Z', 'ready', / soon /],
  ['2026-11-25T12:01:00.000Z', 'ready', /^((?!soon|overdue).)*$/],
  ['2026-11-22T11:59:00.000Z', 'aftercare', /^((?!soon|overdue).)*$/],
])('a go-live at %s in stage %s stands out as it should', (goLive, stage, words) => {
  const [, line] = showList([{ ...harbor, goLive, stage }], NOW_MS, plain).split('\n');
  expect(line).toMatch(words);
});
