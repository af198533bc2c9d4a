import { describe, expect, test } from '@jest/globals';
import { instantSchema, siteSchema } from '../../../activities/datto-rmm/answers.ts';
import { refusal, type Subject, unanswered } from '../../../activities/datto-rmm/errors.ts';
import { operations } from '../../../activities/datto-rmm/operations.ts';
import type { Answer } from '../../../activities/http/exchange.ts';

const list: Subject = { wanted: 'read the sites', isWrite: false };
const read: Subject = { wanted: 'read the site', isWrite: false, row: 'site with uid 7' };
const write: Subject = { wanted: 'set Splashtop of the site', isWrite: true, row: 'site with uid 7' };

function answer(status: number, text = '', retryAfterMs?: number): Answer {
  return { kind: 'answer', status, text, retryAfterMs };
}

describe('answers that are no success', () => {
  test.each([
    [read, 400, 'input-rejected'],
    [read, 401, 'credentials-rejected'],
    [read, 403, 'permission-missing'],
    [read, 404, 'not-found'],
    [list, 404, 'our-request'],
    [read, 405, 'our-request'],
    [write, 409, 'conflict'],
    [read, 429, 'rate-limited'],
    [read, 500, 'unavailable'],
    [write, 500, 'unavailable'],
    [read, 502, 'unavailable'],
    [write, 502, 'outcome-lost'],
    [read, 503, 'unavailable'],
    [read, 504, 'unavailable'],
    [write, 504, 'outcome-lost'],
    [read, 302, 'unavailable'],
  ])('%# %j %i is %s', (subject, status, code) => {
    expect(refusal(subject, answer(status), false).problem.code).toBe(code);
  });

  test('pauses: as asked, else a minute after a 429 and a 504, five minutes for a block', () => {
    expect(refusal(read, answer(429, '', 7_000), false).retryAfterMs).toBe(7_000);
    expect(refusal(read, answer(429), false).retryAfterMs).toBe(60_000);
    expect(refusal(read, answer(504), false).retryAfterMs).toBe(60_000);
    expect(refusal(read, answer(403), true)).toMatchObject({
      problem: { code: 'rate-limited' },
      retryAfterMs: 300_000,
    });
    expect(refusal(read, answer(503, '', 9_000), false).problem.code).toBe('rate-limited');
  });

  test('outside text never reaches a message', () => {
    for (const status of [400, 403, 404, 500])
      expect(refusal(read, answer(status, 'Jane Private'), false).message).not.toContain('Jane');
  });
});

test.each([
  [read, 'no', 'unavailable'],
  [read, 'maybe', 'unavailable'],
  [write, 'no', 'unavailable'],
  [write, 'maybe', 'outcome-lost'],
] as const)('no whole answer: %# %j sent: %s is %s', (subject, sent, code) => {
  expect(unanswered(subject, { kind: 'no-answer', sent, detail: 'x' }).problem.code).toBe(code);
});

describe('answers as they come', () => {
  test.each([
    [1_689_072_497_714, '2023-07-11T10:48:17.714Z'],
    [1_689_072_497.714, '2023-07-11T10:48:17.714Z'],
    ['2023-07-11T10:48:17Z', '2023-07-11T10:48:17.000Z'],
    ['never', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('the instant %s is %s', (value, iso) => {
    expect(instantSchema.parse(value)).toBe(iso);
  });

  test.each([
    ['29683512', '29683512'],
    [29_683_512, '29683512'],
    [' 7 ', '7'],
    [0, '0'],
    ['', null],
    [null, null],
    [undefined, null],
  ])('the company id %j is %j', (autotaskCompanyId, expected) => {
    const site = { id: 1, uid: 'u', name: null, notes: null, autotaskCompanyId };
    expect(siteSchema.parse(site)).toMatchObject({ autotaskCompanyId: expected, name: '', notes: '' });
  });
});

test('the allow-list: reads, and the update of a site; uids cannot leave their path', () => {
  const all = Object.values(operations).map((make) => make('../user/x'));
  expect(all.filter(({ method }) => method !== 'GET').map(({ path }) => path)).toEqual([
    'v2/site/..%2Fuser%2Fx',
  ]);
});
