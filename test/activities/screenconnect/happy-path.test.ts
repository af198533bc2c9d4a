import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Visit } from '../../../activities/visit.ts';
import { screenConnectDefaults as names } from '../../../simulators/screenconnect/server.ts';
import { attendance, type Bench, customerOf, logins, problemOf, startBench, usual } from './bench.ts';

const least = ['JoinSession', 'ViewSessionGroup'];
const harbor = `on ${names.byCompany} / ${names.harborDental}`;
const oneil = "O'Neil & Sons (NY)";

const access = async (visit: Visit) =>
  (await visit.read(['session-group-access'])).values['session-group-access'];
const give = (visit: Visit) => visit.write('session-group-access', least);

describe.each([
  { skin: 'a', layout: 'script-form', live: 'GetLiveData', extension: false },
  { skin: 'b', layout: 'legacy-form', live: 'GetHostSessionInfo', extension: true },
] as const)('skin $skin, $layout, $live', (options) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench({ ...options, pollMs: 300 });
  });
  beforeEach(() => bench.reset('keep-sessions'));
  afterAll(() => bench.stop());

  const join = () => bench.kept.asHelpDesk((visit) => visit.read(['help-desk-join']));

  test('grants what the role holds elsewhere; only then Join is enabled; takes back that and no more', async () => {
    const here = attendance();
    expect(await join()).toMatchObject({ values: { 'help-desk-join': 'group-missing' }, problems: {} });
    await bench.asAdministrator(
      async (visit) => {
        expect(await access(visit)).toEqual([]);
        await give(visit);
        expect(await access(visit)).toEqual(usual);
        await give(visit);
      },
      { attendance: here },
    );
    expect(bench.granted(names.harborDental)).toEqual(usual);
    expect(await join()).toMatchObject({ values: { 'help-desk-join': 'enabled' }, problems: {} });
    await bench.kept.asAdministrator((visit) => visit.write('session-group-access', []));
    expect(bench.granted(names.harborDental)).toEqual([]);
    expect(bench.granted(oneil)).toEqual(usual);
    expect(bench.changes()).toEqual([harbor, harbor]);
    expect([...here.pictures.keys()]).toEqual([
      '01-session-group-access-read.png',
      '02-session-group-access-before.png',
      '03-session-group-access-after.png',
      '04-session-group-access-read.png',
    ]);
    expect(bench.simulator.state().joins).toEqual([]);
  });

  test('says what the server has against a save', async () => {
    const body = { errorType: 'InvalidOperationException', message: 'Duplicate role name' };
    bench.simulator.faults.add({ kind: 'status', path: '/SaveRole', options: { status: 500, body } });
    await expect(bench.kept.asAdministrator(give)).rejects.toMatchObject({
      problem: { code: 'input-rejected', message: expect.stringContaining('Duplicate role name') },
    });
    expect(bench.granted(names.harborDental)).toEqual([]);
  });

  test.each([
    ['Save Role', 'Store', 'button “Save Role”'],
    ['Session groups', 'Folders', 'tree “Session groups”'],
    ['Join', 'Connect', 'menu item “Join”'],
  ])('says that “%s” is missing', async (label, to, anchor) => {
    const customer = customerOf(oneil);
    await bench.kept.asHelpDesk((visit) => visit.read([]));
    bench.simulator.faults.add({ kind: 'layout-variant', options: { label, to } });
    const how = { customer, settings: { pageTimeoutMs: 4_000 } };
    const isHost = anchor.startsWith('tree') || anchor.startsWith('menu');
    const found = isHost
      ? await bench.kept.asHelpDesk((visit) => visit.read(['help-desk-join']), how)
      : await bench.asAdministrator((visit) => visit.read(['session-group-access']), {
          settings: how.settings,
        });
    expect(JSON.stringify(found.problems)).toContain(`has changed: ${anchor} is missing`);
  });

  test.each([
    ['wrong password', { ...logins.viewer, password: 'wrong-one' }, 'credentials-rejected'],
    ['locked', logins.locked, 'locked-out'],
    ['may not administer', logins.viewer, 'permission-missing'],
  ])('a login that is refused: %s', async (_what, administrator, code) => {
    expect(await problemOf(bench.asAdministrator(access, { settings: { administrator } }))).toBe(code);
  });
});
