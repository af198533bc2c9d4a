import { z } from 'zod';
import type { Role, RoleEntry } from './role-entries.ts';

const pathSchema = z
  .array(z.string())
  .nullish()
  .transform((path) => path ?? []);

/** Entries of older versions name the path `SessionGroupPath`, of newer ones `SessionGroupPathParts`. */
const entrySchema = z
  .object({
    AccessControlType: z.int(),
    Name: z.string(),
    SessionGroupFilter: z.int().nullish(),
    SessionGroupPath: pathSchema,
    SessionGroupPathParts: pathSchema,
    OwnershipFilter: z.int().nullish(),
  })
  .transform(
    (entry): RoleEntry => ({
      accessControlType: entry.AccessControlType,
      name: entry.Name,
      filter: entry.SessionGroupFilter ?? null,
      path: entry.SessionGroupPathParts.length > 0 ? entry.SessionGroupPathParts : entry.SessionGroupPath,
      ownership: entry.OwnershipFilter ?? 0,
    }),
  );

const entries = z
  .array(entrySchema)
  .nullish()
  .transform((list) => list ?? []);

/** Some versions keep global and scoped entries in one list. */
const roleSchema = z
  .object({
    Name: z.string(),
    PermissionEntries: entries,
    GlobalPermissionEntries: entries,
    ScopedPermissionEntries: entries,
  })
  .transform(
    (role): Role => ({
      name: role.Name,
      entries: [...role.PermissionEntries, ...role.GlobalPermissionEntries, ...role.ScopedPermissionEntries],
    }),
  );

/** What `GetSecurityConfigurationInfo` answers, as far as we use it. */
export const securityConfigurationSchema = z.object({ Roles: z.array(roleSchema) });

/** What `SaveRole` sends: the whole role, global and scoped entries apart. */
export const savedRoleSchema = z
  .tuple([z.string(), z.string(), z.array(entrySchema), z.array(entrySchema)])
  .rest(z.unknown())
  .transform(([originalName, name, globalEntries, scopedEntries]) => ({
    originalName,
    name,
    entries: [...globalEntries, ...scopedEntries],
  }));
/** A role on its way to the server. */
export type SavedRole = z.infer<typeof savedRoleSchema>;

/** What a service says when it does not do what was asked. */
export const faultSchema = z.object({ errorType: z.string(), message: z.string() });
/** Why a service did not do it. */
export type Fault = z.infer<typeof faultSchema>;
