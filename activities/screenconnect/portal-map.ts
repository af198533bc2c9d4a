import type { z } from 'zod';
import { group, parseMap, template, texts } from '../browser/portal-map.ts';

/**
 * Everything about ScreenConnect's pages that could be otherwise: addresses, labels, texts, names of services. Versions
 * differ, and resources can be edited per instance, so each can be overridden by a file.
 */
const portalMapSchema = group({
  addresses: group({
    login: template('/Login'),
    host: template('/Host'),
    administration: template('/Administration'),
    group: template('/Host#Access/{path}', 'path'),
  }).prefault({}),
  /** Methods of the services that the pages themselves call: the last part of the address. */
  services: group({
    logIn: texts('TryLogin'),
    securityConfiguration: texts('GetSecurityConfigurationInfo'),
    saveRole: texts('SaveRole'),
    hostSessions: texts('GetLiveData', 'GetHostSessionInfo'),
    initiatedJoin: texts('LogInitiatedJoin'),
  }).prefault({}),
  login: group({
    userName: texts('User Name', 'User Name:'),
    password: texts('Password', 'Password:'),
    code: texts('One-Time Password', 'One-Time Password:'),
    submit: texts('Login'),
    /** Parts of what the page says when the service gives no number. */
    lockedText: texts('locked out'),
    codeText: texts('requires an additional authentication step'),
    troubleText: texts('An error occurred within the login process'),
    refusedText: texts('Invalid credentials', 'Invalid user name'),
  }).prefault({}),
  frame: group({
    /** Seen by whoever is signed in, on every page. */
    accessLink: texts('Access'),
    errorTitle: texts('Error'),
  }).prefault({}),
  security: group({
    link: texts('Security'),
    roles: texts('Roles'),
    /** What the row of a role says beside its name. */
    summary: template('{count} permission entries', 'count'),
    edit: texts('Edit'),
  }).prefault({}),
  role: group({
    title: texts('Edit Role'),
    save: texts('Save Role'),
    expand: texts('Expand'),
    /** Where what opens a group has no name: its class, and that of a group which is open. */
    expandableClass: texts('Expandable'),
    expandedClass: texts('Expanded'),
    permissionsFor: template('Permissions for "{scope}":', 'scope'),
    /** Types of errors by which the server refuses what was entered; all others are failures of its own. */
    refusalTypes: texts('ArgumentException', 'InvalidOperationException'),
    allGroups: texts('All Session Groups', 'AllSessionGroups'),
    accessGroups: texts('Access session groups', 'AccessSessionGroups'),
  }).prefault({}),
  host: group({
    groups: texts('Session groups'),
    sessions: texts('Sessions'),
    empty: template('"{group}" is empty', 'group'),
    join: texts('Join'),
    /** The panel that a right click opens, by a selector: it has neither a role nor a name. */
    menu: template('#popoutPanel'),
    /** The class by which a greyed command is told: it has no attribute. */
    greyedClass: texts('Disabled'),
  }).prefault({}),
});

/** Labels, texts and addresses of ScreenConnect's pages. */
export type PortalMap = z.output<typeof portalMapSchema>;

/** The map as it stands without a file. */
export const defaultPortalMap: PortalMap = portalMapSchema.parse({});

/** The map with overrides laid over it. Throws `profile-invalid`, naming each wrong key and the keys that there are. */
export function parsePortalMap(overrides: unknown): PortalMap {
  return parseMap(portalMapSchema, overrides);
}
