import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SplashtopOptions } from '../../../simulators/splashtop/options.ts';
import { MISSION_CONTROL_USER, SEEDED_GROUPS, TEAM_ID } from '../../../simulators/splashtop/seed.ts';
import { type Bench, openBench } from './bench.ts';

let bench: Bench;
const open = async (options: SplashtopOptions = {}) => {
  await bench?.simulator.stop();
  bench = await openBench(options);
};
beforeEach(() => open());
afterEach(() => bench.simulator.stop());

const { northwindLegal, harborDental, crowd } = SEEDED_GROUPS;
const sam = 'sam@example-msp.example.com';
const grant = () =>
  bench.submit('add-member', { group: String(northwindLegal), email: MISSION_CONTROL_USER });

describe('the Open API', () => {
  test('wants its token, and keeps it out of the journal', async () => {
    expect((await bench.get('users/basic_info', 'wrong')).status).toBe(401);
    const { body } = await bench.get('users/basic_info');
    expect(body).toMatchObject({ result: 20_200, data: { scopes: { team_groups: { team_id: TEAM_ID } } } });
    expect(JSON.stringify(bench.simulator.journalLog)).not.toContain('simulated-splashtop-token');
  });
  test('shows one customer in order, and one without the login and with a computer elsewhere', async () => {
    expect(await bench.group(harborDental)).toEqual([
      [MISSION_CONTROL_USER],
      ['HDG-FRONT-01', 'HDG-CHAIR-01', 'HDG-SRV-01'],
    ]);
    expect(await bench.group(northwindLegal)).toEqual([[sam], ['NWL-PARTNER-01']]);
    const computers = (await bench.team('computers')).rows;
    expect(computers.find(({ name }) => name === 'NWL-RECEPTION-02')?.['group_id']).not.toBe(northwindLegal);
  });
  test.each([
    ['GET', 'teams/1/users'],
    ['GET', 'groups/1/members'],
    ['GET', `groups/${harborDental}/inventory`],
    ['GET', `teams/${TEAM_ID}/groups/${harborDental}/members`],
    ['POST', `groups/${harborDental}/members`],
  ])('%s %s leads nowhere', async (method, path) => {
    const headers = { Authorization: 'Bearer simulated-splashtop-token' };
    const answer = await fetch(`${bench.simulator.url}/api/open/v1/${path}`, { method, headers });
    expect(answer.status).toBe(404);
  });
  test('may have the lists of a group below the team instead', async () => {
    await open({ switches: { groupPath: 'nested' } });
    expect((await bench.get(`groups/${harborDental}/members`)).status).toBe(404);
    expect((await bench.team(`groups/${harborDental}/members`)).rows).toHaveLength(1);
  });
  test('may give lists in pages, 100 rows at most', async () => {
    expect((await bench.get(`groups/${crowd}/computers?page=2&page_size=10`)).rows).toHaveLength(120);
    await open({ switches: { paging: 'page' } });
    const sizes = async (query: string) => (await bench.get(`groups/${crowd}/computers${query}`)).rows.length;
    expect([await sizes(''), await sizes('?page_size=500'), await sizes('?page=3')]).toEqual([50, 100, 20]);
  });
});

describe('the console', () => {
  test('is a page of forms, on which a person grants access', async () => {
    const page = await (await fetch(`${bench.simulator.url}/`)).text();
    expect(page).toContain('<section aria-label="Northwind Legal LLP (example)">');
    expect((await grant()).status).toBe(303);
    const move = { group: String(northwindLegal), computer: '9012', actor: 'pat' };
    await bench.submit('move-computer', move);
    expect(await bench.group(northwindLegal)).toEqual([
      [sam, MISSION_CONTROL_USER],
      ['NWL-PARTNER-01', 'NWL-RECEPTION-02'],
    ]);
    expect(bench.simulator.auditLog).toMatchObject([
      { actor: 'administrator', entity: 'user', field: 'groups' },
      {
        actor: 'pat',
        entity: 'computer',
        before: 'Default Group',
        after: 'Northwind Legal LLP (example)',
      },
    ]);
  });
  test('makes groups, invites users, takes access away, and gives computers one by one', async () => {
    await bench.submit('add-group', { name: 'Acme' });
    await bench.submit('invite-user', { email: 'new@example.com' });
    await bench.submit('give-computer', { email: 'new@example.com', computer: '9021' });
    await bench.submit('give-computer', { email: 'new@example.com', computer: '9012' });
    await bench.submit('take-computer', { email: 'new@example.com', computer: '9012' });
    await bench.submit('remove-member', { group: String(harborDental), email: MISSION_CONTROL_USER });
    expect((await bench.team('groups')).rows.at(-1)).toMatchObject({ name: 'Acme' });
    expect((await bench.team('users')).rows.at(-1)).toMatchObject({
      email: 'new@example.com',
      access_permission: { computer_ids: [9021] },
    });
    expect((await bench.group(harborDental))[0]).toEqual([]);
  });
  test.each([
    ['add-member', { group: '1', email: MISSION_CONTROL_USER }, 'There is no group 1.'],
    ['add-member', { group: String(northwindLegal), email: 'x@y.z' }, 'There is no user x@y.z.'],
    ['move-computer', { group: String(northwindLegal), computer: '1' }, 'There is no computer 1.'],
    ['add-group', { name: ' ' }, 'A group needs a name.'],
    ['invite-user', { email: MISSION_CONTROL_USER }, 'This user is in the team.'],
    ['burn-down', {}, 'There is no such form.'],
  ])('%s with %j is refused', async (form, fields, text) => {
    const answer = await bench.submit(form, fields);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(text)]);
    expect(bench.simulator.auditLog).toEqual([]);
  });
});

describe('faults', () => {
  test.each([
    ['401', 401],
    ['429', 429],
    ['no-open-api', 404],
  ])('%s, also as a result in an answer of 200', async (kind, status) => {
    bench.simulator.faults.add({ kind });
    expect((await bench.get('users/basic_info')).status).toBe(status);
    await open({ switches: { errors: 'result', retryAfter: 'present' } });
    bench.simulator.faults.add({ kind });
    const answer = await bench.get('users/basic_info');
    expect([answer.status, answer.body['result'], answer.retryAfter]).toEqual([
      200,
      status * 100,
      status === 429 ? '30' : null,
    ]);
  });
  test('computer-missing: the named one, or the first', async () => {
    bench.simulator.faults.add({ kind: 'computer-missing', times: 1 });
    expect((await bench.get(`groups/${harborDental}/computers`)).rows).toHaveLength(2);
    bench.simulator.faults.add({ kind: 'computer-missing', options: { computer: 'NWL-PARTNER-01' } });
    expect((await bench.get(`groups/${northwindLegal}/computers`)).rows).toEqual([]);
  });
  test('grant-late: done at once, shown five minutes later', async () => {
    bench.simulator.faults.add({ kind: 'grant-late', times: 1 });
    await grant();
    expect(bench.simulator.auditLog).toHaveLength(1);
    expect((await bench.group(northwindLegal))[0]).toEqual([sam]);
    const { clock } = bench.simulator;
    clock.advanceTo(new Date(clock.now().getTime() + 300_000));
    expect((await bench.group(northwindLegal))[0]).toEqual([sam, MISSION_CONTROL_USER]);
  });
  test('hang: no answer', async () => {
    bench.simulator.faults.add({ kind: 'hang', times: 1 });
    const signal = AbortSignal.timeout(200);
    await expect(fetch(`${bench.simulator.url}/api/open/v1/users/basic_info`, { signal })).rejects.toThrow();
    expect(bench.simulator.journalLog).toMatchObject([{ status: 0, fault: 'hang' }]);
  });
});

test('another process grants access by name', async () => {
  await open({ control: true });
  const input = { group: 'Northwind Legal LLP (example)', email: MISSION_CONTROL_USER };
  const answer = await fetch(`${bench.simulator.url}/__control/edit/add-member`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ actor: 'pat', input }),
  });
  expect(answer.status).toBe(200);
  expect((await bench.group(northwindLegal))[0]).toContain(MISSION_CONTROL_USER);
});
