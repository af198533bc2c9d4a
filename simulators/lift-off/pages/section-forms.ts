import { type Html, html } from '../../kit/html.ts';
import { BILLING_BOXES } from '../sections/billing.ts';
import { INDUSTRIES } from '../sections/general.ts';
import { dayLabel, TIME_ZONES } from '../sections/hours.ts';
import { INSTRUCTION_FIELDS } from '../sections/instructions.ts';
import type { Section } from '../sections/section.ts';
import { WEEKDAYS } from '../state.ts';
import type { View } from './portal-page.ts';

/** The controls of a tab, without their values: those come by request. */
export function sectionForm(view: View, section: Section): Html {
  const forms: { readonly [slug: string]: (view: View) => Html } = {
    general,
    hours,
    instructions,
    billing,
    vips: (of) => people(of, 'VIPs', 'Tickets of these contacts get higher priority.'),
    approvers: (of) => people(of, 'Approvers', 'These contacts may approve work.'),
  };
  return forms[section.slug]?.(view) ?? html``;
}

function general({ skin, readOnly: locked }: View): Html {
  const industry = skin.choice({
    field: 'industry',
    label: 'Industry',
    options: INDUSTRIES,
    none: 'Choose an industry',
    locked,
  });
  const add = locked
    ? html``
    : html`<div class="adder"><input aria-label="Add business application" placeholder="Business application" autocomplete="off"
        data-word> <button type="button" class="plain ghost" data-add-word>Add application</button></div>`;
  const applications = html`<h3>Business applications</h3>${skin.wordList('applications', 'Business applications', locked)}${add}`;
  return html`${skin.arrange([industry, applications])}`;
}

function hours({ skin, readOnly: locked }: View): Html {
  const day = (name: (typeof WEEKDAYS)[number]) => {
    const label = dayLabel(name);
    const time = (end: 'from' | 'to' | 'hours') => ({
      field: `${name}.${end}`,
      label: `${label} ${end}`,
      locked,
      disabledBy: ['alwaysOpen', `${name}.closed`],
    });
    const closed = { field: `${name}.closed`, label: `${label} closed`, locked, disabledBy: ['alwaysOpen'] };
    return { day: label, from: time('from'), to: time('to'), span: time('hours'), closed };
  };
  const zone = {
    field: 'timeZone',
    label: 'Time zone',
    options: TIME_ZONES,
    none: 'Choose a time zone',
    locked,
  };
  return html`${skin.arrange([
    html`${skin.toggle({ field: 'alwaysOpen', label: 'Open 24/7', locked })}`,
    skin.choice(zone),
    skin.week(WEEKDAYS.map(day)),
  ])}`;
}

function people({ skin, readOnly: locked }: View, label: string, hint: string): Html {
  return html`<p class="hint">${hint}</p>${locked ? '' : skin.contactSearch()}${skin.contactList('contacts', label, locked)}`;
}

function instructions({ skin, readOnly: locked }: View): Html {
  return html`${skin.arrange(INSTRUCTION_FIELDS.map((spec) => skin.textArea({ ...spec, locked })))}`;
}

function billing({ skin, readOnly: locked }: View): Html {
  return html`${skin.arrange(BILLING_BOXES.map((spec) => skin.toggle({ ...spec, locked })))}`;
}
