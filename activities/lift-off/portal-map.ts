import { z } from 'zod';
import { perIncidentLabel } from '../../domain/steps/per-incident-intake.ts';
import { group, parseMap, template, texts } from '../browser/portal-map.ts';

const tab = (address: string, ...title: string[]) =>
  z.strictObject({ address: z.string().min(1).prefault(address), title: texts(...title) }).prefault({});

/**
 * Everything about Lift Off's pages that could be otherwise: addresses, labels, texts, formats. Nobody outside has seen
 * the portal, so each can be overridden by a file; what stands here is what the runbook says, else our guess.
 */
const portalMapSchema = group({
  addresses: group({
    login: template('/login'),
    code: template('/login/code'),
    accounts: template('/accounts?q={search}&page={page}', 'search', 'page'),
    addAccount: template('/accounts/new'),
    account: template('/accounts/{account}', 'account'),
    tab: template('/accounts/{account}/{tab}', 'account', 'tab'),
  }).prefault({}),
  login: group({
    title: texts('Sign in to Lift Off'),
    email: texts('E-mail address'),
    /** Leads to the password, where that is asked for on a page of its own. */
    next: texts('Next', 'Continue'),
    password: texts('Password'),
    signIn: texts('Sign in'),
    code: texts('One-time code'),
    verify: texts('Verify'),
    /** Part of the refusal that says that the login is locked; any other refusal counts as wrong credentials. */
    lockedText: texts('is locked'),
  }).prefault({}),
  frame: group({
    /** Seen by whoever is signed in, on every page. */
    accountsLink: texts('Manage Accounts and Devices'),
    signOut: texts('Sign out'),
    save: texts('Save', 'Save changes'),
    saved: texts('Saved'),
    /** The answers of a question that stands in place of a check box. */
    yes: texts('Yes', 'On'),
    no: texts('No', 'Off'),
    notFound: texts('Page not found'),
    maintenance: texts('Lift Off is down for maintenance'),
    /** Parts of refusals that have a meaning of their own; any other refusal is about what was entered. */
    conflictText: texts('Another user changed this account'),
    outOfDateText: texts('This page is out of date'),
    noPermissionText: texts('You do not have permission'),
  }).prefault({}),
  accounts: group({
    title: texts('Manage Accounts and Devices'),
    list: texts('Accounts'),
    noneText: texts('No accounts'),
    next: texts('Next page'),
    add: texts('Add account'),
  }).prefault({}),
  addAccount: group({
    title: texts('Add account'),
    name: texts('Account name'),
    companyNumber: texts('Autotask company number'),
    submit: texts('Add account'),
  }).prefault({}),
  account: group({
    companyId: template('Autotask company ID: {number}', 'number'),
    devices: template('Onboarded devices: {number}', 'number'),
  }).prefault({}),
  tabs: group({
    general: tab('general', 'General'),
    billing: tab('billing', 'Billing options'),
    vips: tab('vips', 'VIPs'),
    approvers: tab('approvers', 'Approvers'),
    hours: tab('hours', 'Hours'),
    instructions: tab('instructions', 'Instructions'),
  }).prefault({}),
  billing: group({ perIncident: texts(perIncidentLabel) }).prefault({}),
  people: group({
    /** Opens the dialog to search in, where there is one, and takes over what was chosen there. */
    open: texts('Add people'),
    confirm: texts('Add to list'),
    search: texts('Search contacts'),
    suggestions: texts('Suggestions'),
    noneFound: texts('No contacts found'),
    nobody: texts('Nobody yet'),
    /** How the button that takes a person out of the list begins. */
    removePrefix: z.string().min(1).prefault('Remove '),
  }).prefault({}),
  hours: group({
    alwaysOpen: texts('Open 24/7'),
    timeZone: texts('Time zone'),
    from: template('{day} from', 'day'),
    to: template('{day} to', 'day'),
    /** From and to in one field, in place of the two. */
    span: template('{day} hours', 'day'),
    closed: template('{day} closed', 'day'),
    /** How times are typed into plain text fields. Read are both. */
    typedTimes: z.enum(['12-hour', '24-hour']).prefault('12-hour'),
    typedSpan: template('{from} – {to}', 'from', 'to'),
  }).prefault({}),
  instructions: group({
    newUserSetup: texts('New User Setup Instructions'),
    newWorkstationSetup: texts('New Workstation Setup Instructions'),
    userTermination: texts('User Termination Instructions'),
  }).prefault({}),
});

/** Labels, texts and addresses of Lift Off's pages. */
export type PortalMap = z.output<typeof portalMapSchema>;
/** The tabs of an account that steps need. */
export type TabName = keyof PortalMap['tabs'];

/** The map as it stands without a file. */
export const defaultPortalMap: PortalMap = portalMapSchema.parse({});

/** The map with overrides laid over it. Throws `profile-invalid`, naming each wrong key and the keys that there are. */
export function parsePortalMap(overrides: unknown): PortalMap {
  return parseMap(portalMapSchema, overrides);
}
