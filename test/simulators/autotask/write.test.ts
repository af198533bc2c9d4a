import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HARBOR_DENTAL, NORTHWIND_LEGAL } from '../../../simulators/autotask/seed-companies.ts';
import {
  API_RESOURCE,
  HELP_DESK_RESOURCE,
  HELP_DESK_ROLE,
  TECHNICIAN,
  TECHNICIAN_ROLE,
} from '../../../simulators/autotask/seed-people.ts';
import { DEFAULT_CREDENTIALS } from '../../../simulators/autotask/switches.ts';
import { type Bench, openBench } from './client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
beforeEach(() => bench.simulator.reset());
afterAll(() => bench.simulator.stop());

const TICKET = 29_689_001;
const company = () => bench.simulator.state().rows.Companies.find((row) => row.id === HARBOR_DENTAL);
const ticket = () => bench.simulator.state().rows.Tickets.find((row) => row.id === TICKET);
const helpDesk = (value: unknown) => ({
  id: HARBOR_DENTAL,
  userDefinedFields: [{ name: 'Help Desk', value }],
});

describe('PATCH of a company', () => {
  test('sets one UDF, leaves the others, and is audited as exactly one change by the API user', async () => {
    const answer = await bench.call('PATCH', 'Companies', helpDesk('Mission Control Help Desk'));
    expect([answer.status, answer.body]).toEqual([200, { itemId: HARBOR_DENTAL }]);
    expect(company()?.udf).toEqual({ 'CRM ID': 'HDG-001', 'Help Desk': 'Mission Control Help Desk' });
    expect(bench.simulator.auditLog).toEqual([
      expect.objectContaining({
        system: 'autotask',
        actor: DEFAULT_CREDENTIALS.userName,
        entity: 'company',
        id: String(HARBOR_DENTAL),
        field: 'udf:Help Desk',
        before: null,
        after: 'Mission Control Help Desk',
      }),
    ]);
  });
  test('the same value again changes nothing', async () => {
    await bench.call('PATCH', 'Companies', helpDesk('None'));
    await bench.call('PATCH', 'Companies', helpDesk('None'));
    expect(bench.simulator.auditLog).toHaveLength(1);
  });
  test.each(['Our own team', 'Former vendor', 'Help Desk'])(
    'refuses "%s": not the value of an active item',
    async (value) => {
      const answer = await bench.call('PATCH', 'Companies', helpDesk(value));
      expect(answer.status).toBe(500);
      expect(answer.text).toContain(
        `Picklist value [${value}] does not exist for Help Desk. ; on record number [1].`,
      );
    },
  );
  test('takes the value of an item whose label differs', async () => {
    expect((await bench.call('PATCH', 'Companies', helpDesk('INTERNAL-HD'))).status).toBe(200);
  });
  test('null clears', async () => {
    await bench.call('PATCH', 'Companies', {
      id: HARBOR_DENTAL,
      city: null,
      userDefinedFields: [{ name: 'CRM ID', value: null }],
    });
    expect([company()?.fields['city'], company()?.udf['CRM ID']]).toEqual([null, null]);
  });
  test('unknown properties and UDFs, and read-only columns, are dropped with 200', async () => {
    const body = {
      ID: HARBOR_DENTAL,
      CITY: 'Salem',
      colour: 'red',
      createDate: '2030-01-01',
      userDefinedFields: [{ name: 'Nope', value: 'x' }],
    };
    expect((await bench.call('PATCH', 'Companies', body)).status).toBe(200);
    expect(bench.simulator.auditLog.map((entry) => [entry.field, entry.after])).toEqual([['city', 'Salem']]);
  });
  test('an object instead of a list of UDFs: an unexpected error with an id', async () => {
    const answer = await bench.call('PATCH', 'Companies', {
      id: HARBOR_DENTAL,
      userDefinedFields: { 'Help Desk': 'None' },
    });
    expect(answer.status).toBe(500);
    expect(answer.body).toHaveProperty('errorId');
  });
  test('PUT empties what it does not name', async () => {
    const body = {
      id: HARBOR_DENTAL,
      companyName: 'X',
      companyType: 1,
      phone: '1',
      ownerResourceID: TECHNICIAN,
    };
    expect((await bench.call('PUT', 'Companies', body)).status).toBe(200);
    expect([company()?.fields['city'] ?? null, company()?.udf, company()?.fields['createDate']]).toEqual([
      null,
      {},
      '2024-03-04T15:00:00.000Z',
    ]);
  });
});

describe('what a write is refused for', () => {
  const base = { companyID: HARBOR_DENTAL, title: 'T', status: 1, priority: 2, queueID: 29_683_482 };
  const cases: [string, string, object, string][] = [
    [
      'required missing',
      'Tickets',
      { ...base, title: null },
      'Missing Required Field: title. ; on record number [1]',
    ],
    ['required absent', 'Tickets', { title: 'T' }, 'Missing Required Field: companyID'],
    [
      'bad picklist',
      'Tickets',
      { ...base, priority: 99 },
      'Picklist value [99] does not exist for priority. ; on record number [1].',
    ],
    [
      'inactive picklist',
      'Tickets',
      { ...base, status: 29_683_059 },
      'Picklist value [29683059] does not exist for status',
    ],
    [
      'bad reference',
      'Tickets',
      { ...base, companyID: 5 },
      'Reference value on field: companyID of type: int: Companies does not exist',
    ],
    [
      'text for a number',
      'Tickets',
      { ...base, priority: 'material' },
      "Conversion failed when converting varchar 'material'",
    ],
    ['resource without role', 'Tickets', { ...base, assignedResourceID: TECHNICIAN }, 'you must assign both'],
    [
      'resource in a role that is not its own',
      'Tickets',
      { ...base, assignedResourceID: HELP_DESK_RESOURCE, assignedResourceRoleID: TECHNICIAN_ROLE },
      'combination is not currently defined',
    ],
    [
      'the API user itself',
      'Tickets',
      { ...base, assignedResourceID: API_RESOURCE, assignedResourceRoleID: HELP_DESK_ROLE },
      'combination is not currently defined',
    ],
    [
      'contact of another company',
      'Tickets',
      { ...base, contactID: 29_685_005 },
      'contactID of type: int: Contact',
    ],
    ['location of another company', 'Tickets', { ...base, companyLocationID: 29_684_003 }, 'CompanyLocation'],
    [
      'status the category does not show',
      'Tickets',
      { ...base, ticketCategory: 29_689_102, status: 29_683_050 },
      'does not exist for status',
    ],
    [
      'note without publish',
      `Tickets/${TICKET}/Notes`,
      { description: 'x', noteType: 1 },
      'Missing Required Field: publish',
    ],
    [
      'note without noteType',
      `Tickets/${TICKET}/Notes`,
      { description: 'x', publish: 1 },
      'Missing Required Field: noteType',
    ],
    [
      "true for a contact's isActive",
      `Companies/${HARBOR_DENTAL}/Contacts`,
      { firstName: 'A', lastName: 'B', isActive: true },
      'Unexpected character',
    ],
    [
      'child of a parent that is not there',
      'Companies/5/Contacts',
      { firstName: 'A', lastName: 'B', isActive: 1 },
      'companyID',
    ],
    [
      'primary resource as secondary',
      `Tickets/${TICKET}/SecondaryResources`,
      { resourceID: HELP_DESK_RESOURCE, roleID: HELP_DESK_ROLE },
      'cannot also be a secondary',
    ],
    [
      'inactive library',
      `Tickets/${TICKET}/ChecklistLibraries`,
      { checklistLibraryID: 29_690_002 },
      'ChecklistLibrary does not exist',
    ],
    [
      'company note for a contact that left',
      `Companies/${HARBOR_DENTAL}/Notes`,
      {
        actionType: 3,
        assignedResourceID: TECHNICIAN,
        contactID: 29_685_004,
        startDateTime: '2026-05-05T09:00:00',
        endDateTime: '2026-05-05T10:00:00',
      },
      'contactID',
    ],
    [
      'text that is too long',
      `Tickets/${TICKET}/ChecklistItems`,
      { itemName: 'x'.repeat(601) },
      'longer than 600',
    ],
  ];
  test.each(cases)('%s', async (_name, path, body, text) => {
    const answer = await bench.call('POST', path, body);
    expect([answer.status, answer.text]).toEqual([500, expect.stringContaining(text)]);
    expect(bench.simulator.auditLog).toEqual([]);
  });
  test('an update of a row that is not there', async () => {
    expect((await bench.call('PATCH', 'Companies', { id: 12 })).text).toContain('No matching records found');
    expect((await bench.call('PATCH', 'Companies', {})).text).toContain('Missing Required Field: id');
  });
  test('a delete of a row that is not there', async () => {
    const answer = await bench.call('DELETE', `Companies/${HARBOR_DENTAL}/Contacts/29685005`);
    expect([answer.status, answer.text]).toEqual([500, expect.stringContaining('No matching records found')]);
  });
  test('publish and noteType are asked for when a note is changed too', async () => {
    const made = await bench.call('POST', `Tickets/${TICKET}/Notes`, {
      description: 'x',
      noteType: 1,
      publish: 2,
    });
    const answer = await bench.call('PATCH', `Tickets/${TICKET}/Notes`, {
      id: made.body['itemId'],
      description: 'y',
    });
    expect(answer.text).toContain('Missing Required Field: noteType');
  });
});

describe('rows of their own making', () => {
  test('a new ticket gets a number, dates and its creator, and is one audit entry', async () => {
    const body = {
      companyID: HARBOR_DENTAL,
      title: 'Test',
      status: 1,
      priority: 2,
      externalID: 'wf-1',
      ticketNumber: 'mine',
    };
    const { itemId } = (await bench.call('POST', 'Tickets', body)).body;
    const { item } = (await bench.call('GET', `Tickets/${itemId}`)).body;
    expect(item).toMatchObject({
      ticketNumber: expect.stringMatching(/^T\d{8}\.0001$/),
      createDate: expect.stringMatching(/Z$/),
      creatorResourceID: API_RESOURCE,
      externalID: 'wf-1',
    });
    expect(bench.simulator.auditLog.map((entry) => [entry.entity, entry.field])).toEqual([
      ['ticket', 'created'],
    ]);
  });
  test('a contact belongs to the company of the route, whatever its body says', async () => {
    const body = { companyID: NORTHWIND_LEGAL, firstName: 'New', lastName: 'Person', isActive: 1 };
    const { itemId } = (await bench.call('POST', `Companies/${HARBOR_DENTAL}/Contacts`, body)).body;
    const stored = bench.simulator.state().rows.Contacts.find((row) => row.id === itemId);
    expect(stored?.fields['companyID']).toBe(HARBOR_DENTAL);
  });
  test('the item of R2 goes into the library', async () => {
    const item = { itemName: 'Install the agent of the help desk', isImportant: true };
    expect((await bench.call('POST', 'ChecklistLibraries/29690001/ChecklistItems', item)).status).toBe(200);
    const filter = [{ op: 'eq', field: 'checklistLibraryID', value: 29_690_001 }];
    expect((await bench.query('ChecklistLibraryChecklistItems', filter)).items).toHaveLength(4);
  });
  test('a library added twice gives its items twice, and both come in the order of position', async () => {
    for (const _ of [1, 2])
      await bench.call('POST', `Tickets/${TICKET}/ChecklistLibraries`, { checklistLibraryID: 29_690_001 });
    const items = await bench.query('TicketChecklistItems', [{ op: 'eq', field: 'ticketID', value: TICKET }]);
    expect(items.items.map((item) => item['position'])).toEqual([1, 2, 3, 4, 5, 6]);
  });
  test('a ticket holds 40 checklist items', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 41; at += 1) {
      statuses.push(
        (await bench.call('POST', `Tickets/${TICKET}/ChecklistItems`, { itemName: `i${at}` })).status,
      );
    }
    expect(statuses.indexOf(500)).toBe(40);
  });
  test('an update never moves a device to another company', async () => {
    await bench.call('PATCH', 'ConfigurationItems', {
      id: 29_688_001,
      companyID: NORTHWIND_LEGAL,
      notes: 'x',
    });
    expect(bench.simulator.auditLog.map((entry) => entry.field)).toEqual(['notes']);
  });
  test('a ticket without open items is completed', async () => {
    await bench.call('PATCH', 'Tickets', { id: TICKET, status: 5 });
    expect(ticket()?.fields).toMatchObject({ status: 5, completedDate: expect.any(String) });
  });
  test('a 200 is no proof: a workflow rule opens a ticket again that has important items left', async () => {
    await bench.call('POST', `Tickets/${TICKET}/ChecklistItems`, { itemName: 'x', isImportant: true });
    expect((await bench.call('PATCH', 'Tickets', { id: TICKET, status: 5 })).status).toBe(200);
    expect(ticket()?.fields['status']).not.toBe(5);
    expect(bench.simulator.auditLog.at(-1)?.actor).toMatch(/^workflow rule/);
  });
  test('secondary resources are added and removed, never twice', async () => {
    const body = { resourceID: TECHNICIAN, roleID: TECHNICIAN_ROLE };
    const { itemId } = (await bench.call('POST', `Tickets/${TICKET}/SecondaryResources`, body)).body;
    expect((await bench.call('POST', `Tickets/${TICKET}/SecondaryResources`, body)).status).toBe(500);
    const swap = { id: TICKET, assignedResourceID: TECHNICIAN, assignedResourceRoleID: TECHNICIAN_ROLE };
    expect((await bench.call('PATCH', 'Tickets', swap)).text).toContain('cannot also be a secondary');
    expect((await bench.call('DELETE', `Tickets/${TICKET}/SecondaryResources/${itemId}`)).status).toBe(200);
    expect((await bench.call('PATCH', 'Tickets', swap)).status).toBe(200);
  });
});

describe('impersonation', () => {
  const header = { ImpersonationResourceId: String(TECHNICIAN) };
  test('on a query it is refused', async () => {
    const filter = { filter: [{ op: 'gte', field: 'id', value: 0 }] };
    const answer = await bench.call('POST', 'Tickets/query', filter, header);
    expect([answer.status, answer.text]).toEqual([
      500,
      expect.stringContaining('adequate permissions to query'),
    ]);
  });
  test('on a write both resources are kept', async () => {
    const body = { companyID: 0, title: 'T', status: 1, priority: 2 };
    const { itemId } = (await bench.call('POST', 'Tickets', body, header)).body;
    const made = bench.simulator.state().rows.Tickets.find((row) => row.id === itemId);
    expect(made?.fields).toMatchObject({
      creatorResourceID: TECHNICIAN,
      impersonatorCreatorResourceID: API_RESOURCE,
    });
  });
  test('on an entity that does not take it, it is ignored', async () => {
    const body = { itemName: 'x' };
    expect(
      (await bench.call('POST', 'ChecklistLibraries/29690001/ChecklistItems', body, header)).status,
    ).toBe(200);
  });
  test('an API-only resource cannot be impersonated', async () => {
    const body = { companyID: 0, title: 'T', status: 1, priority: 2 };
    const answer = await bench.call('POST', 'Tickets', body, {
      ImpersonationResourceId: String(API_RESOURCE),
    });
    expect(answer.status).toBe(500);
  });
});
