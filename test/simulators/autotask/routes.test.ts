import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HARBOR_DENTAL } from '../../../simulators/autotask/seed-companies.ts';
import { DEFAULT_CREDENTIALS } from '../../../simulators/autotask/switches.ts';
import { type Bench, openBench } from './client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.simulator.stop());

const user = encodeURIComponent(DEFAULT_CREDENTIALS.userName);

describe('without credentials', () => {
  const bare = async (path: string) => {
    const response = await fetch(`${bench.simulator.url}${path}`);
    return { status: response.status, body: await response.json() };
  };
  test('the zone: its address is in mixed case and ends with a slash', async () => {
    const { status, body } = await bare(`/ATServicesRest/V1.0/zoneInformation?user=${user}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      url: `${bench.simulator.url}/ATServicesRest/`,
      webUrl: expect.stringMatching(/\/$/),
    });
  });
  test.each(['nobody%40example.com', ''])('an unknown or blank user "%s" is a 500', async (name) => {
    const { status, body } = await bare(`/ATServicesRest/V1.0/zoneInformation?user=${name}`);
    expect([status, body]).toEqual([500, { errors: ['Zone information could not be determined'] }]);
  });
  test('version information has no version segment', async () => {
    expect((await bare('/atservicesrest/versioninformation')).body).toEqual({ apiVersions: ['1.0'] });
  });
});

test.each([{ Secret: 'wrong' }, { UserName: 'wrong' }, { ApiIntegrationCode: 'wrong' }])(
  'wrong credentials %j: 401 with an empty body',
  async (headers) => {
    const answer = await bench.call('GET', 'Version', undefined, headers);
    expect([answer.status, answer.text]).toEqual([401, '']);
  },
);

test('Version and ThresholdInformation', async () => {
  expect((await bench.call('GET', 'Version')).body).toHaveProperty('majorVersion');
  const threshold = (await bench.call('GET', 'ThresholdInformation')).body;
  expect(threshold).toMatchObject({ externalRequestThreshold: 10_000, requestThresholdTimeframe: 60 });
  expect(threshold['currentTimeframeRequestCount']).toBeGreaterThan(0);
});

describe('routes', () => {
  const note = { description: 'x', noteType: 1, publish: 1 };
  const cases: [string, string, unknown, number][] = [
    ['GET', `Companies/${HARBOR_DENTAL}`, undefined, 200],
    ['GET', 'companies/0/', undefined, 200],
    ['PATCH', `Companies/${HARBOR_DENTAL}`, { id: HARBOR_DENTAL }, 405],
    ['PUT', 'Tickets/29689001', {}, 405],
    ['DELETE', `Companies/${HARBOR_DENTAL}`, undefined, 405],
    ['GET', 'Companies', undefined, 405],
    ['DELETE', 'Companies', undefined, 405],
    ['POST', 'Resources', {}, 405],
    ['POST', 'TicketCategories', {}, 405],
    ['PATCH', 'Contacts', { id: 1 }, 404],
    ['POST', 'TicketNotes', note, 404],
    ['POST', `Companies/${HARBOR_DENTAL}/Contacts/query`, {}, 404],
    ['GET', `Companies/${HARBOR_DENTAL}/Contacts`, undefined, 200],
    ['GET', `Companies/${HARBOR_DENTAL}/Contacts/29685001`, undefined, 200],
    ['GET', `Companies/${HARBOR_DENTAL}/Contacts/29685005`, undefined, 404],
    ['PATCH', 'Tickets/29689001/SecondaryResources', {}, 405],
    ['GET', 'Tickets/29689001/ChecklistLibraries', undefined, 405],
    ['POST', 'TicketChecklistLibraries/query', {}, 404],
    ['GET', 'Nonsense/query', undefined, 404],
    ['GET', 'Companies/99999999', undefined, 404],
    ['GET', '/Companies/0', undefined, 404],
  ];
  test.each(cases)('%s %s %j → %i', async (method, path, body, status) => {
    const answer = await bench.call(method, path, body);
    expect(answer.status).toBe(status);
    if (status === 405)
      expect(answer.body['Message']).toBe(`The requested resource does not support http method '${method}'.`);
  });
  test('outside the API there is an HTML page, below it a Message', async () => {
    expect((await bench.call('GET', `${bench.simulator.url}/elsewhere`)).text).toMatch(/^<!DOCTYPE html>/);
    expect((await bench.call('GET', 'Nonsense')).body['Message']).toMatch(/^No HTTP resource was found/);
  });
});

describe('metadata', () => {
  test('a list UDF has values that are not always the labels', async () => {
    const { fields } = (await bench.call('GET', 'Companies/entityInformation/userDefinedFields')).body;
    const [helpDesk, plain] = Array.isArray(fields) ? fields : [];
    expect(helpDesk).toMatchObject({ name: 'Help Desk', isPickList: true, type: 'string' });
    const pairs = Object(helpDesk).picklistValues.map((one: { value: string; label: string }) => [
      one.value,
      one.label,
    ]);
    expect(pairs).toContainEqual(['Mission Control Help Desk', 'Mission Control Help Desk']);
    expect(pairs).toContainEqual(['INTERNAL-HD', 'Our own team']);
    expect(plain).toMatchObject({ name: 'CRM ID', isPickList: false, picklistValues: null });
  });
  test('picklist values are text in the metadata, with inactive ones', async () => {
    const { fields } = (await bench.call('GET', 'Tickets/entityInformation/fields')).body;
    const status = (Array.isArray(fields) ? fields : []).find((one) => one.name === 'status');
    expect(status).toMatchObject({ dataType: 'integer', isRequired: true, isPickList: true });
    expect(status.picklistValues[0]).toMatchObject({ value: '1', label: 'New', isActive: true });
    expect(status.picklistValues).toContainEqual(
      expect.objectContaining({ label: 'Waiting Parts', isActive: false }),
    );
  });
  test('it answers for an entity without root writes too', async () => {
    const { info } = (await bench.call('GET', 'Contacts/entityInformation')).body;
    expect(info).toMatchObject({
      name: 'Contact',
      canCreate: true,
      userAccessForQuery: 'All',
      hasUserDefinedFields: true,
    });
    expect((await bench.call('GET', 'Contacts/entityInformation/fields')).status).toBe(200);
  });
});
