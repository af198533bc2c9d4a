import { type Html, html } from '../../../kit/html.ts';
import type { ColumnSpec, DialogSpec, FieldSpec, FrameSpec, Skin, TableSpec } from './skin.ts';

function field({ field: name, label, type = 'text', value = '', lines, locked }: FieldSpec): Html {
  const state = html`id="in-${name}" name="${name}" data-field="${name}"${locked ? html` disabled` : ''}`;
  const control = lines
    ? html`<textarea rows="${lines}" ${state}>${value}</textarea>`
    : html`<input type="${type}" value="${value}" autocomplete="off" ${state}>`;
  return html`<div class="fld"><label for="in-${name}">${label}</label>${control}</div>`;
}

function search(label: string): Html {
  return html`<form class="find" data-search><input type="search" aria-label="${label}" placeholder="${label}"
    autocomplete="off" data-query> <button>Search</button> <button type="button" data-reset>Reset</button></form>`;
}

function levels({ level, levels: all }: FrameSpec): Html {
  if (all.length < 2) return html``;
  const options = all.map(
    (one) => html`<option value="${one}"${one === level ? html` selected` : ''}>${one}</option>`,
  );
  return html`<label>Security level <select data-level>${options}</select></label>`;
}

function frame(spec: FrameSpec): Html {
  return html`<header class="bar"><strong>Datto RMM</strong><span>${spec.account}</span>${levels(spec)}
    <form method="post" action="/logout"><span>${spec.email}</span> <button>Log Out</button></form></header>
  <div class="shell"><nav class="side" aria-label="Main" data-menu></nav>
    <template data-menu-group><div><button type="button" class="fold" aria-expanded="false" data-part="title"></button>
      <ul data-entries hidden></ul></div></template>
    <template data-menu-entry><li><a data-part="link"></a></li></template>
    <main aria-busy="${String(spec.busy)}">${spec.content}</main></div><div class="toasts" data-toasts></div>`;
}

function cell({ part, isLink }: ColumnSpec): Html {
  return html`<td>${isLink ? html`<a data-part="${part}" data-link></a>` : html`<span data-part="${part}"></span>`}</td>`;
}

/** The filter menu stands outside of the scrolled part, which would cut it off. */
function filterMenu({ filters, columns }: TableSpec): Html {
  if (!filters) return html``;
  return html`<div class="menu" role="dialog" aria-label="Filter ${columns[0]?.title}" data-filter-menu hidden>
    ${search(`Filter by ${columns[0]?.title}`)}</div>`;
}

function table(spec: TableSpec): Html {
  const { label, columns, selects, filters } = spec;
  const heads = columns.map(
    ({ title }, at) =>
      html`<th scope="col">${title}${
        filters && at === 0
          ? html` <button type="button" class="funnel" aria-haspopup="dialog" aria-expanded="false" aria-label="Filter ${title}"
            data-filter-open>▾</button>`
          : ''
      }</th>`,
  );
  const width = columns.length + (selects ? 1 : 0);
  return html`<p role="status" class="count" data-count></p>${filterMenu(spec)}
  <div class="viewport" tabindex="0" data-viewport><table aria-label="${label}" data-table><thead><tr>
    ${selects ? html`<th scope="col"><span class="sr">Selected</span></th>` : ''}${heads}</tr></thead>
    <tbody data-rows></tbody></table></div>
  <template data-spacer><tr aria-hidden="true"><td colspan="${width}"></td></tr></template>
  <template data-row><tr>${selects ? html`<td><input type="checkbox" data-select></td>` : ''}${columns.map(cell)}</tr></template>`;
}

function dialog({ name, title, cancels }: DialogSpec): Html {
  return html`<div class="veil" data-dialog="${name}" hidden><div class="box" role="dialog" aria-modal="true"
    aria-labelledby="dlg-${name}"><h2 id="dlg-${name}">${title}</h2><p data-text></p><p class="ends"><button type="button" data-ok>OK</button>
    ${cancels ? html`<button type="button" data-cancel>Cancel</button>` : ''}</p></div></div>`;
}

function members(label: string): Html {
  return html`<div data-members><p data-empty hidden>No sites yet</p><table aria-label="${label}" data-filled><thead>
    <tr><th scope="col">Name</th><th scope="col">Action</th></tr></thead><tbody data-entries></tbody></table>
    <template data-entry><tr><td data-part="name"></td><td><button type="button" data-act>Remove</button></td></tr></template></div>`;
}

function pane(title: string, searchForm: Html): Html {
  return html`<aside class="pane" aria-label="${title}" data-pane hidden>
    <div class="head"><h2>${title}</h2><button type="button" aria-label="Close" data-close>✕</button></div>${searchForm}
    <p role="status" class="count" data-count></p>
    <table aria-label="Available sites"><thead><tr><th scope="col">Name</th><th scope="col">Action</th></tr></thead>
    <tbody data-entries></tbody></table>
    <template data-entry><tr><td data-part="name"></td><td><button type="button" data-act></button></td></tr></template>
    <p class="pager"><button type="button" data-previous>Previous page</button> <span data-page></span>
    <button type="button" data-next>Next page</button></p></aside>`;
}

function mapping(label: string): Html {
  return html`<div class="chk"><input type="checkbox" id="in-mapped" data-mapped><label for="in-mapped">${label}</label></div>
  <div class="fld finder" data-mapping hidden><label for="in-company">Autotask company</label>
    <input id="in-company" role="combobox" aria-controls="hits" aria-expanded="false" autocomplete="off" data-company-query>
    <ul id="hits" class="hits" role="listbox" aria-label="Autotask companies" data-companies hidden></ul>
    <template data-company><li role="option" aria-selected="false" tabindex="-1" data-part="choose"></li></template>
    <p role="status" data-company-shown></p></div>`;
}

/** Tables, a folding menu at the side, dialogs above the page, suggestions under a field. */
export const skinA: Skin = {
  name: 'a',
  loginSteps: 'one',
  arrange: (parts) => parts,
  frame,
  card: (content) => html`<main class="card">${content}</main>`,
  field,
  accountPicker: (accounts) =>
    html`<fieldset><legend>Account</legend>${accounts.map(
      (name, at) =>
        html`<label class="pick"><input type="radio" name="account" value="${name}"${at === 0 ? html` checked` : ''}> ${name}</label>`,
    )}</fieldset>`,
  search,
  table,
  groupActions: () => html`<div class="actions" role="toolbar" aria-label="Actions" data-actions hidden>
    <button type="button" data-edit>Edit Site Group</button> <button type="button" data-delete>Delete</button></div>`,
  dialog,
  members,
  pane,
  mapping,
};
