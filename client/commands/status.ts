import { setTimeout as pause } from 'node:timers/promises';
import type { CustomerId } from '../../domain/ids.ts';
import type { Profile } from '../../domain/profile.ts';
import { customerNamed } from '../customer-name.ts';
import { type Deployment, withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Invocation, print } from '../invocation.ts';
import { type Onboarding, progress } from '../onboarding-client.ts';
import { profileForReminders } from '../profile.ts';
import { showStatus } from '../show/status.ts';
import { waitingOf } from '../show/waiting.ts';
import { requireWorkers } from '../workers.ts';

const LOOK_EVERY_MS = 2_000;
const CLEAR_SCREEN = '\x1b[2J\x1b[3J\x1b[H';

/** `onboard status NAME`: where an onboarding stands, what it waits for and what happens next. */
export async function statusCommand(
  invocation: Invocation,
  name: string,
  { watch = false }: { readonly watch?: boolean },
): Promise<ExitCode> {
  const customer = customerNamed(name);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'workflows');
    const profile = await profileForReminders(invocation);
    if (watch) await show(invocation, deployment, { customer, profile });
    else printStatus(invocation, await progress(deployment, customer), profile);
    return exitCodes.done;
  });
}

/** Shows it again whenever it has changed, until it ends. */
async function show(
  invocation: Invocation,
  deployment: Deployment,
  { customer, profile }: { readonly customer: CustomerId; readonly profile: Profile | undefined },
): Promise<void> {
  let shown = '';
  for (;;) {
    const onboarding = await progress(deployment, customer);
    const now = JSON.stringify(onboarding);
    if (now !== shown) {
      if (invocation.terminal.screen && !invocation.options.json) invocation.terminal.out(CLEAR_SCREEN);
      printStatus(invocation, onboarding, profile);
    }
    if (onboarding.closedAs !== undefined) return;
    shown = now;
    await pause(LOOK_EVERY_MS);
  }
}

function printStatus(invocation: Invocation, onboarding: Onboarding, profile: Profile | undefined): void {
  const { state, closedAs } = onboarding;
  const { paint } = invocation;
  const view = { paint, closedAs, profile, nowMs: Date.now() };
  const { for: waits, next } = waitingOf(state);
  print(invocation, { ...onboarding, waits, next }, () => showStatus(state, view));
}
