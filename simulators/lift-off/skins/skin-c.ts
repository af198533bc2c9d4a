import { type Html, html } from '../../kit/html.ts';
import { state } from './attributes.ts';
import type { ChoiceSpec, DaySpec, FieldSpec, FrameSpec, Skin, TextSpec } from './skin.ts';
import { contactList, contactSearch, wordList } from './skin-c-lists.ts';
import { parseTime, showInstant, showTime } from './twelve-hours.ts';

/** A control inside of its label. */
function labelled({ label }: FieldSpec, control: Html): Html {
  return html`<label class="item"><b>${label}</b> ${control}</label>`;
}

function text(spec: TextSpec): Html {
  const { field, type = 'text', value = '' } = spec;
  return labelled(
    spec,
    html`<input type="${type}" name="${field}" value="${value}" autocomplete="off" data-field="${field}"${state(spec)}>`,
  );
}

/** An editor without formats. */
function textArea({ field, label, locked = false }: FieldSpec): Html {
  const editing = locked
    ? html`contenteditable="false" aria-readonly="true"`
    : html`contenteditable="plaintext-only"`;
  return html`<div class="item"><b id="about-${field}">${label}</b>
    <div class="editor" role="textbox" aria-multiline="true" aria-labelledby="about-${field}" ${editing} data-field="${field}"></div></div>`;
}

/** Two radio buttons. */
function toggle(spec: FieldSpec): Html {
  const { field, label } = spec;
  const choice = (value: string, text: string) =>
    html`<label><input type="radio" name="${field}" value="${value}"> ${text}</label> `;
  return html`<fieldset class="either" role="radiogroup" aria-labelledby="ask-${field}" data-field="${field}"${state(spec)}>
    <legend id="ask-${field}">${label}</legend>${choice('yes', 'Yes')}${choice('no', 'No')}</fieldset>`;
}

/** A field that narrows a list of its own; only what is chosen from the list counts. */
function choice(spec: ChoiceSpec): Html {
  const { field, label, options, none } = spec;
  const list = `${field}-offers`;
  const input = html`<input role="combobox" aria-expanded="false" aria-controls="${list}" aria-autocomplete="list" autocomplete="off"
    placeholder="${none}" data-combobox data-options="${JSON.stringify(options)}" data-field="${field}"${state(spec)}>`;
  return html`<div class="choice">${labelled(spec, input)}<ul id="${list}" role="listbox" aria-label="${label}" hidden></ul></div>`;
}

/** Sunday first; from and to in one field. */
function week(days: readonly DaySpec[]): Html {
  const row = ({ day, span, closed }: DaySpec) => html`<li><i>${day}</i>
    <input class="span" aria-label="${span.label}" placeholder="7:30 AM – 8:30 PM" autocomplete="off" data-field="${span.field}"${state(span)}>
    <label><input type="checkbox" role="switch" aria-label="${closed.label}" data-field="${closed.field}"${state(closed)}> closed</label></li>`;
  return html`<ul class="week">${[...days.slice(-1), ...days.slice(0, -1)].map(row)}</ul>`;
}

/** An accordion, the last tab first, with one part always open. */
const accordion: Skin['tabs'] = (tabs, { content }) => {
  const part = tabs.toReversed().map(({ title, address, open }) =>
    open
      ? html`<section class="open"><h2><button type="button" id="open-part" aria-expanded="true" aria-disabled="true"
          aria-controls="open-content">${title}</button></h2>
        <div id="open-content" role="region" aria-labelledby="open-part">${content}</div></section>`
      : html`<section><h2><button type="button" aria-expanded="false" data-leads-to="${address}">${title}</button></h2></section>`,
  );
  return html`<div class="accordion" role="group" aria-label="Account sections">${part}</div>`;
};

const facts: Skin['facts'] = (specs) =>
  html`<dl class="known">${specs.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

function frame({ navigation, email, content, busy }: FrameSpec): Html {
  const links = navigation.map(
    ({ title, address, open }) =>
      html`<li><a href="${address}"${open ? html` aria-current="page"` : html``}>${title}</a></li>`,
  );
  return html`<a class="skip" href="#work">Skip to content</a>
    <header><div class="sign">Lift Off</div><nav aria-label="Main"><ul>${links}</ul></nav></header>
    <main id="work" aria-busy="${String(busy)}"><div class="sheet">${content}</div></main>
    <footer><form method="post" action="/logout"><button class="quiet">Sign out</button> <small>${email}</small></form></footer>
    <output id="toasts" class="news" role="status"></output>`;
}

function accountSearch(): Html {
  return html`<form class="search" role="search" data-search-form><label>Search accounts <input type="search" autocomplete="off" data-query></label>
    <button class="quiet">Search</button></form>`;
}

function accountList(): Html {
  return html`<ul class="accounts" aria-label="Accounts" data-accounts data-entries></ul>
    <template data-entry><li><dl><div><dt>Onboarded devices</dt><dd data-part="devices"></dd></div>
      <div><dt>Autotask company ID</dt><dd data-part="company"></dd></div></dl><strong><a data-part="link"></a></strong></li></template>`;
}

/** Links, each only where there is a page to go to. */
function pager(): Html {
  return html`<nav class="pages" aria-label="Pages"><a data-next>Next page</a> <span data-page></span> <a data-previous>Previous page</a></nav>`;
}

/** An accordion, radio buttons, lists that open, hours as spans, a dialog to find people in. */
export const skinC: Skin = {
  name: 'c',
  saveLabel: 'Save',
  formats: {
    time: showTime,
    parseTime,
    dateTime: (instant) => showInstant(instant, 'en-GB'),
    timeExample: '7:30 AM – 8:30 PM',
    spans: true,
  },
  passwordPage: 'own',
  arrange: ([first = html``, ...others]) => [...others, first],
  frame,
  card: (content) =>
    html`<div class="door"><header>Lift Off</header><main><section>${content}</section></main></div>`,
  text,
  textArea,
  toggle,
  choice,
  week,
  tabs: accordion,
  facts,
  accountSearch,
  accountList,
  pager,
  wordList,
  contactSearch,
  contactList,
};
