import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Invocation, print } from '../invocation.ts';
import { listOnboardings } from '../listing.ts';
import { showList } from '../show/list.ts';

/** `onboard list`: the onboardings that run; needs no worker. */
export async function listCommand(
  invocation: Invocation,
  { all = false }: { readonly all?: boolean },
): Promise<ExitCode> {
  return await withDeployment(invocation, async (deployment) => {
    const onboardings = await listOnboardings(deployment, { all });
    print(invocation, onboardings, () => showList(onboardings, Date.now(), invocation.paint));
    return exitCodes.done;
  });
}
