import { type Html, html } from '../../kit/html.ts';
import { state } from './attributes.ts';
import { factTexts, pageButtons } from './plain-parts.ts';
import type { ChoiceSpec, DaySpec, FieldSpec, FrameSpec, Skin, TextSpec } from './skin.ts';

const QUARTER_HOURS = Array.from({ length: 96 }, (_, at) => {
  const [hours, minutes] = [Math.floor(at / 4), (at % 4) * 15];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
});

function idOf(field: string): string {
  return `fld-${field.replaceAll('.', '-')}`;
}

function label(spec: FieldSpec): Html {
  return html`<label class="lbl" for="${idOf(spec.field)}">${spec.label}</label>`;
}

function text(spec: TextSpec): Html {
  const { field, type = 'text', value = '' } = spec;
  return html`<div class="fld">${label(spec)}<input id="${idOf(field)}" name="${field}" type="${type}"
    value="${value}" autocomplete="off" data-field="${field}"${state(spec)}></div>`;
}

function textArea(spec: FieldSpec): Html {
  return html`<div class="fld">${label(spec)}<textarea id="${idOf(spec.field)}" rows="4"
    data-field="${spec.field}"${state(spec)}></textarea></div>`;
}

function toggle(spec: FieldSpec): Html {
  return html`<div class="chk"><input type="checkbox" id="${idOf(spec.field)}"
    data-field="${spec.field}"${state(spec)}>${label(spec)}</div>`;
}

function select({ field, options, none, ...spec }: ChoiceSpec): Html {
  const choices = options.map((option) => html`<option value="${option}">${option}</option>`);
  return html`<select id="${idOf(field)}" data-field="${field}"${state({ field, ...spec })}>
    <option value="">${none}</option>${choices}</select>`;
}

function week(days: readonly DaySpec[]): Html {
  const time = (spec: FieldSpec) =>
    html`<td><span class="sr">${label(spec)}</span>${select({ ...spec, options: QUARTER_HOURS, none: '--:--' })}</td>`;
  const rows = days.map(
    ({ day, from, to, closed }) => html`<tr><th scope="row">${day}</th>${time(from)}${time(to)}
      <td><input type="checkbox" aria-label="${closed.label}" data-field="${closed.field}"${state(closed)}></td></tr>`,
  );
  return html`<table class="grid week"><thead><tr><th>Day</th><th>From</th><th>To</th><th>Closed</th></tr></thead>
    <tbody>${rows}</tbody></table>`;
}

const tabs: Skin['tabs'] = (specs, { title: name, content }) => {
  const links = specs.map(
    ({ title, address, open }) =>
      html`<li><a href="${address}"${open ? html` aria-current="page"` : html``}>${title}</a></li>`,
  );
  return html`<nav class="tabs" aria-label="Account sections"><ul>${links}</ul></nav>
    <section class="panel"><h2>${name}</h2>${content}</section>`;
};

function frame({ navigation, email, content, busy }: FrameSpec): Html {
  const links = navigation.map(
    ({ title, address, open }) =>
      html`<a href="${address}"${open ? html` aria-current="true"` : html``}>${title}</a>`,
  );
  return html`<header class="bar"><strong class="brand">Lift Off</strong>
    <form class="who" method="post" action="/logout"><span>${email}</span><button class="plain">Sign out</button></form></header>
  <div class="shell"><nav class="side" aria-label="Main">${links}</nav>
  <main aria-busy="${String(busy)}">${content}</main></div><div class="toasts" id="toasts" aria-live="polite"></div>`;
}

function accountSearch(): Html {
  return html`<div class="fld narrow"><label class="lbl" for="find">Search accounts</label>
    <input type="search" id="find" data-query data-live autocomplete="off"></div>`;
}

function accountList(): Html {
  return html`<table class="grid" aria-label="Accounts" data-accounts><thead><tr><th scope="col">Account</th>
    <th scope="col">Autotask company ID</th><th scope="col">Onboarded devices</th></tr></thead><tbody data-entries></tbody></table>
  <template data-entry><tr><td><a data-part="link"></a></td><td data-part="company"></td><td data-part="devices"></td></tr></template>`;
}

function list(field: string, listLabel: string, locked: boolean, empty: string): Html {
  const remove = locked ? '' : html`<button type="button" class="plain" data-part="remove">Remove</button>`;
  return html`<div data-list="${field}"><p class="hint" data-empty>${empty}</p>
    <ul class="chosen" aria-label="${listLabel}" data-entries hidden></ul>
    <template data-entry><li><span data-part="text"></span>${remove}</li></template></div>`;
}

function contactSearch(): Html {
  return html`<div class="fld narrow finder"><label class="lbl" for="contact-search">Search contacts</label>
    <input id="contact-search" role="combobox" aria-controls="hits" aria-expanded="false" autocomplete="off" data-search>
    <ul id="hits" class="hits" role="listbox" aria-label="Suggestions" data-suggestions hidden></ul>
    <template data-suggestion><li role="option" aria-selected="false" tabindex="-1" data-part="choose"></li></template>
    <div class="hint" data-nothing></div></div>`;
}

/** Tables, native widgets, links as tabs, 24-hour times. */
export const skinA: Skin = {
  name: 'a',
  saveLabel: 'Save',
  formats: {
    time: (stored) => stored,
    parseTime: (shown) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(shown) ? shown : undefined),
    dateTime: (instant) => instant.toISOString().slice(0, 16).replace('T', ' '),
    timeExample: '07:30',
    spans: false,
  },
  passwordPage: 'same',
  arrange: (parts) => parts,
  frame,
  card: (content) => html`<main class="card"><p class="brand">Lift Off</p>${content}</main>`,
  text,
  textArea,
  toggle,
  choice: (spec) => html`<div class="fld narrow">${label(spec)}${select(spec)}</div>`,
  week,
  tabs,
  facts: factTexts,
  accountSearch,
  accountList,
  pager: pageButtons,
  wordList: (field, listLabel, locked) => list(field, listLabel, locked, 'None yet'),
  contactSearch,
  contactList: (field, listLabel, locked) => list(field, listLabel, locked, 'Nobody yet'),
};
