import { ProductError } from '../../domain/problems.ts';
import type { Subject, TeamReading } from './access.ts';
import type { SplashtopGroup } from './answers.ts';
import type { SplashtopClient } from './client.ts';
import { systemTitle } from './errors.ts';

/**
 * Reads what decides about access: Mission Control's user, the customer's group and who and what is in it. `expected` are
 * host names of the customer's computers. Throws the client's errors, and `ambiguous` for several groups of the name.
 */
export async function readTeam(
  client: SplashtopClient,
  teamId: string,
  { userName, groupName }: Subject,
  expected: readonly string[] | undefined,
): Promise<TeamReading> {
  const isTheirs = ({ email }: { readonly email: string }) => email.toLowerCase() === userName.toLowerCase();
  const user = (await client.users(teamId)).find(isTheirs);
  const group = onlyGroup(await client.groups(teamId), groupName);
  const members = group ? await client.members(teamId, group.id) : [];
  const inGroup = group ? await client.computersIn(teamId, group.id) : [];
  const everywhere = expected === undefined ? inGroup : await client.computers(teamId);
  return { user, group, isMember: members.some(isTheirs), inGroup, everywhere, expected };
}

function onlyGroup(groups: readonly SplashtopGroup[], name: string): SplashtopGroup | undefined {
  const matches = groups.filter((group) => group.name === name);
  if (matches.length <= 1) return matches[0];
  const detail = `${matches.length} groups have that name`;
  throw new ProductError('ambiguous', { system: systemTitle, what: `the group “${name}”`, detail });
}
