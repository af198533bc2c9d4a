import { createHash } from 'node:crypto';
import { buildCompanies, HARBOR_DENTAL, NORTHWIND_LEGAL } from '../autotask/seed-companies.ts';
import type { Site } from './state.ts';

/** A uid that is the same in every run. */
export function uidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const FIRST_ID = 187_000;

/** A site, unmapped and plain unless told otherwise. */
export function site(id: number, name: string, more: Partial<Site> = {}): Site {
  return {
    id,
    uid: uidOf(`site ${id}`),
    name,
    description: '',
    notes: null,
    onDemand: false,
    splashtopAutoInstall: false,
    proxySettings: null,
    autotaskCompany: null,
    variables: [],
    ...more,
  };
}

/** They stand in the list of every account; the uid of the last one is malformed. */
function systemSites(): Site[] {
  return [
    site(186_001, 'Managed'),
    site(186_002, 'OnDemand', { onDemand: true }),
    site(186_003, 'Deleted Devices', { uid: 'deleted-devices' }),
  ];
}

/** What the sample customers' sites hold beside their names: texts, a proxy and variables that no write may lose. */
function special(companyId: number): Partial<Site> {
  if (companyId === NORTHWIND_LEGAL) return { autotaskCompany: null, notes: 'Not mapped yet.' };
  if (companyId !== HARBOR_DENTAL) return {};
  return {
    description: 'Dental group, two locations',
    notes: 'Call the front desk first.',
    splashtopAutoInstall: true,
    proxySettings: { host: 'proxy.example.com', port: 3128, type: 'http', username: null, password: null },
    variables: [{ id: 901, name: 'LicenseKey', value: 'invented', masked: true }],
  };
}

/** A site for every active customer in Autotask, mapped to it. The MSP itself has none. */
function customerSites(): Site[] {
  const customers = buildCompanies().filter(({ id, fields }) => id !== 0 && fields['isActive'] === true);
  return customers.map(({ id, fields }, at) => {
    const name = String(fields['companyName']);
    const autotaskCompany = { id: String(id), name };
    return site(FIRST_ID + at, name, {
      autotaskCompany,
      splashtopAutoInstall: at % 2 === 0,
      ...special(id),
    });
  });
}

/** Sites that are easily taken for another: a second one of a company, one without, one that only looks the same. */
function lookAlikes(): Site[] {
  return [
    site(188_001, 'Acme West Airport', { autotaskCompany: { id: '29683401', name: 'Acme West' } }),
    site(188_002, 'harbor dental group (example)'),
    site(188_003, 'Harbor Dental Group (example) - OLD'),
    site(188_004, 'Northwind Legal LLP (example) (lab)'),
  ];
}

/** More than 300 sites, so that a list has two pages. */
export function buildSites(): Site[] {
  return [...systemSites(), ...customerSites(), ...lookAlikes()];
}
