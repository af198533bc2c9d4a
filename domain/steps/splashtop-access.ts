import type { Step } from './step.ts';

/** R15 · For customers that use Splashtop: Mission Control's login there reaches their computers. */
export const splashtopAccess: Step<'splashtop-access'> = {
  id: 'splashtop-access',
  title: 'Splashtop reaches the computers',
  rules: ['R15', 'R16'],
  record: 'splashtop-computers',
  needs: [],
  opensAccess: true,
  optional: true,
  wanted: ({ customer }) => (customer.systems.splashtop === undefined ? undefined : true),
  satisfied: (read, wanted) => read === wanted,
  merged: (_read, wanted) => wanted,
  show: (reached) => (reached ? 'reached' : 'not reached'),
  undo: {
    kind: 'none',
    why: 'a person granted it in the console',
    followUp: 'Take Mission Control’s user out of the customer’s group in Splashtop.',
  },
  waiving: 'with-reason',
  byHand: (_value, { customer, names }) =>
    `Splashtop → Management → Groups → “${customer.systems.splashtop?.group ?? customer.name}”: ` +
    `add the user ${names.splashtopUser || 'of Mission Control'}, and all of the customer’s computers.`,
};
