import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { defaultPortalMap } from '../../../activities/screenconnect/portal-map.ts';
import type { Visit } from '../../../activities/visit.ts';
import { attendance, type Bench, logins, problemOf, startBench, type VisitOptions } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ pollMs: 1_000 });
});
beforeEach(() => bench.reset());
afterAll(() => bench.stop());

/** A visit that only logs in. */
const visit = (how?: VisitOptions) => bench.asAdministrator(async () => {}, how);
const users = () => bench.simulator.state().logins.map(({ userName }) => userName);
const sent = () => bench.simulator.journalLog.filter(({ path }) => path.endsWith('/TryLogin')).length;

describe('the session', () => {
  test('is each user’s own, and used again until it ends; no code is used twice', async () => {
    await visit();
    await visit();
    await bench.asHelpDesk(async () => {});
    expect(users()).toEqual([logins.administrator.user, logins.helpDesk.user]);
    bench.simulator.expireSignIns();
    await visit();
    expect(users()).toHaveLength(3);
    expect(sent()).toBe(6);
  });

  test('that was idle for too long is forgotten, and the next visit logs in', async () => {
    const read = (open: Visit) => open.read(['session-group-access']);
    const reading = bench.asAdministrator(async (open) => {
      bench.simulator.clock.advanceTo(new Date(Date.now() + 2 * 60 * 60_000));
      return read(open);
    });
    expect(await problemOf(reading)).toBe('session-expired');
    expect((await bench.asAdministrator(read)).problems).toEqual({});
    expect(users()).toHaveLength(2);
  });
});

describe('a login that is refused', () => {
  test('for its code gets one more, with the same first step', async () => {
    bench.simulator.faults.add({ kind: 'otp-invalid', times: 1 });
    await visit();
    expect(sent()).toBe(3);
  });

  test.each(['otp-replayed', 'nonce-mismatch', 'otp-required'])(
    'for two codes in a row is final: %s',
    async (kind) => {
      bench.simulator.faults.add({ kind });
      expect(await problemOf(visit())).toBe('credentials-rejected');
      expect(users()).toEqual([]);
    },
  );

  test('with the wrong password is tried exactly once, by all visits together, and says nothing secret', async () => {
    const settings = { administrator: { ...logins.administrator, password: 'not-the-password' } };
    const said: string[] = [];
    const here = { ...attendance(), onBeat: (where: string) => said.push(where) };
    const caught = await Promise.all(
      [visit({ settings, attendance: here }), visit({ settings })].map((one) =>
        one.catch((error: unknown) => error),
      ),
    );
    expect(caught).toMatchObject([
      { problem: { code: 'credentials-rejected' } },
      { problem: { code: 'credentials-rejected' } },
    ]);
    expect(`${said.join()} ${JSON.stringify(caught)} ${caught}`).not.toMatch(/not-the-password|MFRGGZDF/);
    expect(sent()).toBe(1);
  });

  test('because the service fails is no reason to doubt the password', async () => {
    bench.simulator.faults.add({ kind: 'status', path: '/TryLogin', times: 1 });
    expect(await problemOf(visit())).toBe('unavailable');
    await visit();
  });
});

test.each(['asAdministrator', 'asHelpDesk'] as const)(
  'a login page that is not as expected leaves a picture, %s',
  async (who) => {
    const map = { ...defaultPortalMap, login: { ...defaultPortalMap.login, submit: ['Another word'] } };
    const here = attendance();
    const opening = bench[who](async () => {}, { settings: { map, pageTimeoutMs: 1_500 }, attendance: here });
    expect(await problemOf(opening)).toBe('page-changed');
    expect([...here.pictures.keys()]).toEqual(['01-login-failed.png']);
  },
);
