import { html } from '../../../kit/html.ts';
import { loadedLater, portalPage, type View } from './portal-page.ts';

/** Sites > All Site Groups. */
export function groupsPage(view: View): string {
  const { skin } = view;
  const edits = view.can('group-edit');
  const create = edits ? html`<a class="main" href="/site-groups/new">Create Site Group</a>` : '';
  const columns = [
    { part: 'name', title: 'Name', isLink: true },
    { part: 'sites', title: 'Sites' },
  ];
  const table = skin.table({ label: 'All Site Groups', columns, selects: edits, filters: true });
  const content = html`<div class="head"><h1>All Site Groups</h1>${create}</div>
    ${loadedLater(html`${edits ? skin.groupActions() : ''}${table}
      ${skin.dialog({ name: 'delete', title: 'Delete Site Group', cancels: true })}`)}`;
  const data = { endpoint: '/portal-api/site-groups' };
  return portalPage(view, { title: 'All Site Groups', content, scripts: ['table', 'list'], data });
}

/** Create Site Group, and Edit Site Group. */
export function groupFormPage(view: View, id: number | undefined): string {
  const { skin, settings } = view;
  const title = id === undefined ? 'Create Site Group' : 'Edit Site Group';
  const button = id === undefined ? title : 'Save';
  const autosaves = id !== undefined && settings.groupSave === 'autosave';
  const name = skin.field({ field: 'name', label: 'Name' });
  const sites = html`<section class="sites"><div class="head"><h2>Sites</h2><span role="status" data-member-count></span>
    <span><button type="button" data-add-site>Add Site</button> <button type="button" data-remove-all>Remove All</button></span></div>
    ${skin.members('Sites in this group')}</section>`;
  const save = autosaves ? '' : html`<button type="button" class="main" data-save>${button}</button>`;
  const content = html`<h1>${title}</h1>${loadedLater(html`${skin.arrange([name, sites])}
    ${skin.dialog({ name: 'confirm', title, cancels: true })}${skin.dialog({ name: 'done', title: 'Success', cancels: false })}
    <p class="ends">${save} <a href="/site-groups">${autosaves ? 'Back' : 'Cancel'}</a></p>${skin.pane('Add Site', skin.search('Search sites'))}`)}`;
  return portalPage(view, {
    title,
    content,
    scripts: ['add-site-pane', 'group-saving', 'group-editor'],
    data: {
      endpoint: id === undefined ? '/portal-api/site-groups' : `/portal-api/site-groups/${id}`,
      saves: settings.groupSave === 'autosave' && !autosaves ? 'toast' : settings.groupSave,
      ...(id === undefined ? { 'is-new': 'yes' } : {}),
    },
  });
}
