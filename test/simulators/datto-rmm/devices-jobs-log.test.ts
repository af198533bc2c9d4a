import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Bench, openBench } from './client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.simulator.stop());

const harborName = 'Harbor Dental Group (example)';
const hours = (count: number) =>
  bench.simulator.clock.advanceTo(new Date(bench.simulator.clock.now().getTime() + count * 3_600_000));

describe('devices, jobs and the log', () => {
  test('UDFs: partial, an empty text clears, nothing is written when one is wrong', async () => {
    const uid = bench.deviceUid('HDG-FRONT-01');
    const set = (body: object) => bench.call('POST', `device/${uid}/udf`, body);
    expect(await set({ udf5: 'x', udf6: '' })).toMatchObject({ status: 200, text: '' });
    expect((await set({ udf5: 'y', udf301: 'x' })).status).toBe(400);
    expect((await set({ udf5: 'y'.repeat(256) })).status).toBe(400);
    expect((await bench.call('GET', `device/${uid}`)).body['udf']).toMatchObject({
      udf1: 'front desk',
      udf5: 'x',
      udf6: null,
    });
  });

  test('a quick job runs on a device that is online, and waits for one that is not', async () => {
    const { body } = await bench.call('GET', 'account/components');
    const componentUid = Object(body['components'])[0].uid;
    const run = async (hostname: string) => {
      const jobComponent = {
        componentUid,
        variables: [{ name: 'InstallerUrl', value: 'https://x.example' }],
      };
      const path = `device/${bench.deviceUid(hostname)}/quickjob`;
      const answer = await bench.call('PUT', path, { jobName: 'Install', jobComponent });
      const { uid } = Object(answer.body['job']);
      return async () =>
        (await bench.call('GET', `job/${uid}/results/${bench.deviceUid(hostname)}`)).body[
          'jobDeploymentStatus'
        ];
    };
    const [front, chair] = [await run('HDG-FRONT-01'), await run('HDG-CHAIR-01')];
    expect([await front(), await chair()]).toEqual(['Running', 'Pending']);
    hours(1);
    expect([await front(), await chair()]).toEqual(['Success', 'Pending']);
    hours(80);
    expect(await chair()).toBe('Expired');
    expect(
      bench.simulator.auditLog.filter(({ entity }) => entity === 'job').map(({ field }) => field),
    ).toEqual(['created', 'ranOn', 'created']);
  });

  test('the log speaks in seconds, of the last quarter of an hour, with a cursor', async () => {
    const uid = bench.siteUid(harborName);
    for (const notes of ['1', '2', '3']) await bench.call('POST', `site/${uid}`, { name: harborName, notes });
    const first = await bench.call('GET', 'activity-logs?size=2&max=1');
    expect(Object(first.body['activities'])).toHaveLength(2);
    expect(Object(first.body['activities'])[0].date).toBeLessThan(1e12);
    const next = new URL(Object(first.body['pageDetails']).nextPageUrl);
    const second = await bench.call('GET', `${next.pathname}${next.search}`);
    expect(Object(second.body['activities'])).toHaveLength(1);
    hours(1);
    expect((await bench.call('GET', 'activity-logs')).body['activities']).toEqual([]);
  });
});
