import { createHash } from 'node:crypto';
import { buildCompanies } from '../autotask/seed-companies.ts';
import { screenConnectDefaults as names } from './defaults.ts';
import type { Machine } from './state.ts';

/** How many companies of the sample tenant have machines here. */
const COMPANIES = 60;

const KNOWN_MACHINES: { readonly [company: string]: readonly string[] } = {
  [names.harborDental]: ['HDG-FRONT-01', 'HDG-CHAIR-01'],
  [names.northwindLegal]: ['NWL-PARTNER-01'],
};

/** A session id that is the same in every run. */
function sessionIdOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A machine that has checked in. */
export function machine(company: string, name: string, site = 'Main office'): Machine {
  const isServer = name.includes('-SRV-');
  return {
    SessionID: sessionIdOf(`${company}/${name}`),
    Name: name,
    CustomPropertyValues: [company, site, '', isServer ? 'Server' : 'Workstation', '', '', '', ''],
    GuestOperatingSystemName: isServer ? 'Windows Server 2022 Standard' : 'Windows 11 Pro',
    GuestLoggedOnUserName: '',
    Online: true,
  };
}

/** Names of the companies that have at least one machine, look-alikes included. */
export function companiesWithMachines(): string[] {
  const active = buildCompanies().filter(({ id, fields }) => id !== 0 && fields['isActive'] === true);
  return active.slice(0, COMPANIES).map(({ fields }) => String(fields['companyName']));
}

function machinesOf(company: string, at: number): Machine[] {
  const known = KNOWN_MACHINES[company];
  if (known) return known.map((name) => machine(company, name));
  const kinds = ['PC', 'LT', 'SRV'].slice(0, 1 + (at % 3));
  return kinds.map((kind) => ({ ...machine(company, `C${100 + at}-${kind}-01`), Online: at % 4 !== 3 }));
}

/** The machines of all of them. */
export function seedMachines(): Machine[] {
  return companiesWithMachines().flatMap(machinesOf);
}
