import { z } from 'zod';
import type { NamedEdits } from '../../kit/control.ts';
import type { DattoRmmState } from '../state.ts';
import { letIdle, type Memories } from './memory.ts';

const groupSites = z.object({ group: z.string(), sites: z.array(z.string()) });
const groupName = z.object({ group: z.string(), to: z.string() });
const lock = z.object({ email: z.string(), locked: z.boolean() });
const expiry = z.object({ email: z.string().optional() });

function groupNamed({ siteGroups }: DattoRmmState, name: string) {
  const found = siteGroups.find((group) => group.name === name);
  if (!found) throw new Error(`there is no site group ${name}`);
  return found;
}

/**
 * Changes by somebody else in the portal, for `/__control/edit/<name>`: `set-site-group` gives a group other sites, by
 * name; `rename-site-group`; `lock-user`; `expire-sessions` of one login, or all.
 */
export function portalEdits(memories: Memories): NamedEdits<DattoRmmState> {
  return {
    'set-site-group': (state, input) => {
      const { group, sites } = groupSites.parse(input);
      const members = state.sites.filter(({ name }) => sites.includes(name));
      groupNamed(state, group).siteUids = members.map(({ uid }) => uid);
    },
    'rename-site-group': (state, input) => {
      const { group, to } = groupName.parse(input);
      groupNamed(state, group).name = to;
    },
    'lock-user': (state, input) => {
      const { email, locked } = lock.parse(input);
      for (const user of state.portal.users) if (user.email === email) user.locked = locked;
    },
    'expire-sessions': (state, input) => letIdle(memories(state), expiry.parse(input ?? {}).email),
  };
}
