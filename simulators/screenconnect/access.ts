import { type GroupSource, groupsBelow, machinesIn } from './groups.ts';
import { effective, GROUP_FILTER, type ScopedEntry } from './permissions.ts';
import { type Machine, type ScreenConnectState, SESSION_TYPES, type User } from './state.ts';

const VIEW = 'ViewSessionGroup';
const FILTER_OF_TYPE: { readonly [sessionType: number]: number } = {
  [SESSION_TYPES.support]: GROUP_FILTER.support,
  [SESSION_TYPES.meeting]: GROUP_FILTER.meeting,
  [SESSION_TYPES.access]: GROUP_FILTER.access,
};

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((part, at) => path[at] === part);
}

/** Whether an entry holds for every group of a type. */
function isBroad({ SessionGroupFilter }: ScopedEntry, sessionType: number): boolean {
  return SessionGroupFilter === GROUP_FILTER.all || SessionGroupFilter === FILTER_OF_TYPE[sessionType];
}

/** A user's roles put together. */
export interface Access {
  readonly global: ReadonlySet<string>;
  /** What the user may do with a machine: entries count on every group that the machine is in. */
  onMachine(source: GroupSource, machine: Machine): Set<string>;
  /** Whether the tree shows a group: because of itself, of one above it, or of one below it. */
  sees(sessionType: number, path: readonly string[]): boolean;
}

/** What a user may do. */
export function accessOf(state: ScreenConnectState, user: User): Access {
  const roles = state.roles.filter(({ Name }) => user.roleNames.includes(Name));
  const entries = roles.flatMap((role) => role.ScopedPermissionEntries);
  const isSpecific = (entry: ScopedEntry) => entry.SessionGroupFilter === GROUP_FILTER.specificAccess;
  const holds = (entry: ScopedEntry, source: GroupSource, machine: Machine) =>
    isBroad(entry, SESSION_TYPES.access) ||
    (isSpecific(entry) &&
      machinesIn({ ...source, machines: [machine] }, SESSION_TYPES.access, entry.SessionGroupPath).length >
        0);
  return {
    global: new Set(roles.flatMap((role) => role.GlobalPermissionEntries).map(({ Name }) => Name)),
    onMachine: (source, machine) => effective(entries.filter((entry) => holds(entry, source, machine))),
    sees: (sessionType, path) => {
      const specific = entries.filter((entry) => sessionType === SESSION_TYPES.access && isSpecific(entry));
      const above = specific.filter(({ SessionGroupPath }) => startsWith(path, SessionGroupPath));
      const onIt = [...entries.filter((entry) => isBroad(entry, sessionType)), ...above];
      const below = specific.filter(({ SessionGroupPath }) => startsWith(SessionGroupPath, path));
      return effective(onIt).has(VIEW) || effective(below).has(VIEW);
    },
  };
}

/** The machines of a group that a user may see. */
export function visibleMachines(
  source: GroupSource,
  access: Access,
  sessionType: number,
  path: readonly string[],
): Machine[] {
  return machinesIn(source, sessionType, path).filter((machine) =>
    access.onMachine(source, machine).has(VIEW),
  );
}

/** The groups right below a path that a user may see. */
export function visibleGroups(
  source: GroupSource,
  access: Access,
  sessionType: number,
  path: readonly string[],
): string[] {
  return groupsBelow(source, sessionType, path).filter((name) => access.sees(sessionType, [...path, name]));
}
