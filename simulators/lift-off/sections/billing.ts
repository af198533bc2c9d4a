import { flagOf, type Section } from './section.ts';

/** The two boxes with their labels, letter for letter from the runbook. */
export const BILLING_BOXES = [
  { field: 'perIncident', label: 'Allow Per-Incident/Block-Hour Tickets for this account' },
  {
    field: 'perIncidentOutsideWindow',
    label:
      'Allow Per-Incident/Block-Hour Tickets for onboarded devices on this account outside the device support window',
  },
] as const;

/** Which tickets Mission Control takes and bills. */
export const billingSection: Section = {
  slug: 'billing',
  title: 'Billing options',
  read: ({ perIncident, perIncidentOutsideWindow }) => ({ perIncident, perIncidentOutsideWindow }),
  plan: (_account, values) => ({
    problems: [],
    apply: (account) => {
      for (const { field } of BILLING_BOXES) account[field] = flagOf(values, field);
    },
  }),
};
