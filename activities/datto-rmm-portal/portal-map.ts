import type { z } from 'zod';
import { group, parseMap, template, texts } from '../browser/portal-map.ts';
import { readMapFile } from '../browser/portal-map-file.ts';

/**
 * Everything about the portal's pages that could be otherwise. What the vendor documents stands here as documented, the
 * rest is our guess, and each can be overridden by a file.
 */
const portalMapSchema = group({
  login: group({
    email: texts('Email'),
    /** Where the password is asked for on a page of its own. */
    next: texts('Next', 'Continue'),
    password: texts('Password'),
    logIn: texts('Log In'),
    token: texts('Token'),
    authenticate: texts('Authenticate'),
    /** The picker of accounts. */
    account: texts('Account'),
    continue: texts('Continue'),
    /** Part of the refusal that says that the login is locked; any other refusal counts as wrong credentials. */
    lockedText: texts('is locked'),
  }).prefault({}),
  frame: group({
    /** Seen by whoever is logged in, on every page. */
    logOut: texts('Log Out'),
    denied: texts('Access denied'),
    notFound: texts('Page not found'),
    /** Buttons that take an announcement away which lies over the page. */
    dismiss: texts('Got it'),
    ok: texts('OK'),
    save: texts('Save'),
    close: texts('Close'),
    nextPage: texts('Next page'),
    search: texts('Search'),
    saved: texts('Site group saved', 'Site saved'),
    /** Parts of refusals that have a meaning of their own; any other refusal is about what was entered. */
    noPermissionText: texts('does not allow'),
    failedText: texts('Something went wrong', 'connection was lost'),
  }).prefault({}),
  menu: group({
    sites: texts('Sites'),
    allSites: texts('All Sites'),
    allSiteGroups: texts('All Site Groups'),
  }).prefault({}),
  sites: group({
    title: texts('All Sites'),
    table: texts('All Sites'),
    search: texts('Search sites'),
    counted: texts('site', 'sites'),
  }).prefault({}),
  site: group({
    edit: texts('Edit Site'),
    editTitle: texts('Edit Site', 'Edit Site: {site}'),
    name: texts('Name'),
    map: texts('Map the site to an existing Autotask company'),
    /** A field to type the company into, or a button that opens a dialog with such a field. */
    company: texts('Autotask company', 'Search companies'),
    chooseCompany: texts('Choose company'),
    companies: texts('Autotask companies'),
    /** How the company stands in the list. */
    companyText: template('{company} ({id})', 'company'),
    /** How the page says which company is chosen. */
    mappedText: template('Mapped to {company} ({id})', 'company'),
  }).prefault({}),
  groups: group({
    title: texts('All Site Groups'),
    table: texts('All Site Groups'),
    filter: texts('Filter Name'),
    filterText: texts('Filter by Name'),
    counted: texts('site group', 'site groups'),
    edit: texts('Edit Site Group'),
  }).prefault({}),
  group: group({
    title: template('{group}', 'group'),
    table: template('{group}', 'group'),
  }).prefault({}),
  editor: group({
    title: texts('Edit Site Group'),
    name: texts('Name'),
    members: texts('Sites in this group'),
    nobody: texts('No sites yet'),
    remove: texts('Remove', 'Remove {site}'),
    addSite: texts('Add Site'),
    pane: texts('Add Site'),
    search: texts('Search sites'),
    available: texts('Available sites'),
    add: texts('Add', 'Add {site}'),
  }).prefault({}),
});

/** Labels and texts of the portal's pages. */
export type PortalMap = z.output<typeof portalMapSchema>;

/** The map as it stands without a file. */
export const defaultPortalMap: PortalMap = portalMapSchema.parse({});

/** The map with overrides laid over it. Throws `profile-invalid`, naming each wrong key and the keys that there are. */
export function parsePortalMap(overrides: unknown): PortalMap {
  return parseMap(portalMapSchema, overrides);
}

/** The portal map of a YAML file laid over the defaults; without a path the defaults. Throws `profile-invalid`. */
export async function readPortalMap(path: string | undefined): Promise<PortalMap> {
  return path === undefined ? defaultPortalMap : parsePortalMap(await readMapFile(path));
}
