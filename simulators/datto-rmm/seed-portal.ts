import type { Level } from './portal/rights.ts';
import { site } from './seed-sites.ts';
import type { PortalState, PortalUser } from './state.ts';

/** The account that the API belongs to, and the one beside it in the picker, which comes first there. */
export const ACCOUNTS = { live: 'Example MSP', sandbox: 'Example MSP (Sandbox)' } as const;

/** Logins and numbers of the built-in seed. All invented. */
export const dattoRmmPortalDefaults = {
  accountName: ACCOUNTS.live,
  siteGroup: { id: 51, name: 'MC Help Desk Customers' },
  /** Every right, two accounts. */
  administrator: {
    email: 'automation@msp.example.com',
    password: 'Datto-Portal-Admin-1',
    totpSecret: 'JBSWY3DPEHPK3PXPGEZDGNBVGY3TQOJQ',
  },
  /** Sees groups, but cannot edit them; one account, so no picker. */
  technician: {
    email: 'technician@msp.example.com',
    password: 'Datto-Portal-Tech-1',
    totpSecret: 'KRSXG5CTMVRXEZLUGEZDGNBVGY3TQOJQ',
  },
  /** Begins as Technician, can switch to Administrator. */
  twoLevels: {
    email: 'lead@msp.example.com',
    password: 'Datto-Portal-Lead-1',
    totpSecret: 'MFRGGZDFMZTWQ2LKGEZDGNBVGY3TQOJQ',
  },
  /** Is refused the dashboard, which is the first page after a login. */
  noDashboard: {
    email: 'sites@msp.example.com',
    password: 'Datto-Portal-Sites-1',
    totpSecret: 'NNWG23TPOBYXE43UGEZDGNBVGY3TQOJQ',
  },
} as const;

interface Login {
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string;
}

function user(login: Login, levels: readonly Level[], accounts: readonly string[]): PortalUser {
  return { ...login, levels, accounts, locked: false, wrongTries: 0, lastCodeCounter: 0 };
}

/** The portal's users, and an account that looks like the live one and holds a group of the same name. */
export function buildPortal(): PortalState {
  const { administrator, technician, twoLevels, noDashboard } = dattoRmmPortalDefaults;
  const both = [ACCOUNTS.sandbox, ACCOUNTS.live];
  const sites = [site(191_001, 'Sandbox One'), site(191_002, 'Harbor Dental Group (example)')];
  return {
    users: [
      user(administrator, ['Administrator'], both),
      user(technician, ['Technician'], [ACCOUNTS.live]),
      user(twoLevels, ['Technician', 'Administrator'], both),
      user(noDashboard, ['Sites only'], both),
    ],
    logins: [],
    sandbox: {
      sites,
      siteGroups: [
        { id: 91, name: 'MC Help Desk Customers', siteUids: sites.slice(0, 1).map(({ uid }) => uid) },
      ],
    },
  };
}
