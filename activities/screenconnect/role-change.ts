import type { SavedRole } from './answers.ts';
import type { GroupPath } from './group-path.ts';
import type { ScopeEdit } from './role-editor.ts';
import {
  groupsOf,
  isDenial,
  isOn,
  isPlain,
  lostEntries,
  ownNamesOn,
  type PermissionNames,
  plainEntry,
  type Role,
  type RoleEntry,
} from './role-entries.ts';

/** What a role is and what it is to become. */
export interface RoleChange {
  readonly before: Role;
  /** The check boxes to change, group by group; none when all is as wanted. */
  readonly edits: readonly ScopeEdit[];
  /** All entries that there are to be. */
  readonly expected: readonly RoleEntry[];
  readonly meantToGo: (entry: RoleEntry) => boolean;
}

/** The change that gives a group just these permissions of its own, and puts back entries that have got lost. */
export function roleChange(
  before: Role,
  path: GroupPath,
  wanted: PermissionNames,
  lost: readonly RoleEntry[],
): RoleChange {
  const own = ownNamesOn(before, path);
  const on = wanted.filter((name) => !own.includes(name));
  const off = own.filter((name) => !wanted.includes(name));
  const back = lostEntries(lost, before.entries).filter((entry) => !isOn(entry, path));
  const edits = [{ path, on, off }, ...ticks(back)];
  const meantToGo = (entry: RoleEntry) => isOn(entry, path) && isPlain(entry) && off.includes(entry.name);
  const stays = before.entries.filter((entry) => !meantToGo(entry));
  return {
    before,
    edits: edits.filter((edit) => edit.on.length + edit.off.length > 0),
    expected: [...stays, ...on.map((name) => plainEntry(name, path)), ...back],
    meantToGo,
  };
}

/** What to tick so that these entries are there again. */
function ticks(entries: readonly RoleEntry[]): ScopeEdit[] {
  const groups = groupsOf({ name: '', entries });
  const namesOf = (path: GroupPath) => entries.filter((entry) => isOn(entry, path)).map(({ name }) => name);
  return groups.map((path) => ({ path, on: namesOf(path), off: [] }));
}

/** Permissions that somebody has denied on the group itself: to grant them would undo that. */
export function deniedOn(role: Role, path: GroupPath, wanted: PermissionNames): PermissionNames {
  const denials = role.entries.filter((entry) => isOn(entry, path) && isDenial(entry));
  return wanted.filter((name) => denials.some((entry) => entry.name === name));
}

/** What saving would take away although it is to stay. */
export function wouldLose({ before, meantToGo }: RoleChange, sent: SavedRole): RoleEntry[] {
  return lostEntries(
    before.entries.filter((entry) => !meantToGo(entry)),
    sent.entries,
  );
}

/** Whether saving would do just what was ticked, to this role and under its name. */
export function isJustThat({ before, expected }: RoleChange, sent: SavedRole): boolean {
  const isSameRole = sent.originalName === before.name && sent.name === before.name;
  return isSameRole && isSameEntries(expected, sent.entries);
}

/** Whether the role is, entry by entry, what it was. */
export function isUnchanged(before: Role, now: Role): boolean {
  return isSameEntries(before.entries, now.entries);
}

/** What the server shows after a change. */
export interface Aftermath {
  /** Entries that were to stay, or to come back, and are not there. */
  readonly lost: readonly RoleEntry[];
  readonly isOursThere: boolean;
}

/** Compares what the server shows with what was to be. */
export function aftermathOf(change: RoleChange, path: GroupPath, after: Role): Aftermath {
  const missing = lostEntries(change.expected, after.entries);
  const stillThere = after.entries.some(change.meantToGo);
  return {
    lost: missing.filter((entry) => !isOn(entry, path)),
    isOursThere: !stillThere && !missing.some((entry) => isOn(entry, path)),
  };
}

function isSameEntries(some: readonly RoleEntry[], others: readonly RoleEntry[]): boolean {
  return lostEntries(some, others).length === 0 && lostEntries(others, some).length === 0;
}
