import { actionSignal, standstill, trouble } from '../browser/portal.ts';
import { filled } from '../browser/portal-map.ts';
import {
  type Control,
  control,
  either,
  find,
  lookUntil,
  type ScreenNode,
  textOf,
  withRole,
} from '../browser/screen.ts';
import type { PortalSitting } from '../browser/sitting.ts';
import { enter, turn } from '../browser/widgets.ts';
import type { WantedMapping } from '../datto-rmm/site-visit.ts';
import { namedControl, sameName, shownName } from './names.ts';
import { type DattoPortal, isLogin, panel, roles } from './portal.ts';
import { press, pressUntil } from './pressing.ts';
import { controlOf } from './rows.ts';
import { type Edited, saving } from './saving.ts';
import { openSiteForm } from './sites-page.ts';

/**
 * R12 · Maps the site to the company in the site's own form; does nothing where it shows that mapping already. Proves
 * nothing: the API does. Throws `mismatch` for a site that is mapped to another company, `not-synced` when the company
 * is not among those to choose from, `awaits-somebody` when the portal does not show the site, and as `saving` does.
 */
export async function mapSite(
  portal: DattoPortal,
  sitting: PortalSitting<DattoPortal>,
  wanted: WantedMapping,
): Promise<void> {
  const box = control(roles.box, portal.map.site.map);
  const form = await openSiteForm(portal, wanted.siteName, box);
  await sitting.picture(portal, 'site-mapping-before');
  await saving(portal, () => chooseMapping(portal, form, box, wanted));
  await sitting.picture(portal, 'site-mapping-after');
}

async function chooseMapping(
  portal: DattoPortal,
  form: ScreenNode,
  box: Control,
  wanted: WantedMapping,
): Promise<Edited> {
  const node = find(form, box);
  if (node?.checked === true) {
    if (isChosen(portal, form, wanted)) return 'same';
    const shown = withRole(form, 'status').map(textOf).join(' ');
    const what = `the company of the site “${wanted.siteName}”`;
    throw trouble(portal, 'mismatch', { what, detail: `the portal shows ${shown || 'another one'}` });
  }
  if (node) await turn(node, true, actionSignal(portal));
  await offerCompanies(portal, wanted.companyName);
  await chooseCompany(portal, wanted);
  return 'changed';
}

/** Types the company's name where companies are searched: in the form, or in a dialog that a button opens. */
async function offerCompanies(portal: DattoPortal, companyName: string): Promise<void> {
  const { site, frame } = portal.map;
  const page = titleOf(portal);
  const field = control(roles.textField, site.company);
  const open = control(roles.button, site.chooseCompany);
  await controlOf(portal, { page }, either(field, open));
  const shown = await pressUntil(portal, {
    page,
    wanted: open,
    until: (screen) => find(screen, field),
    leadsTo: field.called,
  });
  await enter(shown, companyName, actionSignal(portal));
  const search = control(roles.button, frame.search);
  const submit = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    const dialog = find(screen, panel(site.companies));
    return dialog ? find(dialog, search) : 'none';
  });
  if (submit && submit !== 'none') await press(portal, submit);
}

/** Chooses the company by name and id, or by its name alone where the list shows no ids and it is there once. */
async function chooseCompany(portal: DattoPortal, wanted: WantedMapping): Promise<void> {
  const places = { company: wanted.companyName, id: String(wanted.companyId) };
  const offer = await offered(portal, [filled(portal.map.site.companyText, places), wanted.companyName]);
  if (offer === undefined) {
    const what = `the company ${wanted.companyId}, “${wanted.companyName}”, among those to map to`;
    throw trouble(portal, 'not-synced', { what });
  }
  await pressUntil(portal, {
    page: titleOf(portal),
    wanted: namedControl(OFFERS, [offer], {}),
    within: (screen) => find(screen, control(roles.list, portal.map.site.companies)),
    until: (screen) => (isChosen(portal, screen, wanted) ? 'chosen' : undefined),
    leadsTo: `text “${filled(portal.map.site.mappedText, places)}”`,
  });
}

/** Roles of companies to choose from. */
const OFFERS = ['option', 'button', 'link', 'menuitem'];

/** The first of the names that is offered; undefined when the list has stood still without any. Throws `ambiguous`. */
async function offered(portal: DattoPortal, names: readonly string[]): Promise<string | undefined> {
  const list = control(roles.list, portal.map.site.companies);
  const stoodStill = standstill(portal.settleMs);
  // That the company is not there must stand longer: nothing is offered while the search has not even begun.
  const staysWithout = standstill(3 * portal.settleMs);
  const found = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    if (isLogin(portal, screen)) throw trouble(portal, 'session-expired');
    const area = find(screen, list);
    const offers = area ? withRole(area, ...OFFERS).map(({ name = '' }) => name) : [];
    const name = names.find((one) => offers.some((offer) => sameName(one, offer)));
    const [rests, stays] = [stoodStill, staysWithout].map((still) => still(offers.join('\n')));
    if (name === undefined) return stays ? { name } : undefined;
    if (!rests) return undefined;
    if (offers.filter((offer) => sameName(offer, name)).length === 1) return { name };
    throw trouble(portal, 'ambiguous', { what: `the company “${name}”`, detail: 'several of that name' });
  });
  return found?.name;
}

function isChosen(portal: DattoPortal, screen: ScreenNode, wanted: WantedMapping): boolean {
  const places = { company: wanted.companyName, id: String(wanted.companyId) };
  const text = shownName(filled(portal.map.site.mappedText, places));
  return withRole(screen, 'status').some((node) => textOf(node) === text);
}

function titleOf({ map }: DattoPortal): string {
  return map.site.edit[0] ?? '';
}
