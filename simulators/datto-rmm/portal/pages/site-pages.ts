import { html } from '../../../kit/html.ts';
import type { Site } from '../../state.ts';
import { loadedLater, portalPage, type View } from './portal-page.ts';

const SITE_COLUMNS = [
  { part: 'name', title: 'Name', isLink: true },
  { part: 'description', title: 'Description' },
  { part: 'company', title: 'Autotask Company' },
  { part: 'devices', title: 'Devices' },
];

/** Sites > All Sites. */
export function sitesPage(view: View): string {
  const { skin } = view;
  const create = view.can('site-edit') ? html`<a class="main" href="/sites/new">Create Site</a>` : '';
  const table = skin.table({ label: 'All Sites', columns: SITE_COLUMNS });
  const content = html`<div class="head"><h1>All Sites</h1>${create}</div>
    ${loadedLater(html`${skin.search('Search sites')}${table}`)}`;
  const data = { endpoint: '/portal-api/sites' };
  return portalPage(view, { title: 'All Sites', content, scripts: ['table', 'list'], data });
}

/** The sites of one group. */
export function groupSitesPage(view: View, group: { readonly id: number; readonly name: string }): string {
  const table = view.skin.table({ label: group.name, columns: SITE_COLUMNS });
  const content = html`<p><a href="/site-groups">All Site Groups</a></p><h1>${group.name}</h1>
    ${loadedLater(html`${view.skin.search('Search sites')}${table}`)}`;
  const data = { endpoint: `/portal-api/site-groups/${group.id}/sites` };
  return portalPage(view, { title: group.name, content, scripts: ['table', 'list'], data });
}

/** One site. */
export function sitePage(view: View, { id, name, description, autotaskCompany }: Site): string {
  const company = autotaskCompany ? `${autotaskCompany.name} (${autotaskCompany.id})` : 'none';
  const edit = view.can('site-edit') ? html`<a class="main" href="/site/${id}/settings">Edit Site</a>` : '';
  const facts = html`<dl><dt>Description</dt><dd>${description ?? ''}</dd><dt>Autotask Company</dt><dd>${company}</dd></dl>`;
  const content = html`<div data-alerts></div><div class="head"><h1>${name}</h1>${edit}</div>${facts}`;
  return portalPage(view, { title: name, content });
}

/** Create Site, and Edit Site. */
export function siteFormPage(view: View, site: Pick<Site, 'id' | 'name'> | undefined): string {
  const { skin, settings } = view;
  const [title, button] = site ? [`Edit Site: ${site.name}`, 'Save'] : ['Create Site', 'Create Site'];
  const fields = skin.arrange([
    skin.field({ field: 'name', label: 'Name' }),
    skin.field({ field: 'description', label: 'Description' }),
    skin.field({ field: 'notes', label: 'Notes', lines: 3 }),
  ]);
  const mapping =
    settings.autotaskIntegration === 'on'
      ? skin.mapping('Map the site to an existing Autotask company')
      : html``;
  const content = html`<h1>${title}</h1>${loadedLater(html`${fields}${mapping}
    <p class="ends"><button type="button" class="main" data-save>${button}</button> <a href="/sites">Cancel</a></p>`)}`;
  return portalPage(view, {
    title,
    content,
    scripts: ['site-editor'],
    data: {
      endpoint: site ? `/portal-api/sites/${site.id}` : '/portal-api/sites',
      ...(site ? {} : { 'is-new': 'yes' }),
    },
  });
}
