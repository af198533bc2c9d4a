import { z } from 'zod';
import type { NamedEdits } from '../kit/control.ts';
import { screenConnectDefaults } from './defaults.ts';
import { allowOn, type ScopedEntry } from './permissions.ts';
import type { Memories } from './portal.ts';
import { machine } from './seed-machines.ts';
import { nextVersion } from './services/live.ts';
import type { ScreenConnectState } from './state.ts';

const newMachine = z.object({ company: z.string().min(1), machine: z.string().min(1) });
const someGrant = z.object({
  role: z.string().default(screenConnectDefaults.role),
  path: z.array(z.string()),
  permissions: z.array(z.string()),
});
const someUser = z.object({ userName: z.string(), locked: z.boolean().default(true) });
const anyUser = z.object({ userName: z.string().optional() }).nullable();

/** Puts these permissions of a role on one group in place of those that it had there. */
function setGrant(state: ScreenConnectState, { role, path, permissions }: z.output<typeof someGrant>): void {
  const found = state.roles.find(({ Name }) => Name === role);
  if (!found) throw new Error(`There is no role ${role}.`);
  const isElsewhere = ({ SessionGroupPath }: ScopedEntry) => SessionGroupPath.join('\n') !== path.join('\n');
  const others = found.ScopedPermissionEntries.filter(isElsewhere);
  found.ScopedPermissionEntries = [...others, ...permissions.map((one) => allowOn(path, one))];
}

/**
 * Changes by somebody else, for `/__control/edit/<name>`: `check-in`, `set-grant`, `lock-user`, `expire-sign-ins`,
 * `bump-version`.
 */
export function screenConnectEdits(memories: Memories): NamedEdits<ScreenConnectState> {
  return {
    'check-in': (state, input) => {
      const { company, machine: name } = newMachine.parse(input);
      state.machines.push(machine(company, name));
    },
    'set-grant': (state, input) => setGrant(state, someGrant.parse(input)),
    'lock-user': (state, input) => {
      const { userName, locked } = someUser.parse(input);
      for (const user of state.users) if (user.userName === userName) user.locked = locked;
    },
    'expire-sign-ins': (state, input) => memories(state).signIns.expireAll(anyUser.parse(input)?.userName),
    'bump-version': (state) => {
      state.productVersion = nextVersion(state.productVersion);
    },
  };
}
