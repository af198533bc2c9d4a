import { type GroupPath, isSamePath, isWithin } from './group-path.ts';

/** Which groups an entry is about, as ScreenConnect numbers it. */
const sessionGroupFilters = {
  all: 0,
  specific: 1,
  accessGroups: 4,
  specificAccess: 7,
} as const;
const ALLOW = 0;
const ANY_OWNER = 0;

/** One entry of a role. Entries without a filter are global permissions. */
export interface RoleEntry {
  readonly accessControlType: number;
  readonly name: string;
  readonly filter: number | null;
  readonly path: GroupPath;
  /** Others than 0 hold for a user's own sessions only. */
  readonly ownership: number;
}

/** A role as the server has it. */
export interface Role {
  readonly name: string;
  readonly entries: readonly RoleEntry[];
}

/** Names of permissions, in alphabetical order, each once. */
export type PermissionNames = readonly string[];

/** The names, in order and each once. */
export function permissionNames(names: Iterable<string>): PermissionNames {
  return [...new Set(names)].toSorted();
}

/** R13 · What the role may do with the sessions of a group, by entries of its own or of a group above it. */
export function namesOn(role: Role, path: GroupPath): PermissionNames {
  return held(role.entries.filter((entry) => isOn(entry, path) || isAbove(entry, path)));
}

/** What it may do by entries of the group itself: those that the group can be given and be rid of. */
export function ownNamesOn(role: Role, path: GroupPath): PermissionNames {
  return held(role.entries.filter((entry) => isOn(entry, path)));
}

/** What it may do by entries above the group; shown there, but changed elsewhere only. */
export function inheritedNamesOn(role: Role, path: GroupPath): PermissionNames {
  return held(role.entries.filter((entry) => isAbove(entry, path)));
}

/** Paths of all groups that have entries of their own, each once. */
export function groupsOf(role: Role): GroupPath[] {
  const paths = role.entries.filter(isForOneGroup).map(({ path }) => path);
  return paths.filter((path, index) => paths.findIndex((other) => isSamePath(other, path)) === index);
}

/**
 * Entries that were there before and are not there afterwards, each once. An entry that was there twice may be there
 * once: the server folds equal entries, which takes nothing away from anybody.
 */
export function lostEntries(before: readonly RoleEntry[], after: readonly RoleEntry[]): RoleEntry[] {
  const there = new Set(after.map(keyOf));
  const lost = before.filter((entry) => !there.has(keyOf(entry)));
  return [...new Map(lost.map((entry) => [keyOf(entry), entry])).values()];
}

/** Whether the entry is one of the group itself. */
export function isOn(entry: RoleEntry, path: GroupPath): boolean {
  return isForOneGroup(entry) && isSamePath(entry.path, path);
}

/** Whether a check box stands for it: it allows something in one group, whoever owns the session. */
export function isPlain(entry: RoleEntry): boolean {
  return !isDenial(entry) && entry.ownership === ANY_OWNER && isForOneGroup(entry);
}

/** Whether it takes a permission away, whoever else allows it. */
export function isDenial({ accessControlType }: RoleEntry): boolean {
  return accessControlType !== ALLOW;
}

/** The entry that a ticked check box makes. */
export function plainEntry(name: string, path: GroupPath): RoleEntry {
  const filter = sessionGroupFilters.specificAccess;
  return { accessControlType: ALLOW, name, filter, path, ownership: ANY_OWNER };
}

function isForOneGroup({ filter }: RoleEntry): boolean {
  return filter === sessionGroupFilters.specificAccess || filter === sessionGroupFilters.specific;
}

function isAbove(entry: RoleEntry, path: GroupPath): boolean {
  const { all, accessGroups } = sessionGroupFilters;
  if (entry.filter === all || entry.filter === accessGroups) return true;
  return isForOneGroup(entry) && entry.path.length < path.length && isWithin(entry.path, path);
}

function held(entries: readonly RoleEntry[]): PermissionNames {
  const denied = new Set(entries.filter(isDenial).map(({ name }) => name));
  const allowed = entries.filter((entry) => !isDenial(entry) && entry.ownership === ANY_OWNER);
  return permissionNames(allowed.map(({ name }) => name).filter((name) => !denied.has(name)));
}

function keyOf({ accessControlType, name, filter, path, ownership }: RoleEntry): string {
  return JSON.stringify([accessControlType, name, filter, path, ownership]);
}
