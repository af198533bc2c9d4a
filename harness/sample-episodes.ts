import type { Deployment } from '../client/deployment.ts';
import { reschedule } from '../client/onboarding-client.ts';
import type { CustomerFile } from '../domain/customer-file.ts';
import { type GoLiveOptions, resolveGoLive } from '../domain/go-live-instant.ts';
import type { PersonId } from '../domain/ids.ts';
import { liftOffDefaults } from '../simulators/lift-off/server.ts';
import type { OnboardingState } from '../workflows/onboarding/state.ts';
import type { Stack } from './stack.ts';

// What people and portals do in the sample run, so that it is no fair-weather story.

const { accountId } = liftOffDefaults.harborDental;
const DAY_MS = 24 * 60 * 60_000;

/** From now on Lift Off does not let our login change the VIPs of the first sample customer. */
export function refuseVips({ world }: Stack): void {
  const path = `/api/accounts/${accountId}/vips`;
  world.liftOff.faults.add({ kind: 'read-only-user', method: 'PUT', path });
}

/** Somebody enters the VIPs by hand, as the instruction says, with a login that may. */
export function enterVipsByHand({ world }: Stack, customer: CustomerFile, by: PersonId): void {
  world.liftOff.faults.clear();
  world.liftOff.edit(`${by} by hand`, ({ accounts }) => {
    const account = accounts.find(({ id }) => id === accountId);
    const emails = customer.vips.map(({ email }) => email);
    for (const { id, email } of account?.contacts ?? []) if (emails.includes(email)) account?.vips.push(id);
  });
}

/** The customer asks for another day: `onboard reschedule` with the same local time, so many days later. */
export async function moveGoLive(
  deployment: Deployment,
  customer: CustomerFile,
  state: OnboardingState,
  { days, by, provenBy, reason }: { days: number; by: PersonId; provenBy: string; reason: string },
): Promise<void> {
  const { plan } = state;
  if (plan === undefined) throw new Error(`There is no plan for ${customer.id}.`);
  const { localDate, localTime: time, tzVersion } = plan.goLive;
  const date = new Date(Date.parse(`${localDate}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
  const contract = { ...customer.contract, goLive: { ...customer.contract.goLive, date, time } };
  const options: GoLiveOptions = { minutesBeforeHours: 0, tzVersion, holidays: [] };
  const resolved = resolveGoLive({ ...customer, contract }, options);
  if (!resolved.ok) throw new Error(resolved.sentence);
  await reschedule(deployment, state, { goLive: resolved.goLive, by, provenBy, reason });
}
