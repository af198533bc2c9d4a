import type { FastifyRequest } from 'fastify';
import type { Fault } from '../../kit/types.ts';
import { screenConnectDefaults as names } from '../defaults.ts';
import { allowOn, allowOnEvery, GROUP_FILTER, type ScopedEntry } from '../permissions.ts';
import type { Portal } from '../portal.ts';

function optionOf(fault: Fault, name: string, otherwise: string): string {
  return String(fault.options?.[name] ?? otherwise);
}

/** Somebody else adds entries to the role that a fault names, else to the outside help desk's. */
function add(portal: Portal, fault: Fault, entries: readonly ScopedEntry[]): void {
  const wanted = optionOf(fault, 'role', names.role);
  portal.context.change(optionOf(fault, 'actor', 'colleague'), ({ roles }) => {
    roles.find(({ Name }) => Name === wanted)?.ScopedPermissionEntries.push(...entries);
  });
}

/** `inherited-already`: the role may do on every access group what it was to be granted on one. */
export function inheritIfTold(portal: Portal, request: FastifyRequest): void {
  const fault = portal.context.strike(request, 'inherited-already');
  if (!fault) return;
  const entries = names.roleGrant.map((permission) => allowOnEvery(GROUP_FILTER.access, permission));
  add(portal, fault, entries);
}

/**
 * `concurrent-edit`: somebody else grants the role another customer's group, named by the option `group`. The fault's
 * `path` says when: right after the role was read, or right before it is saved.
 */
export function editConcurrently(portal: Portal, request: FastifyRequest): void {
  const fault = portal.context.strike(request, 'concurrent-edit');
  if (!fault) return;
  const customer = optionOf(fault, 'group', 'Acme (example)');
  const path = portal.settings.groups === 'by-company' ? [names.byCompany, customer] : [customer];
  add(
    portal,
    fault,
    names.roleGrant.map((permission) => allowOn(path, permission)),
  );
}
