import type { Step } from './step.ts';

/** R20 · The account's help-desk field names Mission Control from go-live on; before that it is left as it is. */
export const helpDeskField: Step<'help-desk-field'> = {
  id: 'help-desk-field',
  title: 'Help-desk field',
  rules: ['R20'],
  record: 'autotask-company',
  needs: [],
  wanted: ({ phase, names }) => (phase === 'live' ? names.helpDeskValue : undefined),
  satisfied: (read, wanted) => read === wanted,
  merged: (_read, wanted) => wanted,
  show: (value) => value ?? 'empty',
  undo: { kind: 'value-before' },
  waiving: 'never',
  byHand: (value, { names, customer }) =>
    `Autotask → account “${customer.systems.autotask.companyName}” → User-Defined Fields → ${names.helpDeskField}: ` +
    `${value === null ? 'clear it' : `choose “${value}”`}, save.`,
};
