import { type Html, html } from '../../kit/html.ts';
import { state } from './attributes.ts';
import { factTexts, pageButtons } from './plain-parts.ts';
import type { ChoiceSpec, DaySpec, FieldSpec, FrameSpec, Skin, TextSpec } from './skin.ts';
import { parseTime, showInstant, showTime } from './twelve-hours.ts';

function nameId(field: string): string {
  return `lo_${field.replaceAll('.', '_')}_name`;
}

/** A row with the name on the left and the control, named by it, on the right. */
function row(spec: FieldSpec, control: Html): Html {
  return html`<div class="line"><span class="name" id="${nameId(spec.field)}">${spec.label}</span>
    <div class="control">${control}</div></div>`;
}

function text(spec: TextSpec): Html {
  const { field, type = 'text', value = '' } = spec;
  return row(
    spec,
    html`<input type="${type}" name="${field}" value="${value}" aria-labelledby="${nameId(field)}" autocomplete="off"
      data-field="${field}"${state(spec)}>`,
  );
}

function textArea(spec: FieldSpec): Html {
  const { field } = spec;
  return row(
    spec,
    html`<textarea aria-labelledby="${nameId(field)}" rows="5" data-field="${field}"${state(spec)}></textarea>`,
  );
}

function flip(spec: FieldSpec, name: Html): Html {
  return html`<button type="button" class="switch" role="switch" aria-checked="false" ${name}
    data-field="${spec.field}"${state(spec)}></button>`;
}

function toggle(spec: FieldSpec): Html {
  return row(spec, flip(spec, html`aria-labelledby="${nameId(spec.field)}"`));
}

function choice(spec: ChoiceSpec): Html {
  const { field, options } = spec;
  const list = `lo_${field}_options`;
  return row(
    spec,
    html`<input list="${list}" aria-labelledby="${nameId(field)}" autocomplete="off" data-field="${field}"${state(spec)}>
    <datalist id="${list}">${options.map((option) => html`<option value="${option}"></option>`)}</datalist>`,
  );
}

function week(days: readonly DaySpec[]): Html {
  const time = (spec: FieldSpec) =>
    html`<input class="time" placeholder="h:mm AM" aria-label="${spec.label}" autocomplete="off"
      data-field="${spec.field}"${state(spec)}>`;
  return html`<div class="days">${days.map(
    ({ day, from, to, closed }) => html`<fieldset><legend>${day}</legend>
      <span class="closed">${flip(closed, html`aria-label="${closed.label}"`)} closed</span>
      <span>${time(from)} – ${time(to)}</span></fieldset>`,
  )}</div>`;
}

const tabs: Skin['tabs'] = (specs, { title: name, content }) => {
  const items = specs.map(
    ({ title, address, open }) =>
      html`<a role="tab" href="${address}" aria-selected="${String(open)}">${title}</a>`,
  );
  return html`<div class="strip" role="tablist" aria-label="Account sections">${items}</div>
    <div class="sheet" role="tabpanel" tabindex="-1"><h2>${name}</h2>${content}</div>`;
};

function frame({ navigation, email, content, busy }: FrameSpec): Html {
  const items = navigation.map(
    ({ title, address, open }) =>
      html`<li${open ? html` class="here"` : html``}><a href="${address}">${title}</a></li>`,
  );
  return html`<div id="toasts" class="messages" aria-live="polite"></div><div class="columns">
    <aside><nav aria-label="Main"><ul>${items}</ul></nav></aside>
    <div class="right"><header><span class="logo">Lift Off</span><form method="post" action="/logout">
      <em>${email}</em> <button class="ghost">Sign out</button></form></header>
      <main aria-busy="${String(busy)}"><div class="body">${content}</div></main></div></div>`;
}

function accountSearch(): Html {
  return html`<form class="seek" data-search-form><span class="name" id="lo_seek">Search accounts</span>
    <input type="text" aria-labelledby="lo_seek" autocomplete="off" data-query> <button class="ghost">Search</button></form>`;
}

function accountList(): Html {
  return html`<ul class="cards" aria-label="Accounts" data-accounts data-entries></ul>
  <template data-entry><li><h3><a data-part="link"></a></h3>
    <p>Onboarded devices: <span data-part="devices"></span></p><p>Autotask company ID: <span data-part="company"></span></p></li></template>`;
}

function remove(locked: boolean): Html {
  return locked ? html`` : html`<button type="button" class="ghost" data-part="remove">✕</button>`;
}

function wordList(field: string, label: string, locked: boolean): Html {
  return html`<div data-list="${field}"><ul class="pills" aria-label="${label}" data-entries hidden></ul>
    <p class="faint" data-empty>None yet</p>
    <template data-entry><li>${remove(locked)}<span data-part="text"></span></li></template></div>`;
}

function contactSearch(): Html {
  return html`<div class="line"><span class="name" id="lo_who">Search contacts</span><div class="control">
    <input type="search" aria-labelledby="lo_who" autocomplete="off" data-search>
    <div class="faint" data-nothing></div>
    <ul class="found" aria-label="Suggestions" data-suggestions hidden></ul>
    <template data-suggestion><li><button type="button" class="ghost" data-part="choose"></button></li></template></div></div>`;
}

function contactList(field: string, label: string, locked: boolean): Html {
  return html`<div data-list="${field}"><table class="people" aria-label="${label}" data-table hidden><thead>
    <tr><th>Name</th><th>E-mail</th><th></th></tr></thead><tbody data-entries></tbody></table>
    <p class="faint" data-empty>Nobody yet</p>
    <template data-entry><tr><td data-part="name"></td><td data-part="email"></td><td>${remove(locked)}</td></tr></template></div>`;
}

/** Cards, switches, tabs proper, typed 12-hour times. */
export const skinB: Skin = {
  name: 'b',
  saveLabel: 'Save changes',
  formats: {
    time: showTime,
    parseTime,
    dateTime: (instant) => showInstant(instant, 'en-US'),
    timeExample: '7:30 AM',
    spans: false,
  },
  passwordPage: 'same',
  arrange: (parts) => parts.toReversed(),
  frame,
  card: (content) =>
    html`<div class="backdrop"><div class="logo">Lift Off</div><main><div>${content}</div></main></div>`,
  text,
  textArea,
  toggle,
  choice,
  week,
  tabs,
  facts: factTexts,
  accountSearch,
  accountList,
  pager: pageButtons,
  wordList,
  contactSearch,
  contactList,
};
