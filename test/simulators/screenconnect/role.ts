import { allowOn, type ScopedEntry } from '../../../simulators/screenconnect/permissions.ts';
import { screenConnectDefaults as names } from '../../../simulators/screenconnect/server.ts';
import { scopeName } from '../../../simulators/screenconnect/state.ts';
import type { Caller, Result } from './caller.ts';
import { groupOf } from './host-data.ts';

/** The scoped entries of the outside help desk's role, as the instance stores them. */
export function entriesOf({ simulator }: Caller, role: string = names.role): ScopedEntry[] {
  return simulator.state().roles.find(({ Name }) => Name === role)?.ScopedPermissionEntries ?? [];
}

/** Names of the scopes on which the role holds something. */
export function scopesOf(caller: Caller): string[] {
  return [...new Set(entriesOf(caller).map(scopeName))];
}

/** Stores the role with these entries and no others. */
export function saveRole(caller: Caller, entries: readonly ScopedEntry[]): Promise<Result> {
  return caller.call('SecurityService', 'SaveRole', [names.role, names.role, [], entries]);
}

/** What a customer is granted. */
export function grantFor(customer: string): ScopedEntry[] {
  return names.roleGrant.map((permission) => allowOn(groupOf(customer), permission));
}

/** Adds a customer's group to the role as the editor does: everything is sent that was there before. */
export function grant(caller: Caller, customer: string = names.harborDental): Promise<Result> {
  return saveRole(caller, [...entriesOf(caller), ...grantFor(customer)]);
}
