import { setUpNamespace } from '../../connection/namespace.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Invocation, print } from '../invocation.ts';
import { readProfile } from '../profile.ts';

/** `onboard setup`: makes the namespace complete; safe to repeat. */
export async function setupCommand(invocation: Invocation): Promise<ExitCode> {
  const { policies, msp } = await readProfile(invocation.options.profile);
  const { retentionDays, morning } = policies;
  return await withDeployment(invocation, async ({ client, taskQueue }) => {
    const done = await setUpNamespace(client, {
      retentionDays,
      timeZone: msp.timeZone,
      morningAt: morning.at,
      taskQueue,
    });
    print(invocation, { done }, () => done.join('\n'));
    return exitCodes.done;
  });
}
