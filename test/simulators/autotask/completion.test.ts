import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { HARBOR_DENTAL } from '../../../simulators/autotask/seed-companies.ts';
import { type Bench, openBench } from './client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
beforeEach(() => bench.simulator.reset());
afterAll(() => bench.simulator.stop());

const contactID = 29_685_001;
const addressOf = (id: number) =>
  bench.simulator.state().rows.Contacts.find((row) => row.id === id)?.fields['emailAddress'];
const primary = () =>
  bench.simulator
    .state()
    .rows.Contacts.find(
      ({ fields }) => fields['companyID'] === HARBOR_DENTAL && fields['primaryContact'] === true,
    )?.fields['emailAddress'];
const mailed = () =>
  bench.simulator.auditLog.flatMap(({ entity, actor, after }) =>
    entity === 'email' ? [[actor, JSON.parse(JSON.stringify(after)).to]] : [],
  );
const ticket = { companyID: HARBOR_DENTAL, title: 'T', status: 1, priority: 2, queueID: 29_683_481 };
async function made(fields: object): Promise<unknown> {
  return (await bench.call('POST', 'Tickets', { ...ticket, ...fields })).body['itemId'];
}
const set = (id: unknown, fields: object) => bench.call('PATCH', 'Tickets', { id, ...fields });

test('R69: completing a ticket mails its contact, each time', async () => {
  const id = await made({ contactID });
  await set(id, { title: 'Other' });
  expect(mailed()).toEqual([]);
  await set(id, { status: 5 });
  await set(id, { title: 'Still complete' });
  expect(mailed()).toEqual([['Autotask notifications', addressOf(contactID)]]);
  await set(id, { status: 29_683_050 });
  await set(id, { status: 5 });
  expect(mailed()).toHaveLength(2);
});

test('without a contact nobody is mailed', async () => {
  await set(await made({}), { status: 5 });
  expect(mailed()).toEqual([]);
});

test('a ticket that the customer sees in the portal mails the primary contact', async () => {
  await set(await made({ isVisibleToComanaged: true }), { status: 5 });
  expect(mailed()).toEqual([['Autotask notifications', primary()]]);
});

test('a ticket made complete mails as well', async () => {
  await made({ contactID, status: 5 });
  expect(mailed()).toHaveLength(1);
});

test('categories are listed with the fields of tickets', async () => {
  const { body } = await bench.call('GET', 'Tickets/entityInformation/fields');
  expect(JSON.stringify(body)).toContain('"value":"29689101","label":"Standard"');
});
