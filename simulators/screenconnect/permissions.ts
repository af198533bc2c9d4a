/** Permissions that hold everywhere. */
export const GLOBAL_PERMISSIONS: readonly string[] = [
  'Administer',
  'ManageSessionGroups',
  'CreateSupportSession',
  'CreateMeetingSession',
  'BuildAccessInstaller',
  'ManageSharedToolbox',
];

/** Permissions that hold for session groups. */
export const SCOPED_PERMISSIONS: readonly string[] = [
  'ViewSessionGroup',
  'ViewSessionGuestScreenshot',
  'JoinSession',
  'DeleteSession',
  'TransferSession',
  'EditSession',
  'RunCommandOutsideSession',
  'AddNoteToSession',
  'RemoveNoteFromSession',
  'RemoveCommandFromSession',
  'ReinstallSession',
  'UninstallSession',
  'TransferFilesInSession',
  'PrintInSession',
  'RunSharedToolInSession',
  'HostSessionWithoutConsent',
  'CreateHostPass',
];

/** What a session tells the page that its viewer may do with it, as a sum of bits. */
export const SESSION_PERMISSION_BITS: { readonly [permission: string]: number } = {
  JoinSession: 1,
  DeleteSession: 2,
  TransferSession: 4,
  AddNoteToSession: 8,
  RemoveNoteFromSession: 16,
  ReinstallSession: 32,
  UninstallSession: 64,
  TransferFilesInSession: 512,
  HostSessionWithoutConsent: 1024,
  EditSession: 4096,
  RunCommandOutsideSession: 8192,
  PrintInSession: 16_384,
  ViewSessionGuestScreenshot: 65_536,
};

/** Allow or deny. */
export const ACCESS_CONTROL = { allow: 0, deny: 1 } as const;

/** Which session groups a scoped entry speaks of. */
export const GROUP_FILTER = { all: 0, support: 2, meeting: 3, access: 4, specificAccess: 7 } as const;

/** A permission that holds everywhere, as the services carry it. */
export interface GlobalEntry {
  readonly AccessControlType: number;
  readonly Name: string;
}

/** A permission on session groups, as the services carry it. */
export interface ScopedEntry extends GlobalEntry {
  readonly SessionGroupFilter: number;
  /** A list because groups nest; empty for the filters that need none. */
  readonly SessionGroupPath: readonly string[];
  readonly OwnershipFilter: number;
}

/** An entry that allows something on one access session group. */
export function allowOn(path: readonly string[], permission: string): ScopedEntry {
  return {
    AccessControlType: ACCESS_CONTROL.allow,
    Name: permission,
    SessionGroupFilter: GROUP_FILTER.specificAccess,
    SessionGroupPath: [...path],
    OwnershipFilter: 0,
  };
}

/** An entry that allows something on every group that a filter stands for. */
export function allowOnEvery(filter: number, permission: string): ScopedEntry {
  return { ...allowOn([], permission), SessionGroupFilter: filter };
}

/** The permissions that entries leave, whatever scope they are of: what is denied anywhere is not allowed. */
export function effective(entries: readonly ScopedEntry[]): Set<string> {
  const named = (type: number) =>
    entries.filter((entry) => entry.AccessControlType === type).map(({ Name }) => Name);
  const denied = new Set(named(ACCESS_CONTROL.deny));
  return new Set(named(ACCESS_CONTROL.allow).filter((name) => !denied.has(name)));
}

/** The sum of bits for a set of permissions. */
export function bitsOf(permissions: ReadonlySet<string>): number {
  const bits = [...permissions].map((permission) => SESSION_PERMISSION_BITS[permission] ?? 0);
  return bits.reduce((sum, bit) => sum + bit, 0);
}
