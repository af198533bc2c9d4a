import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startWorld, type World } from '../../harness/simulated-world.ts';
import { faultsAfterGoLive } from '../../harness/wanted-world.ts';
import { liftOffDefaults } from '../../simulators/lift-off/defaults.ts';
import { sampleCustomer } from '../support/onboarding.ts';

const MINUTE_MS = 60_000;
const { accountId, autotaskCompanyId } = liftOffDefaults.harborDental;

let world: World;
let instant: Date;
beforeEach(async () => {
  world = await startWorld();
  instant = new Date(Date.now() + 24 * 60 * MINUTE_MS);
});
afterEach(() => world.stop());

/** At so many minutes after the instant, or before it, our login turns the customer over. */
function switchOver(minutes: number): void {
  const at = new Date(instant.getTime() + minutes * MINUTE_MS);
  for (const { clock } of [world.liftOff, world.autotask]) clock.advanceTo(at);
  setIntake(true);
  world.autotask.edit('automation', ({ rows }) => {
    const company = rows.Companies?.find(({ id }) => id === autotaskCompanyId);
    if (company) company.udf['Help Desk'] = 'Mission Control Help Desk';
  });
}

function setIntake(isOn: boolean): void {
  world.liftOff.edit('automation', ({ accounts }) => {
    const account = accounts.find(({ id }) => id === accountId);
    if (account) account.perIncident = isOn;
  });
}

/** What the audit logs say against the time at which the customer was opened. */
async function tooEarly(): Promise<string[]> {
  const faults = faultsAfterGoLive(world, await sampleCustomer(), instant.toISOString());
  return faults.filter((fault) => fault.includes('before'));
}

describe('the proof by the audit logs that nobody was opened before the instant (R1, R20)', () => {
  beforeEach(() => setIntake(false));

  test('holds when box and field are switched at the instant', async () => {
    switchOver(0);
    expect(await tooEarly()).toEqual([]);
  });

  test('fails by box and by field when they are switched a minute early', async () => {
    switchOver(-1);
    expect(await tooEarly()).toEqual([
      'R20: the field was written before the go-live instant',
      'R1: the customer was opened before its go-live instant',
    ]);
  });

  test('fails even if it was closed again in time', async () => {
    setIntake(true);
    setIntake(false);
    switchOver(0);
    expect(await tooEarly()).toEqual(['R1: the customer was opened before its go-live instant']);
  });
});
