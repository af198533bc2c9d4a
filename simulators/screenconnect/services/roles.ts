import { z } from 'zod';
import { GLOBAL_PERMISSIONS, SCOPED_PERMISSIONS, type ScopedEntry } from '../permissions.ts';
import { type Role, scopeName } from '../state.ts';
import { editConcurrently } from './meddling.ts';
import { argumentsOf, badArgument, ServiceError, serverError, type VisitorCall } from './service.ts';

const accessControl = z.union([z.literal(0), z.literal(1)]);
const globalEntry = z.strictObject({
  AccessControlType: accessControl,
  Name: z.string().refine((name) => GLOBAL_PERMISSIONS.includes(name), 'unknown permission'),
});
const scopedEntry = z.strictObject({
  AccessControlType: accessControl,
  Name: z.string().refine((name) => SCOPED_PERMISSIONS.includes(name), 'unknown permission'),
  SessionGroupFilter: z.int().min(0).max(7),
  SessionGroupPath: z
    .array(z.string())
    .nullable()
    .transform((path) => path ?? []),
  OwnershipFilter: z.int(),
});
const saveArguments = z.tuple([
  z.string().nullable(),
  z.string(),
  z.array(globalEntry),
  z.array(scopedEntry),
]);
const deleteArguments = z.tuple([z.string()]);

/** All entries but those of one scope that was there before: the server forgets them. */
function dropEntries(entries: ScopedEntry[], before: Role | undefined, scope: unknown): ScopedEntry[] {
  const first = before?.ScopedPermissionEntries[0];
  const dropped = typeof scope === 'string' ? scope : first && scopeName(first);
  return entries.filter((entry) => scopeName(entry) !== dropped);
}

function checkName(name: string, original: string | null, roles: readonly Role[]): void {
  if (name.trim() === '') throw badArgument('The role needs a name.');
  if (original && !roles.some((role) => role.Name === original)) {
    throw badArgument(`There is no role "${original}" any more.`);
  }
  if (name !== original && roles.some((role) => role.Name === name)) {
    throw badArgument(`There is a role "${name}" already.`);
  }
}

/**
 * Stores a role as a whole: what was there before and is not sent is gone, whoever had put it there. Checks for no
 * conflict.
 */
export function saveRole(call: VisitorCall): null {
  const { portal, request, args, visitor } = call;
  const { context } = portal;
  if (context.strike(request, 'expired-before-save')) {
    portal.memory().signIns.expireAll(visitor.user.userName);
    throw new ServiceError('SessionExpiredException', 'Your session has expired.', 403);
  }
  if (context.strike(request, 'save-500')) throw serverError();
  const [original, name, global, scoped] = argumentsOf(saveArguments, args);
  checkName(name, original, context.state().roles);
  editConcurrently(portal, request);
  const drop = context.strike(request, 'save-drops-entry');
  context.change(visitor.user.userName, ({ roles, users }) => {
    const before = roles.find((role) => role.Name === original);
    const entries = drop ? dropEntries(scoped, before, drop.options?.['scope']) : scoped;
    const content = { Name: name, GlobalPermissionEntries: global, ScopedPermissionEntries: entries };
    if (before) Object.assign(before, content);
    else roles.push(content);
    for (const user of users) user.roleNames = user.roleNames.map((one) => (one === original ? name : one));
  });
  if (context.strike(request, 'save-500-after-commit')) throw serverError();
  return null;
}

/** Takes a role away from everybody. */
export function deleteRole({ portal, args, visitor }: VisitorCall): null {
  const [name] = argumentsOf(deleteArguments, args);
  portal.context.change(visitor.user.userName, (state) => {
    state.roles = state.roles.filter((role) => role.Name !== name);
    for (const user of state.users) user.roleNames = user.roleNames.filter((one) => one !== name);
  });
  return null;
}
