import { createHash } from 'node:crypto';
import { type GroupPath, isCustomerPath, isSamePath } from './group-path.ts';
import {
  groupsOf,
  inheritedNamesOn,
  namesOn,
  ownNamesOn,
  type PermissionNames,
  permissionNames,
  type Role,
} from './role-entries.ts';

/** Which permissions a customer's group gets: those of the role's other groups, or just enough to see and join. */
export type Grant = 'copy-existing' | 'view+join';

/** Without these two nobody could join a machine of the group (R14). */
export const leastPermissions: PermissionNames = ['JoinSession', 'ViewSessionGroup'];

/** A set that other groups hold. */
export interface PermissionSet {
  /** Made from the permissions themselves: an answer about one set is never taken for another. */
  readonly id: string;
  /** The permissions, and where they are in use. */
  readonly label: string;
  readonly names: PermissionNames;
}

/** The set to use, or those between which a person must choose, smallest first. */
export type SetDecision =
  | { readonly kind: 'decided'; readonly names: PermissionNames }
  | { readonly kind: 'choice'; readonly sets: readonly PermissionSet[] };

/** What a decision is made from. */
export interface SetQuestion {
  readonly role: Role;
  readonly grant: Grant;
  readonly template: GroupPath;
  readonly path: GroupPath;
  /** Id of the set that a person chose. One that does not exist any more counts for nothing. */
  readonly chosen: string | undefined;
}

/**
 * R13 · Which permissions the customer's group is to hold: those that the role holds on its other customers' groups.
 * Sets that would not do to see and join are no candidates; without any, just these two.
 */
export function decideSet(question: SetQuestion): SetDecision {
  const sets = question.grant === 'copy-existing' ? setsInUse(question) : [];
  const [first, second] = sets;
  if (!first) return { kind: 'decided', names: leastPermissions };
  const chosen = second ? sets.find(({ id }) => id === question.chosen) : first;
  return chosen ? { kind: 'decided', names: chosen.names } : { kind: 'choice', sets };
}

/** Whether these permissions let somebody see the group and join its machines. */
export function isEnough(names: readonly string[]): boolean {
  return leastPermissions.every((name) => names.includes(name));
}

/** What the group's own entries must be so that, with those above it, the role holds the names there. */
export function ownNamesFor(role: Role, path: GroupPath, names: readonly string[]): PermissionNames {
  const inherited = inheritedNamesOn(role, path);
  return permissionNames(names.filter((name) => !inherited.includes(name)));
}

function setsInUse({ role, template, path }: SetQuestion): PermissionSet[] {
  const candidates = groupsOf(role)
    .filter((group) => isCustomerPath(template, group) && !isSamePath(group, path))
    .filter((group) => isEnough(namesOn(role, group)));
  const users = new Map<string, GroupPath[]>();
  for (const group of candidates) {
    const key = ownNamesOn(role, group).join();
    users.set(key, [...(users.get(key) ?? []), group]);
  }
  return [...users.values()]
    .flatMap((groups) => groups.slice(0, 1).map((group) => ({ names: ownNamesOn(role, group), groups })))
    .toSorted((one, other) => one.names.length - other.names.length || compare(one.names, other.names))
    .map(({ names, groups }) => ({
      id: `set-${names.length}-${digestOf(names)}`,
      label: `${names.join(', ')} (as for ${shortList(groups)})`,
      names,
    }));
}

function compare(one: PermissionNames, other: PermissionNames): number {
  return one.join() < other.join() ? -1 : 1;
}

function digestOf(names: PermissionNames): string {
  return createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 6);
}

function shortList([first, ...others]: readonly GroupPath[]): string {
  const name = first?.at(-1) ?? '';
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}
