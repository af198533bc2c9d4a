/** Credentials and names of the built-in seed. All invented. */
export const screenConnectDefaults = {
  /** Role Administrator. */
  administrator: {
    userName: 'onboarding.admin',
    password: 'Screen-Admin-1',
    totpSecret: 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK',
  },
  /** Role Help Desk 2. */
  helpDesk: {
    userName: 'onboarding.helpdesk',
    password: 'Screen-HelpDesk-1',
    totpSecret: 'ONSWG4TFOQZDGNBVONSWG4TFOQZDGNBV',
  },
  /** Role Host: sees and joins every machine, but does not administer. No one-time code. */
  viewer: { userName: 'viewer', password: 'Screen-Viewer-1', totpSecret: '' },
  /** Locked from the start. */
  locked: { userName: 'locked', password: 'Screen-Locked-1', totpSecret: '' },
  /** The role of the outside help desk. */
  role: 'Help Desk 2',
  /** The group whose subgroups are made of the first custom property. */
  byCompany: 'All Machines by Company',
  /** In the role from the start, each with these permissions. */
  roleCustomers: ['Acme West', "O'Neil & Sons (NY)", 'Alder Bakery (example)'],
  roleGrant: ['ViewSessionGroup', 'JoinSession', 'HostSessionWithoutConsent'],
  /** Their machines have checked in; the role holds nothing on their groups. */
  harborDental: 'Harbor Dental Group (example)',
  northwindLegal: 'Northwind Legal LLP (example)',
  /** A customer with a session group of its own and no machine. */
  emptyGroup: 'Pine Realty (example)',
  /** A customer without a machine: its group is there once one checks in. */
  missingGroup: 'Pine Veterinary (example)',
} as const;
