import { showHours } from '../hours.ts';
import type { Step, StepValues, Wish } from './step.ts';

/** R8 · The help-desk hours stand in IT Glue, where people look first. */
export const documentedHours: Step<'documented-hours'> = {
  ...documented('help-desk hours'),
  id: 'documented-hours',
  title: 'Help-desk hours in the Site Summary',
  wanted: ({ customer }) => showHours(customer.contract.helpDeskHours.value),
};

/** R8 · At go-live the Site Summary says that the customer is on the help desk. */
export const documentedPlan: Step<'documented-plan'> = {
  ...documented('help-desk plan'),
  id: 'documented-plan',
  title: 'Help-desk plan in the Site Summary',
  wanted: ({ phase, names }) => (phase === 'live' ? names.documentedPlan : undefined),
};

type Text = StepValues['documented-hours'] & StepValues['documented-plan'];

function documented(field: string) {
  return {
    rules: ['R8'],
    record: 'it-glue-organization',
    needs: [],
    satisfied: (read: Text, wanted: Text) => inOneLine(read) === inOneLine(wanted),
    merged: (_read: Text, wanted: Text) => wanted,
    show: (text: Text) => text ?? 'empty',
    undo: { kind: 'value-before' },
    waiving: 'with-reason',
    byHand: (text: Text, { customer }: Wish) =>
      `IT Glue → ${customer.systems.itGlue?.organizationName ?? customer.systems.autotask.companyName} → Site Summary → ` +
      `the field for the ${field}: ${text === null ? 'empty it' : `enter “${text}”`}, save.`,
  } as const;
}

/** IT Glue may rewrite the markup of a text; its words stay. */
function inOneLine(text: Text): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
