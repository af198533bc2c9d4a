import { liftOffDefaults } from './defaults.ts';
import { LOOK_ALIKES, plainNames } from './seed-names.ts';
import {
  emptyAccount,
  type LiftOffAccount,
  type LiftOffContact,
  type LiftOffState,
  type LiftOffUser,
  WEEKDAYS,
} from './state.ts';

const LONG_SYNCED = '2025-01-06T09:00:00.000Z';

function contact(companyId: number, number: number, name: string, domain: string): LiftOffContact {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@${domain}`;
  return { id: `C-${companyId}-${number}`, name, email, syncedAt: LONG_SYNCED };
}

function harborDental(): LiftOffAccount {
  const { accountId, name, autotaskCompanyId } = liftOffDefaults.harborDental;
  const account = emptyAccount(accountId, name, autotaskCompanyId);
  const names = ['Dana Whitfield', 'Luis Ortega', 'Priya Nair'];
  account.contacts = names.map((one, at) =>
    contact(autotaskCompanyId, at + 1, one, 'harbor-dental.example.com'),
  );
  return account;
}

/** A customer that is live: devices onboarded, hours set, a VIP who is no approver. */
function makeLive(account: LiftOffAccount): void {
  account.onboardedDevices = 12;
  account.industry = 'Manufacturing';
  account.applications = ['QuickBooks', 'SolidWorks'];
  account.hours.timeZone = 'America/New_York';
  for (const day of WEEKDAYS) {
    const closed = day === 'saturday' || day === 'sunday';
    account.hours.days[day] = { closed, from: closed ? '' : '07:30', to: closed ? '' : '20:30' };
  }
  account.vips = account.contacts.slice(0, 1).map(({ id }) => id);
  account.approvers = account.contacts.slice(1, 2).map(({ id }) => id);
}

function otherAccounts(): LiftOffAccount[] {
  return [...LOOK_ALIKES, ...plainNames()].map((name, at) => {
    const companyId = 29600000 + at;
    const account = emptyAccount(`A-${1002 + at}`, name, companyId);
    account.perIncident = at % 3 === 0;
    account.contacts = ['Robin Example', 'Sam Sample'].map((person, index) =>
      contact(companyId, index + 1, person, `customer-${companyId}.example.com`),
    );
    if (name === 'Acme' || at % 40 === 39) makeLive(account);
    return account;
  });
}

function user(
  login: { email: string; password: string; totpSecret: string },
  name: string,
  role: LiftOffUser['role'],
): LiftOffUser {
  return { ...login, name, role, wrongPasswords: 0, locked: false, lastCodeCounter: 0 };
}

/** The built-in data: the sample customers, look-alikes, and enough others to need paging. */
export function liftOffSeed(): LiftOffState {
  return {
    accounts: [harborDental(), ...otherAccounts()],
    users: [
      user(liftOffDefaults.administrator, 'Onboarding Automation', 'administrator'),
      user(liftOffDefaults.readOnly, 'Avery Auditor', 'read-only'),
    ],
    pendingContacts: [
      {
        autotaskCompanyId: liftOffDefaults.northwindLegal.autotaskCompanyId,
        contacts: [
          { name: 'Grace Kim', email: 'grace.kim@northwind-legal.example.com' },
          { name: 'Omar Haddad', email: 'omar.haddad@northwind-legal.example.com' },
        ],
      },
    ],
    logins: [],
  };
}
