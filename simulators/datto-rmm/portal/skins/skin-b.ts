import { type Html, html } from '../../../kit/html.ts';
import type { ColumnSpec, DialogSpec, FieldSpec, FrameSpec, Skin, TableSpec } from './skin.ts';

function field({ field: name, label, type = 'text', value = '', lines, locked }: FieldSpec): Html {
  const state = html`aria-labelledby="k_${name}" name="${name}" data-field="${name}"${locked ? html` readonly` : ''}`;
  const control = lines
    ? html`<textarea rows="${lines}" ${state}>${value}</textarea>`
    : html`<input type="${type}" value="${value}" autocomplete="off" ${state}>`;
  return html`<div class="row"><div class="what">${control}</div><span id="k_${name}">${label}</span></div>`;
}

function search(label: string): Html {
  return html`<form class="seek" role="search" data-search><button type="button" data-reset>Reset</button>
    <span class="inner"><input type="text" aria-label="${label}" autocomplete="off" data-query><button>Search</button></span></form>`;
}

function levels({ level, levels: all }: FrameSpec): Html {
  if (all.length < 2) return html``;
  const items = all.map(
    (one) =>
      html`<button type="button" role="menuitemradio" aria-checked="${String(one === level)}" data-level-item="${one}">${one}</button>`,
  );
  return html`<span class="level"><button type="button" aria-haspopup="menu" aria-expanded="false" data-level-open>Security level: ${level}</button>
    <span role="menu" aria-label="Security level" data-level-menu hidden>${items}</span></span>`;
}

function frame(spec: FrameSpec): Html {
  return html`<div data-toasts class="news"></div><div class="page"><header><em>${spec.account}</em>
    <div role="menubar" aria-label="Main" data-menu></div>
    <template data-menu-group><div class="drop"><button type="button" role="menuitem" aria-haspopup="menu" aria-expanded="false"
      data-part="title"></button><div role="menu" data-entries hidden></div></div></template>
    <template data-menu-entry><a role="menuitem" data-part="link"></a></template>
    <form method="post" action="/logout"><button>Log Out</button> ${spec.email}</form>${levels(spec)}</header>
    <main aria-busy="${String(spec.busy)}"><section>${spec.content}</section></main><footer>Datto RMM</footer></div>`;
}

function cell({ part, isLink }: ColumnSpec): Html {
  const inner = isLink ? html`<a data-part="${part}" data-link></a>` : html`<i data-part="${part}"></i>`;
  return html`<div role="gridcell">${inner}</div>`;
}

function filterMenu({ filters, columns }: TableSpec): Html {
  if (!filters) return html``;
  const title = columns[0]?.title;
  return html`<div class="bench"><button type="button" aria-expanded="false" data-filter-open>Filter ${title}</button>
    <div role="region" aria-label="Filter ${title}" data-filter-menu hidden>${search(`Filter by ${title}`)}</div></div>`;
}

/** The columns stand the other way round, and a row is selected by a click beside its link. */
function table(spec: TableSpec): Html {
  const { label, selects } = spec;
  const columns = spec.columns.toReversed();
  const heads = columns.map(({ title }) => html`<div role="columnheader">${title}</div>`);
  const state = selects ? html` aria-selected="false" data-select` : '';
  return html`${filterMenu(spec)}<div class="scroller" data-viewport><div role="grid" aria-label="${label}" data-table>
    <div role="row" class="heads">${heads}</div><div role="rowgroup" data-rows></div></div></div>
    <p role="status" class="count" data-count></p><template data-spacer><div aria-hidden="true"></div></template>
    <template data-row><div role="row" class="line"${state}>${columns.map(cell)}</div></template>`;
}

/** Not above the page but in it, where the question came up. */
function dialog({ name, title, cancels }: DialogSpec): Html {
  return html`<section class="ask" role="alertdialog" aria-label="${title}" data-dialog="${name}" hidden><strong>${title}</strong>
    <span data-text></span>${cancels ? html`<button type="button" data-cancel>Cancel</button>` : ''}<button type="button" data-ok>OK</button></section>`;
}

function members(label: string): Html {
  return html`<div data-members><ul aria-label="${label}" data-entries data-filled></ul><p data-empty hidden>No sites yet</p>
    <template data-entry><li><button type="button" data-act data-names>Remove</button><span data-part="name"></span></li></template></div>`;
}

function pane(title: string, searchForm: Html): Html {
  return html`<div class="drawer" role="dialog" aria-label="${title}" data-pane hidden><button type="button" aria-label="Close" data-close>×</button>
    <h3>${title}</h3>${searchForm}<ul aria-label="Available sites" data-entries></ul>
    <template data-entry><li><button type="button" data-act data-names></button><span data-part="name"></span></li></template>
    <p><button type="button" data-next>Next page</button><button type="button" data-previous>Previous page</button> <b data-page></b></p>
    <p role="status" class="count" data-count></p></div>`;
}

function mapping(label: string): Html {
  return html`<div class="row"><div class="what"><button type="button" role="switch" aria-checked="false" aria-labelledby="k_mapped"
    class="flip" data-mapped></button></div><span id="k_mapped">${label}</span></div>
  <div class="row" data-mapping hidden><div class="what"><p role="status" data-company-shown></p>
    <button type="button" data-company-open>Choose company</button></div></div>
  <div class="drawer" role="dialog" aria-label="Autotask companies" data-company-dialog hidden>
    <button type="button" aria-label="Close" data-company-close>×</button>${search('Search companies')}
    <ul aria-label="Autotask companies" data-companies></ul>
    <template data-company><li><button type="button" data-part="choose"></button></li></template></div>`;
}

/** Grids and lists, a menu bar, questions within the page, a drawer to choose from; everything the other way round. */
export const skinB: Skin = {
  name: 'b',
  loginSteps: 'two',
  arrange: (parts) => parts.toReversed(),
  frame,
  card: (content) => html`<div class="sky"><main><div>${content}</div></main></div>`,
  field,
  accountPicker: (
    accounts,
  ) => html`<div class="row"><div class="what"><select name="account" aria-labelledby="k_account">
    ${accounts.map((name) => html`<option value="${name}">${name}</option>`)}</select></div><span id="k_account">Account</span></div>`,
  search,
  table,
  groupActions: () => html`<p data-actions hidden><button type="button" data-delete>Delete</button>
    <a href="#" data-edit>Edit Site Group</a></p>`,
  dialog,
  members,
  pane,
  mapping,
};
