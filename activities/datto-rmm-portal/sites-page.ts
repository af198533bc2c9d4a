import { trouble } from '../browser/portal.ts';
import { type Control, control, find, type ScreenNode } from '../browser/screen.ts';
import { namedControl, sameName } from './names.ts';
import { arrive, openByMenu } from './page.ts';
import { type DattoPortal, roles } from './portal.ts';
import { pressUntil } from './pressing.ts';
import { rowsOn, type Search, searchFor } from './rows.ts';

/**
 * Opens Edit Site of the site of exactly that name, which must have the control. Throws `awaits-somebody` when the
 * portal does not list the site, `ambiguous`, `unavailable` when another site's form has opened, and as `arrive` does.
 */
export async function openSiteForm(portal: DattoPortal, site: string, needed: Control): Promise<ScreenNode> {
  const { map } = portal;
  await openSite(portal, site);
  const heading = namedControl(roles.heading, map.site.editTitle, { site });
  const nameField = control(roles.textField, map.site.name);
  const title = map.site.edit[0] ?? '';
  await pressUntil(portal, {
    page: site,
    wanted: control(roles.action, map.site.edit),
    until: (screen) => find(screen, heading),
    leadsTo: heading.called,
  });
  const form = await arrive(portal, { title, anchors: [heading, nameField, needed] });
  const shown = String(find(form, nameField)?.value ?? '');
  if (sameName(shown, site)) return form;
  throw trouble(portal, 'unavailable', { detail: `“${shown}” was opened instead` });
}

async function openSite(portal: DattoPortal, site: string): Promise<void> {
  const { menu, sites, frame } = portal.map;
  const title = sites.title[0] ?? '';
  const search: Search = {
    page: title,
    list: control(roles.list, sites.table),
    counted: sites.counted,
    field: control(roles.textField, sites.search),
    submit: control(roles.button, frame.search),
  };
  const anchors = [control(roles.heading, sites.title), search.list, search.field];
  await openByMenu(portal, { title, names: menu.allSites, anchors });
  const exact = (await searchFor(portal, search, site)).filter(({ name }) => sameName(name, site));
  if (exact.length > 1)
    throw trouble(portal, 'ambiguous', {
      what: `the site “${site}”`,
      detail: `${exact.length} of that name`,
    });
  if (exact.length === 0) throw notListed(portal, site);
  const heading = namedControl(roles.heading, ['{site}'], { site });
  await pressUntil(portal, {
    page: title,
    wanted: namedControl(roles.action, ['{site}'], { site }),
    within: (screen) => rowsOn(screen, search).find(({ name }) => sameName(name, site))?.node,
    until: (screen) => find(screen, heading),
    leadsTo: heading.called,
  });
}

function notListed(portal: DattoPortal, site: string) {
  return trouble(portal, 'awaits-somebody', {
    what: `The site “${site}”`,
    detail: 'our portal login does not see it',
    todo: 'See that the security level of our portal login includes the site.',
  });
}
