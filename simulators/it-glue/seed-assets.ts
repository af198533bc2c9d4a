import { HARBOR_DENTAL, NORTHWIND_LEGAL } from '../autotask/seed-companies.ts';
import type { JsonObject } from '../kit/json.ts';
import { organizationId } from './seed-organizations.ts';
import type { Resource } from './state.ts';
import { newAsset } from './write.ts';

/** Ids of the two flexible asset types. */
export const SITE_SUMMARY_TYPE = 33;
const EMAIL_TYPE = 34;

/** Ids of assets have 16 digits, as at the vendor. */
export const SEEDED_ASSETS = {
  harborDental: 2_957_417_614_246_021,
  northwindLegal: 2_957_417_614_246_022,
  withUpload: 2_957_417_614_246_023,
  twinFirst: 2_957_417_614_246_024,
  twinSecond: 2_957_417_614_246_025,
  harborEmail: 2_957_417_614_246_026,
  archived: 2_957_417_614_246_027,
} as const;

/** Companies (by their ids in Autotask) whose Site Summary is special: a file in it, two of them, none. */
export const SPECIAL_COMPANIES = { withUpload: 29_683_601, twin: 29_683_602, none: 29_683_603 } as const;

/** The password that is embedded in Harbor Dental's Site Summary, and another. */
const DOOR_CODE = 8_100_001;
const FIREWALL = 7_001;

/** The account's flexible asset types. */
export function buildTypes(): Resource[] {
  const type = (id: number, name: string): Resource => ({
    id,
    attributes: { name, description: null, icon: 'building', enabled: true, 'show-in-menu': true },
  });
  return [type(SITE_SUMMARY_TYPE, 'Site Summary'), type(EMAIL_TYPE, 'Email'), type(35, 'Site Summary (old)')];
}

interface FieldSeed {
  readonly name: string;
  readonly key: string;
  readonly kind: string;
  readonly more?: JsonObject;
}

/** Two labels were changed since, and a key stays with the first: no key can be told from its label. */
const SITE_SUMMARY_FIELDS: readonly FieldSeed[] = [
  { name: 'Overview', key: 'overview', kind: 'Header' },
  { name: 'Site', key: 'site', kind: 'Text', more: { required: true, 'use-for-title': true } },
  { name: 'Help Desk Hours', key: 'support-window', kind: 'Textbox' },
  {
    name: 'Help Desk Plan',
    key: 'plan-level',
    kind: 'Select',
    more: { 'default-value': 'None\nMission Control Help Desk\nOur own help desk' },
  },
  { name: 'Key Contact(s)', key: 'key-contact-s', kind: 'Tag', more: { 'tag-type': 'Contacts' } },
  { name: 'Location(s)', key: 'location-s', kind: 'Tag', more: { 'tag-type': 'Locations' } },
  { name: 'Firewall', key: 'firewall', kind: 'Tag', more: { 'tag-type': 'Configurations' } },
  { name: 'Seats', key: 'seats', kind: 'Number', more: { decimals: 0 } },
  { name: 'Uptime target', key: 'uptime-target', kind: 'Percent' },
  { name: 'Spare on site', key: 'spare-on-site', kind: 'Checkbox' },
  { name: 'Contract signed', key: 'contract-signed', kind: 'Date' },
  { name: 'Door code', key: 'door-code', kind: 'Password' },
  { name: 'Floor plan', key: 'floor-plan', kind: 'Upload' },
  { name: 'Notes', key: 'notes-2', kind: 'Textbox' },
];

function field(typeId: number, { name, key, kind, more }: FieldSeed, at: number): Resource {
  return {
    id: typeId * 100 + at,
    attributes: {
      'flexible-asset-type-id': typeId,
      order: at + 1,
      name,
      kind,
      hint: '',
      decimals: null,
      'default-value': '',
      'tag-type': null,
      required: false,
      'use-for-title': false,
      expiration: false,
      'show-in-list': true,
      'name-key': key,
      ...more,
    },
  };
}

/** The fields of both types. */
export function buildFields(): Resource[] {
  const type: FieldSeed = { name: 'Type', key: 'type', kind: 'Text', more: { 'use-for-title': true } };
  return [
    ...SITE_SUMMARY_FIELDS.map((one, at) => field(SITE_SUMMARY_TYPE, one, at)),
    field(EMAIL_TYPE, type, 0),
  ];
}

/** What tags of kinds without an address of their own lead to; one was deleted and stays in its tags. */
export function buildThings(): Resource[] {
  return [
    { id: FIREWALL, attributes: { name: 'HDG-FW-01' } },
    { id: FIREWALL + 1, attributes: { name: 'HDG-FW-00', deleted: true } },
  ];
}

/** Passwords that are embedded in assets. No secret is kept here: only ids matter. */
export function buildPasswords(): Resource[] {
  const attributes = { name: 'Door code', 'resource-id': SEEDED_ASSETS.harborDental };
  return [{ id: DOOR_CODE, attributes }];
}

const FULL_TRAITS: JsonObject = {
  site: 'Harbor Dental, main office',
  'support-window': '<div>Mon-Fri 8am&nbsp;to 5pm<br></div>',
  'plan-level': 'None',
  'key-contact-s': [9_685_001, 9_685_002],
  'location-s': [9_684_001],
  firewall: [FIREWALL, FIREWALL + 1],
  seats: 24,
  'uptime-target': 99.5,
  'spare-on-site': true,
  'contract-signed': '2026-01-15',
  'door-code': DOOR_CODE,
  'notes-2': '<p>Park behind the <strong>bakery</strong> &amp; ring twice.</p>',
};

/** Site Summaries of the sample customers and of the special companies, and an asset of another type. */
export function buildAssets(organizations: readonly Resource[]): Resource[] {
  const [siteSummary, email] = buildTypes();
  const asset = (id: number, companyId: number, traits: JsonObject, type = siteSummary): Resource[] => {
    const owner = organizations.find((one) => one.id === organizationId(companyId));
    if (!owner || !type) return [];
    const made = newAsset(id, owner, type, structuredClone(traits));
    made.attributes['name'] = traits['site'] ?? traits['type'] ?? null;
    return [made];
  };
  const file = { 'file-name': 'floor.pdf', url: 'https://files.itglue.example/floor.pdf', bytes: 10 };
  const archived = asset(SEEDED_ASSETS.archived, HARBOR_DENTAL, { site: 'Harbor Dental, first office' });
  for (const old of archived) old.attributes['archived'] = true;
  return [
    ...asset(SEEDED_ASSETS.harborDental, HARBOR_DENTAL, FULL_TRAITS),
    ...asset(SEEDED_ASSETS.harborEmail, HARBOR_DENTAL, { type: 'Exchange Online' }, email),
    ...archived,
    ...asset(SEEDED_ASSETS.northwindLegal, NORTHWIND_LEGAL, { site: 'Northwind Legal' }),
    ...asset(SEEDED_ASSETS.withUpload, SPECIAL_COMPANIES.withUpload, { ...FULL_TRAITS, 'floor-plan': file }),
    ...asset(SEEDED_ASSETS.twinFirst, SPECIAL_COMPANIES.twin, { site: 'Downtown' }),
    ...asset(SEEDED_ASSETS.twinSecond, SPECIAL_COMPANIES.twin, { site: 'Uptown' }),
  ];
}
