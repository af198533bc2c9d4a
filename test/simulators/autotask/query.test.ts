import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HARBOR_DENTAL } from '../../../simulators/autotask/seed-companies.ts';
import { type Bench, openBench } from './client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.simulator.stop());

const everything = [{ op: 'gte', field: 'id', value: 0 }];
const names = (answer: { items: readonly { readonly [key: string]: unknown }[] }) =>
  answer.items.map((item) => item['companyName']);

describe('operators', () => {
  const all = 334;
  const cases: [string, unknown, number][] = [
    ['eq, and company 0 is a company', { op: 'eq', field: 'id', value: 0 }, 1],
    ['eq takes names in any case: look-alikes', { op: 'eq', field: 'companyName', value: 'Acme' }, 2],
    ['field names in any case', { op: 'eq', field: 'COMPANYNAME', value: 'acme west' }, 1],
    ['property names in any case', { OP: 'eq', Field: 'companyName', VALUE: 'Acme West' }, 1],
    [
      'apostrophe, ampersand, parentheses',
      { op: 'eq', field: 'companyName', value: "O'Neil & Sons (NY)" },
      1,
    ],
    ['non-ASCII', { op: 'beginsWith', field: 'companyName', value: 'müller' }, 1],
    ['endsWith', { op: 'endsWith', field: 'companyName', value: 'LLP (example)' }, 1],
    ['contains', { op: 'contains', field: 'companyName', value: 'harbor dental' }, 3],
    ['in', { op: 'in', field: 'id', value: [0, HARBOR_DENTAL, 7] }, 2],
    ['notIn', { op: 'notIn', field: 'id', value: [0, HARBOR_DENTAL] }, all - 2],
    ['noteq', { op: 'noteq', field: 'id', value: 0 }, all - 1],
    [
      'gt, lte',
      {
        op: 'and',
        items: [
          { op: 'gt', field: 'id', value: 0 },
          { op: 'lte', field: 'id', value: 29_683_402 },
        ],
      },
      3,
    ],
    [
      'or',
      {
        op: 'or',
        items: [
          { op: 'eq', field: 'id', value: 0 },
          { op: 'lt', field: 'id', value: 29_683_401 },
        ],
      },
      2,
    ],
    ['exist', { op: 'exist', field: 'city' }, 1],
    ['notExist', { op: 'notExist', field: 'city' }, all - 1],
    ['booleans', { op: 'eq', field: 'isActive', value: false }, 20],
    [
      'instants without a zone are UTC',
      { op: 'eq', field: 'createDate', value: '2024-03-04T15:00:00.000' },
      all,
    ],
    ['a user-defined field', { op: 'eq', field: 'CRM ID', value: 'HDG-001', udf: true }, 1],
    ['eq null matches nothing', { op: 'eq', field: 'city', value: null }, 0],
    ['noteq null matches nothing', { op: 'noteq', field: 'city', value: null }, 0],
    ['an unknown operator is dropped: all rows', { op: 'equals', field: 'companyName', value: 'Acme' }, all],
    ['an operator in the wrong case is unknown', { op: 'EQ', field: 'companyName', value: 'Acme' }, all],
    ['digits as text find nothing', { op: 'eq', field: 'id', value: '0' }, 0],
  ];
  test.each(cases)('%s', async (_name, condition, count) => {
    const answer = await bench.call('POST', 'Companies/query/count', { filter: [condition] });
    expect(answer.body).toEqual({ queryCount: count });
  });

  test('a list is AND; an unknown operator drops only itself', async () => {
    const found = await bench.query('Companies', [
      { op: 'beginsWith', field: 'companyName', value: 'acme' },
      { op: 'like', field: 'companyName', value: '%west%' },
    ]);
    expect(names(found)).toEqual(['Acme', 'Acme West', 'ACME', 'Acme (example)']);
  });

  test('true finds the contacts whose isActive is 1', async () => {
    const filter = [{ op: 'eq', field: 'companyID', value: HARBOR_DENTAL }];
    const active = await bench.query('Contacts', [...filter, { op: 'eq', field: 'isActive', value: true }]);
    expect(active.items.map((item) => item['isActive'])).toEqual([1, 1, 1]);
    expect((await bench.query('Contacts', filter)).items).toHaveLength(4);
  });
});

describe('what is refused with 500', () => {
  const udf = { op: 'eq', field: 'CRM ID', value: 'x', udf: true };
  const many = Array.from({ length: 501 }, (_, at) => at);
  const cases: [string, object, string][] = [
    [
      'unknown field',
      { filter: [{ op: 'eq', field: 'projectID', value: 1 }] },
      'Unable to find projectID in the Company Entity',
    ],
    [
      'UDF without udf:true',
      { filter: [{ ...udf, udf: false }] },
      'Unable to find CRM ID in the Company Entity',
    ],
    ['column with udf:true', { filter: [{ ...udf, field: 'companyName' }] }, 'Unable to find companyName'],
    ['not queryable', { filter: [{ op: 'gt', field: 'assetValue', value: 1 }] }, 'Unable to find assetValue'],
    ['unknown include', { includeFields: ['id', 'nope'], filter: everything }, 'Unable to find nope'],
    ['two UDF conditions', { filter: [udf, { op: 'or', items: [udf] }] }, 'Only one user-defined field'],
    ['no filter', {}, 'A filter is required'],
    ['empty filter', { filter: [] }, 'A filter is required'],
    [
      'maxRecords 0',
      { maxRecords: 0, filter: everything },
      'maxCountOfRecordsToReturn must be between 1 and 500',
    ],
    [
      'maxRecords 501',
      { maxRecords: 501, filter: everything },
      'maxCountOfRecordsToReturn must be between 1 and 500',
    ],
    ['501 values', { filter: [{ op: 'in', field: 'id', value: many }] }, 'more than 500 OR values'],
    [
      'text for a number',
      { filter: [{ op: 'eq', field: 'id', value: 'material' }] },
      "Conversion failed when converting varchar 'material' to data type int",
    ],
    ['a wrong shape', { filter: { op: 'eq' } }, 'unexpected error'],
  ];
  test.each(cases)('%s', async (_name, body, text) => {
    const answer = await bench.call('POST', 'Companies/query', body);
    expect(answer.status).toBe(500);
    expect(answer.text).toContain(text);
  });
  test('500 values are taken', async () => {
    expect(
      (await bench.query('Companies', [{ op: 'in', field: 'id', value: many.slice(0, 500) }])).status,
    ).toBe(200);
  });
});

describe('shape of rows', () => {
  test('with includeFields other columns are absent', async () => {
    const answer = await bench.query('Companies', [{ op: 'eq', field: 'id', value: 0 }], {
      includeFields: ['id', 'city'],
    });
    expect(answer.items).toEqual([{ id: 0, city: null }]);
  });
  test('without it empty columns are null', async () => {
    const answer = await bench.query('Companies', [{ op: 'eq', field: 'id', value: 0 }]);
    expect(answer.items[0]).toMatchObject({
      city: null,
      address2: null,
      userDefinedFields: expect.anything(),
    });
  });
  test('a UDF is included by its name', async () => {
    const filter = [{ op: 'eq', field: 'id', value: HARBOR_DENTAL }];
    const answer = await bench.query('Companies', filter, { includeFields: ['id', 'CRM ID'] });
    expect(answer.items).toEqual([
      { id: HARBOR_DENTAL, userDefinedFields: [{ name: 'CRM ID', value: 'HDG-001' }] },
    ]);
  });
  test('unset UDFs come as nulls, as an empty list, or not at all', async () => {
    const ids = [29_683_600, 29_683_602, 29_683_603];
    const answer = await bench.query('Companies', [{ op: 'in', field: 'id', value: ids }]);
    const nulls = ['Help Desk', 'CRM ID'].map((name) => ({ name, value: null }));
    expect(answer.items.map((item) => item['userDefinedFields'])).toEqual([nulls, [], undefined]);
  });
  test('locations have no user-defined fields', async () => {
    const answer = await bench.query('CompanyLocations', everything);
    expect(answer.items[0]).not.toHaveProperty('userDefinedFields');
  });
  test('the sample customer has exactly one active location', async () => {
    const filter = [
      { op: 'eq', field: 'companyID', value: HARBOR_DENTAL },
      { op: 'eq', field: 'isActive', value: true },
    ];
    expect((await bench.query('CompanyLocations', filter)).items).toHaveLength(1);
  });
});

describe('paging', () => {
  interface Pages {
    url: string;
    body: object;
  }
  async function firstPage(): Promise<Pages> {
    const body = { maxRecords: 200, includeFields: ['id'], filter: everything };
    const first = await bench.call('POST', 'Companies/query', body);
    const details = first.body['pageDetails'];
    expect(details).toMatchObject({ count: 200, requestCount: 200, prevPageUrl: null });
    return { body, url: String(Object(details).nextPageUrl) };
  }
  test('continues by POST with the same body, in the order of ids, on the address of the zone', async () => {
    const { url, body } = await firstPage();
    expect(url).toContain(`${bench.simulator.url}/ATServicesRest/V1.0/Companies/query/next?paging=`);
    const second = await bench.call('POST', url, body);
    expect(second.items).toHaveLength(134);
    expect(second.body['pageDetails']).toMatchObject({ count: 134, nextPageUrl: null });
    const ids = second.items.map((item) => Number(item['id']));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });
  test('a POSTed page refuses GET with 405', async () => {
    const { url } = await firstPage();
    const answer = await bench.call('GET', url);
    expect([answer.status, answer.body]).toEqual([
      405,
      { Message: "The requested resource does not support http method 'GET'." },
    ]);
  });
  test('another body is an error', async () => {
    const { url, body } = await firstPage();
    expect((await bench.call('POST', url, { ...body, maxRecords: 10 })).status).toBe(500);
  });
  test('a page asked for by GET is continued by GET', async () => {
    const search = encodeURIComponent(JSON.stringify({ maxRecords: 1, filter: everything }));
    const first = await bench.call('GET', `Companies/query?search=${search}`);
    const url = String(Object(first.body['pageDetails']).nextPageUrl);
    expect((await bench.call('GET', url)).items).toHaveLength(1);
    expect((await bench.call('POST', url, {})).status).toBe(405);
  });
  test('an address over 2,000 characters fails, so large queries are POSTed', async () => {
    const value = Array.from({ length: 400 }, (_, at) => at);
    const search = encodeURIComponent(JSON.stringify({ filter: [{ op: 'in', field: 'id', value }] }));
    expect((await bench.call('GET', `Companies/query?search=${search}`)).status).toBe(404);
  });
});
