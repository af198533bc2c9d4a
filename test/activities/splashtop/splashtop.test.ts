import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SplashtopVisitSettings } from '../../../activities/splashtop/computers-visit.ts';
import type { CustomerFile } from '../../../domain/customer-file.ts';
import type { SplashtopOptions, SplashtopSimulator } from '../../../simulators/splashtop/options.ts';
import { MISSION_CONTROL_USER, SEEDED_GROUPS, TEAM_ID } from '../../../simulators/splashtop/seed.ts';
import { startSplashtopSimulator } from '../../../simulators/splashtop/server.ts';
import { customerOf, problemOf } from '../autotask/tenant.ts';
import { clientOf, customerIn, customers, visitOf } from './team.ts';

let simulator: SplashtopSimulator;
const start = async (options: SplashtopOptions = {}) => {
  await simulator?.stop();
  simulator = await startSplashtopSimulator(options);
};
beforeEach(() => start());
afterEach(() => simulator.stop());

const team = String(TEAM_ID);
const submit = (form: string, fields: { readonly [name: string]: string }) =>
  fetch(`${simulator.url}/console/${form}`, { method: 'POST', body: new URLSearchParams(fields) });
const reached = async (customer: CustomerFile, over: Partial<SplashtopVisitSettings> = {}) =>
  (await (await visitOf(simulator, customer, over)).read(['splashtop-access'])).values['splashtop-access'];
/** What a person is told when the step is to be done. */
const asked = async (customer: CustomerFile, over: Partial<SplashtopVisitSettings> = {}) =>
  problemOf((await visitOf(simulator, customer, over)).write('splashtop-access', true));

describe('the client', () => {
  test.each([
    ['none', 'flat'],
    ['page', 'flat'],
    ['none', 'nested'],
    ['page', 'nested'],
  ] as const)('reads whole lists: paging %s, group path %s', async (paging, groupPath) => {
    await start({ switches: { paging, groupPath } });
    const client = clientOf(simulator);
    expect(await client.team()).toBe(team);
    const computers = await client.computersIn(team, String(SEEDED_GROUPS.crowd));
    expect(new Set(computers.map(({ id }) => id)).size).toBe(120);
    expect(computers).toHaveLength(120);
    expect(await client.groups(team)).toHaveLength(Object.keys(SEEDED_GROUPS).length);
  });
  test.each([
    ['401', 'credentials-rejected'],
    ['429', 'rate-limited'],
    ['html-200', 'unavailable'],
    ['truncate', 'unavailable'],
    ['drop-before-commit', 'unavailable'],
    ['hang', 'unavailable'],
  ])('%s is %s, and is not repeated', async (kind, code) => {
    simulator.faults.add({ kind });
    const work = clientOf(simulator, { timeoutMs: kind === 'hang' ? 500 : 10_000 }).users(team);
    expect((await problemOf(work)).code).toBe(code);
    expect(simulator.journalLog).toHaveLength(1);
  });
  test.each([
    [{ status: 403 }, 'permission-missing'],
    [{ status: 400 }, 'our-request'],
    [{ status: 503 }, 'unavailable'],
    [{ status: 503, retryAfter: 7 }, 'rate-limited'],
    [{ status: 200, body: { result: 40_403, message: 'not allowed' } }, 'permission-missing'],
    [{ status: 200, body: { result: 41_406 } }, 'credentials-rejected'],
    [{ status: 200, body: { result: 40_100, data: [] } }, 'credentials-rejected'],
    [{ status: 200, body: { result: 50_000, data: [] } }, 'unavailable'],
    [{ status: 200, body: { result: 20_200 } }, 'unavailable'],
    [{ status: 200, body: { result: 20_200, data: [{ name: 'no id' }] } }, 'unavailable'],
  ])('an answer %j is %s', async (options, code) => {
    simulator.faults.add({ kind: 'status', options });
    expect((await problemOf(clientOf(simulator).users(team))).code).toBe(code);
  });
  test.each(['status', 'result'] as const)(
    'too many, told as %s: waits as long as is asked',
    async (errors) => {
      await start({ switches: { errors, retryAfter: 'present' } });
      simulator.faults.add({ kind: '429' });
      expect(await problemOf(clientOf(simulator).users(team))).toMatchObject({
        code: 'rate-limited',
        retryAfterMs: 30_000,
      });
    },
  );
  test('a wrong token is told without it; nobody listens; no other machine is spoken to', async () => {
    const problem = await problemOf(clientOf(simulator, { token: 'wrong-secret' }).users(team));
    expect([problem.code, JSON.stringify(problem)]).toEqual([
      'credentials-rejected',
      expect.not.stringContaining('wrong-secret'),
    ]);
    expect((await problemOf(clientOf({ url: 'http://127.0.0.1:9' }).users(team))).code).toBe('unavailable');
    const outside = clientOf({ url: 'https://webapi.splashtop.com' });
    expect((await problemOf(outside.users(team))).code).toBe('profile-invalid');
  });
  test.each([
    [{ team_id: 1, scopes: { users: { team_id: '2' } } }, 'ambiguous'],
    [{ scopes: { users: null } }, 'our-request'],
  ])('a token of %j is %s', async (data, code) => {
    simulator.faults.add({ kind: 'status', options: { status: 200, body: { result: 20_200, data } } });
    expect((await problemOf(clientOf(simulator).team())).code).toBe(code);
  });
});

describe('whether Mission Control’s login reaches the computers (R15)', () => {
  const rmmKnows = (...hosts: string[]) => ({ computersOf: async () => hosts });
  const northwindHosts = rmmKnows('nwl-partner-01', 'NWL-RECEPTION-02');

  test('it does, as a member of their group', async () => {
    const kept = {};
    const visit = await visitOf(simulator, customers.harbor, {}, kept);
    const reading = await visit.read(['splashtop-access']);
    expect([reading.values, reading.problems]).toEqual([{ 'splashtop-access': true }, {}]);
    expect(kept).toMatchObject({ 'splashtop-access.json': { userName: MISSION_CONTROL_USER, lacks: [] } });
    await visit.write('splashtop-access', true);
  });
  test('the login’s capitals do not matter, names of groups do', async () => {
    const missionControlUser = MISSION_CONTROL_USER.toUpperCase();
    expect(await reached(customers.harbor, { missionControlUser })).toBe(true);
    expect(await reached(customerIn('Harbor Dental Group'))).toBe(false);
  });
  test('customers without Splashtop, and other steps, cost no request', async () => {
    const without = await visitOf(simulator, customerOf(1, 'X'));
    expect(await without.read(['splashtop-access'])).toMatchObject({ values: {}, problems: {} });
    expect((await (await visitOf(simulator, customers.harbor)).read(['site-group'])).values).toEqual({});
    expect(simulator.journalLog).toEqual([]);
  });

  test.each<[string, CustomerFile, Partial<SplashtopVisitSettings>, string[]]>([
    [
      'a member is missing, a computer is elsewhere',
      customers.northwind,
      northwindHosts,
      [`add the user ${MISSION_CONTROL_USER} to “Northwind`, 'move NWL-RECEPTION-02 into “Northwind'],
    ],
    ['there is no group', customerIn('Acme'), rmmKnows('ACME-PC-01'), ['create the group “Acme”']],
    ['the group is empty', customerIn('Lake Optics (example)'), {}, ['move the customer’s computers into']],
    [
      'the streamer is missing on some',
      customers.harbor,
      rmmKnows('HDG-FRONT-01', 'A-1', 'A-2', 'A-3', 'A-4'),
      ['install Splashtop on A-1, A-2, A-3 and 1 more'],
    ],
    [
      'the login is not in the team',
      customers.harbor,
      { missionControlUser: 'mc@example.com' },
      ['invite mc@example.com to the team', 'add the user mc@example.com to “Harbor'],
    ],
    [
      'computer by computer',
      customers.northwind,
      { access: 'computer', ...northwindHosts },
      [`give ${MISSION_CONTROL_USER} access to NWL-PARTNER-01, NWL-RECEPTION-02`],
    ],
    [
      'the RMM does not install it',
      customers.harbor,
      { via: 'rmm', rmmFlag: async () => false },
      ['switch on the installation'],
    ],
  ])('it does not: %s', async (_name, customer, over, todos) => {
    expect(await reached(customer, over)).toBe(false);
    const problem = await asked(customer, over);
    expect(problem).toMatchObject({ code: 'awaits-somebody', class: 'not-there-yet' });
    for (const todo of todos) expect(problem.remedy).toContain(todo);
    expect(problem.remedy).not.toContain('…');
    expect(simulator.auditLog).toEqual([]);
  });

  test('a person grants it on the console; each look tells what is left', async () => {
    const { northwindLegal } = SEEDED_GROUPS;
    await submit('add-member', { group: String(northwindLegal), email: MISSION_CONTROL_USER });
    const { remedy } = await asked(customers.northwind, northwindHosts);
    expect([remedy.includes('add the user'), remedy.includes('move NWL-RECEPTION-02')]).toEqual([
      false,
      true,
    ]);
    await submit('move-computer', { group: String(northwindLegal), computer: '9012' });
    expect(await reached(customers.northwind, northwindHosts)).toBe(true);
  });
  test('a grant that shows late is found later', async () => {
    simulator.faults.add({ kind: 'grant-late', times: 1 });
    const grant = { group: String(SEEDED_GROUPS.northwindLegal), email: MISSION_CONTROL_USER };
    await submit('add-member', grant);
    expect(await reached(customers.northwind)).toBe(false);
    simulator.clock.advanceTo(new Date(simulator.clock.now().getTime() + 300_000));
    expect(await reached(customers.northwind)).toBe(true);
  });
  test('a computer that is gone from the lists is missed', async () => {
    const expected = rmmKnows('HDG-FRONT-01', 'HDG-CHAIR-01', 'HDG-SRV-01');
    expect(await reached(customers.harbor, expected)).toBe(true);
    simulator.faults.add({ kind: 'computer-missing', options: { computer: 'HDG-SRV-01' } });
    expect(await reached(customers.harbor, expected)).toBe(false);
  });
  test('given one by one, where the login reaches computers so', async () => {
    for (const computer of ['9011', '9012']) {
      await submit('give-computer', { email: MISSION_CONTROL_USER, computer });
    }
    const over = { access: 'computer', ...northwindHosts } as const;
    expect(await reached(customers.northwind, over)).toBe(true);
  });
  test('the RMM’s word counts besides, where Splashtop is part of it', async () => {
    const over = { rmmFlag: async () => false };
    expect(await reached(customers.harbor, { via: 'own', ...over })).toBe(true);
    expect(await reached(customers.harbor, { via: 'rmm', rmmFlag: async () => true })).toBe(true);
    expect(await reached(customers.harbor, { via: 'rmm' })).toBe(true);
  });
});

describe('what nobody but a person can mend', () => {
  const problemIn = async (customer: CustomerFile, over: Partial<SplashtopVisitSettings> = {}) =>
    (await (await visitOf(simulator, customer, over)).read(['splashtop-access'])).problems[
      'splashtop-access'
    ];

  test('no Open API: by hand, and why', async () => {
    simulator.faults.add({ kind: 'no-open-api' });
    expect(await problemIn(customers.harbor)).toMatchObject({
      class: 'final',
      message: expect.stringContaining('this team has no Open API'),
      remedy: 'Follow the instruction, then say that it is done.',
    });
    expect((await asked(customers.harbor)).code).toBe('by-hand');
  });
  test('an API that does not show access computer by computer', async () => {
    const users = [{ id: 7003, email: MISSION_CONTROL_USER }];
    const body = { result: 20_200, data: users };
    simulator.faults.add({ kind: 'status', path: `${team}/users`, options: { status: 200, body } });
    expect(await problemIn(customers.harbor, { access: 'computer' })).toMatchObject({
      message: expect.stringContaining('does not show who reaches which computer'),
    });
  });
  test('two groups of the name, and a token that is refused', async () => {
    expect(await problemIn(customerIn('Maple Law (example)'))).toMatchObject({ code: 'ambiguous' });
    simulator.faults.add({ kind: '401' });
    expect(await problemIn(customers.harbor)).toMatchObject({ code: 'credentials-rejected', class: 'final' });
  });
  test('what passes by itself is thrown, to be tried again', async () => {
    simulator.faults.add({ kind: '429', path: 'members' });
    expect((await problemOf(problemIn(customers.harbor))).code).toBe('rate-limited');
  });
  test('steps of other records, and access that is to end', async () => {
    const visit = await visitOf(simulator, customers.harbor);
    expect((await problemOf(visit.write('site-group', true))).code).toBe('our-request');
    expect((await problemOf(visit.write('splashtop-access', false))).remedy).toContain(
      `remove ${MISSION_CONTROL_USER} from “Harbor Dental`,
    );
  });
});
