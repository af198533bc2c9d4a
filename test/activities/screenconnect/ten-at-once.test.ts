import { expect, test } from '@jest/globals';
import { createBrowserPool } from '../../../activities/browser/pool.ts';
import { screenConnectDefaults as names } from '../../../simulators/screenconnect/server.ts';
import { browserForTests } from '../../support/browser.ts';
import { customerOf, startBench, usual } from './bench.ts';

test('ten onboardings at once on two workers: the role holds all ten groups and those from before', async () => {
  const bench = await startBench({ pollMs: 5_000 });
  const second = createBrowserPool(browserForTests);
  const companies = new Set(bench.simulator.state().machines.map((one) => one.CustomPropertyValues[0] ?? ''));
  const onboarded = [...companies].filter((name) => bench.granted(name).length === 0).slice(0, 10);
  const granting = onboarded.map((name, index) =>
    bench.asAdministrator(
      (visit) => visit.write('session-group-access', ['JoinSession', 'ViewSessionGroup']),
      {
        customer: customerOf(name),
        pool: index % 2 === 0 ? bench.pool : second,
      },
    ),
  );
  await Promise.all(granting).finally(() => second.close());
  const all = [...names.roleCustomers, ...onboarded];
  expect(onboarded).toHaveLength(10);
  expect(all.filter((name) => bench.granted(name).join() !== usual.join())).toEqual([]);
  expect(bench.changes().toSorted()).toEqual(
    onboarded.map((name) => `on ${names.byCompany} / ${name}`).toSorted(),
  );
  expect(bench.simulator.state().logins).toHaveLength(1);
  await bench.stop();
}, 150_000);
