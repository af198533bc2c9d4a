import { describe, expect, test } from '@jest/globals';
import { type Call, refusal, unanswered } from '../../../activities/autotask/errors.ts';
import type { Answer } from '../../../activities/http/exchange.ts';

const read: Call = {
  method: 'GET',
  path: 'Companies/7',
  wanted: 'read the company',
  row: 'company with id 7',
};
const query: Call = { method: 'POST', path: 'Companies/query', wanted: 'look up the company by name' };
const write: Call = { method: 'PATCH', path: 'Companies', wanted: 'set “Help Desk” of the company' };
const create: Call = { method: 'POST', path: 'Companies/7/Notes', wanted: 'add a note to the company' };

function answer(status: number, text = '', retryAfterMs?: number): Answer {
  return { kind: 'answer', status, text, retryAfterMs };
}

function errors(text: string): string {
  return JSON.stringify({ errors: [text] });
}

describe('answers that are no success', () => {
  test.each([
    [401, '', 'credentials-rejected'],
    [500, errors('IntegrationCode is invalid.'), 'credentials-rejected'],
    [500, errors('Zone information could not be determined'), 'credentials-rejected'],
    [
      500,
      errors('The logged in Resource does not have the adequate permissions to query this entity type.'),
      'permission-missing',
    ],
    [403, '', 'permission-missing'],
    [404, '<!DOCTYPE html><html></html>', 'our-request'],
    [404, '{"Message":"No HTTP resource was found that matches the request URI."}', 'our-request'],
    [404, '', 'not-found'],
    [405, '{"Message":"The requested resource does not support http method \'GET\'."}', 'our-request'],
    [500, errors('Missing Required Field: X. ; on record number [1]'), 'input-rejected'],
    [500, errors('Picklist value [8] does not exist for status. ; on record number [1].'), 'status-refused'],
    [500, errors('Value does not exist for the required field X'), 'input-rejected'],
    [
      500,
      errors('Picklist value [99] does not exist for priority. ; on record number [1].'),
      'input-rejected',
    ],
    [
      500,
      errors('Reference value on field: roleID of type…: Role does not exist or is invalid.'),
      'input-rejected',
    ],
    [500, errors("Conversion failed when converting varchar 'material' to data type int"), 'input-rejected'],
    [500, errors('Unable to find projectID in the TimeEntry Entity'), 'input-rejected'],
    [500, errors('maxCountOfRecordsToReturn must be between 1 and 500'), 'input-rejected'],
    [
      500,
      errors(
        'No message. No matching records found. The logged in Resource may not have the required permissions',
      ),
      'not-found',
    ],
    [500, errors('API thread threshold of 3 threads has been exceeded (Itgenatr005)'), 'rate-limited'],
    [409, errors('API thread threshold of 3 threads has been exceeded'), 'rate-limited'],
    [429, '', 'rate-limited'],
    [500, '', 'unavailable'],
    [500, errors('An unexpected error has occurred. Please contact support.'), 'unavailable'],
    [503, '', 'unavailable'],
    [302, '', 'unavailable'],
  ])('%i %s is %s', (status, text, code) => {
    expect(refusal(read, answer(status, text)).problem.code).toBe(code);
  });

  test('a query is about no row, so its 404 is a mistake of ours', () => {
    expect(refusal(query, answer(404)).problem.code).toBe('our-request');
  });

  test('pauses: as asked, a minute for the hourly limit, two seconds for threads', () => {
    expect(refusal(read, answer(429, '', 7_000)).retryAfterMs).toBe(7_000);
    expect(refusal(read, answer(429)).retryAfterMs).toBe(60_000);
    expect(refusal(read, answer(429, errors('API thread threshold of 3 threads'))).retryAfterMs).toBe(2_000);
    expect(refusal(read, answer(503, '', 9_000)).problem.code).toBe('rate-limited');
  });

  test('a gateway that gave up leaves a write unknown, and a read to be repeated', () => {
    expect(refusal(write, answer(504)).problem.code).toBe('outcome-lost');
    expect(refusal(create, answer(504)).problem.code).toBe('outcome-lost');
    expect(refusal(read, answer(504)).problem.code).toBe('unavailable');
  });

  test('outside text never reaches a message', () => {
    const text = errors("Conversion failed when converting varchar 'Jane Private' to data type int");
    expect(refusal(write, answer(500, text)).message).not.toContain('Jane');
  });
});

describe('no whole answer', () => {
  test.each([
    [read, 'no', 'unavailable'],
    [read, 'maybe', 'unavailable'],
    [query, 'maybe', 'unavailable'],
    [create, 'no', 'unavailable'],
    [create, 'maybe', 'outcome-lost'],
    [write, 'no', 'unavailable'],
    [write, 'maybe', 'outcome-lost'],
  ] as const)('%#: %o sent: %s is %s', (call, sent, code) => {
    expect(unanswered(call, { kind: 'no-answer', sent, detail: 'x' }).problem.code).toBe(code);
  });
});
