/** What a security level may allow (the real ones hold many more). */
export type Right = 'dashboard' | 'site-edit' | 'groups' | 'group-edit';

/** Names of the security levels that users can have. */
export type Level = 'Administrator' | 'Technician' | 'Sites only';

/** What each security level allows. */
export const RIGHTS: { readonly [Name in Level]: readonly Right[] } = {
  Administrator: ['dashboard', 'site-edit', 'groups', 'group-edit'],
  Technician: ['dashboard', 'site-edit', 'groups'],
  'Sites only': ['site-edit', 'groups', 'group-edit'],
};
