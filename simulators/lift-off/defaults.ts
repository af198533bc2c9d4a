/** Credentials and numbers of the built-in seed. All invented. */
export const liftOffDefaults = {
  administrator: {
    email: 'automation@msp.example.com',
    password: 'Lift-Off-Admin-1',
    totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  },
  readOnly: {
    email: 'auditor@msp.example.com',
    password: 'Lift-Off-Reader-1',
    totpSecret: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU',
  },
  /** Per-incident is on and nothing else is filled in. */
  harborDental: { accountId: 'A-1001', autotaskCompanyId: 29683510, name: 'Harbor Dental Group (example)' },
  /** Not in the portal; its contacts arrive once it has been added. */
  northwindLegal: { autotaskCompanyId: 29683520, name: 'Northwind Legal LLP (example)' },
} as const;
