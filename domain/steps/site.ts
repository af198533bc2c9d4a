import type { CustomerFile } from '../customer-file.ts';
import type { Step } from './step.ts';

/** R12 · A site that is not mapped to its Autotask company cannot be found by it. */
export const siteMapping: Step<'site-mapping'> = {
  id: 'site-mapping',
  title: 'Site mapped to the Autotask company',
  rules: ['R12'],
  record: 'datto-rmm-site',
  needs: [],
  wanted: () => true,
  satisfied: (read, wanted) => read === wanted,
  merged: (_read, wanted) => wanted,
  show: (mapped) => (mapped ? 'mapped' : 'not mapped'),
  undo: {
    kind: 'none',
    why: 'tickets and reports may depend on the mapping by now',
    followUp: 'Remove the mapping in Datto RMM if it is not wanted without a help desk.',
  },
  waiving: 'with-reason',
  byHand: (_value, { customer }) =>
    `Datto RMM → Sites → All Sites → ${siteName(customer)} → Edit Site → Map the site to an existing Autotask company: ` +
    `choose “${customer.systems.autotask.companyName}”, save.`,
};

/** R12 · The site group is what lets Mission Control's users see the customer's machines. */
export const siteGroup: Step<'site-group'> = {
  id: 'site-group',
  title: 'Member of the help-desk site group',
  rules: ['R12', 'R16'],
  record: 'datto-rmm-site-group',
  needs: ['site-mapping'],
  opensAccess: true,
  wanted: () => true,
  satisfied: (read, wanted) => read === wanted,
  merged: (_read, wanted) => wanted,
  show: (member) => (member ? 'member' : 'not a member'),
  undo: { kind: 'value-before' },
  waiving: 'with-reason',
  byHand: (member, { customer, names }) =>
    `Datto RMM → Sites → All Site Groups → “${names.siteGroup}” → Edit Site Group → ` +
    (member
      ? `Add Site → “${siteName(customer)}” → Add; close the pane, Save, OK, OK.`
      : `Remove “${siteName(customer)}”; Save, OK, OK.`),
};

/** What the customer's site is called: as the company, unless the file names it. */
export function siteName({ systems }: CustomerFile): string {
  return systems.dattoRmm?.siteName ?? systems.autotask.companyName;
}
