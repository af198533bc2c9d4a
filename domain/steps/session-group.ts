import type { CustomerFile } from '../customer-file.ts';
import type { JoinState, Step } from './step.ts';

/** Without these two nothing can be seen and nothing joined. */
const least: readonly string[] = ['ViewSessionGroup', 'JoinSession'];

/**
 * R13 · The role gets access to the customer's session group: at least to see it and to join, by default all that it
 * holds on its other groups.
 */
export const sessionGroupAccess: Step<'session-group-access'> = {
  id: 'session-group-access',
  title: 'Access to the session group',
  rules: ['R13', 'R16'],
  record: 'screenconnect-role',
  needs: [],
  opensAccess: true,
  wanted: () => least,
  satisfied: (read, wanted) => wanted.every((permission) => read.includes(permission)),
  merged: (read, wanted) => [...new Set([...read, ...wanted])],
  show: (permissions) => [...permissions].sort().join(', ') || 'no access',
  undo: { kind: 'value-before' },
  waiving: 'with-reason',
  byHand: (permissions, { customer, names }) =>
    `ScreenConnect → Admin → Security → Roles → “${names.sessionRole}” → Edit → scope “${groupName(customer)}”: ` +
    (permissions.length > 0
      ? `tick ${permissions.join(', ')} and what the role holds on its other groups; Save Role.`
      : 'untick everything; Save Role.'),
};

const states: { readonly [State in JoinState]: string } = {
  'group-missing': 'the help-desk user does not see the group',
  'group-empty': 'the group has no machine yet',
  greyed: 'Join is greyed out',
  enabled: 'Join is enabled',
};

/** R14 · Proven as the help-desk user, in a fresh private browser. Nothing is ever joined. */
export const helpDeskJoin: Step<'help-desk-join'> = {
  id: 'help-desk-join',
  title: 'Join as the help-desk user',
  rules: ['R14'],
  record: 'screenconnect-host',
  needs: ['session-group-access'],
  opensAccess: true,
  wanted: () => 'enabled',
  satisfied: (read, wanted) => read === wanted,
  merged: (_read, wanted) => wanted,
  show: (state) => states[state],
  undo: { kind: 'none', why: 'it is a proof and changes nothing', followUp: '' },
  waiving: 'with-reason',
  byHand: (_value, { customer }) =>
    'ScreenConnect, in a private window, as the help-desk user → Access → ' +
    `“${groupName(customer)}” → right-click one machine: Join must not be greyed out. Do not click it.`,
};

/** What the customer's session group is called: as the company, unless the file names it. */
export function groupName({ systems }: CustomerFile): string {
  return systems.screenConnect?.groupName ?? systems.autotask.companyName;
}
