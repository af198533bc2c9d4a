import { ProductError } from '../../domain/problems.ts';
import { trouble } from '../browser/portal.ts';
import type { PortalSitting } from '../browser/sitting.ts';
import { withSecondPage } from '../browser/tab.ts';
import { type OpenEditor, putIn, readEditor, takeOut } from './group-editor.ts';
import { editGroup } from './group-selection.ts';
import { sameName } from './names.ts';
import type { DattoPortal } from './portal.ts';
import { saving } from './saving.ts';
import { isGroupKnown, openGroup, reopenGroup } from './site-groups-page.ts';

/** Which site is to be in which group, or not. */
export interface WantedMembership {
  readonly group: string;
  readonly site: string;
  readonly member: boolean;
}

/** R12 · Whether the site is in the group, as the group's own page shows it. Throws as `openGroup` does. */
export async function isMember(
  portal: DattoPortal,
  { group, site }: Pick<WantedMembership, 'group' | 'site'>,
): Promise<boolean> {
  return includes(await openGroup(portal, group), site);
}

/**
 * R12 · Puts the site into the group or takes it out, and nothing else; does nothing where that is so already. The
 * portal stores the whole list as its page knows it, so what others put there is looked at right before that, and
 * afterwards. Throws `conflict` when somebody else has changed the group since the page was opened, `would-lose` when
 * sites are missing, `awaits-somebody`, and as `openGroup`, `editGroup` and `saving` do.
 */
export async function changeMembership(
  portal: DattoPortal,
  sitting: PortalSitting<DattoPortal>,
  wanted: WantedMembership,
): Promise<void> {
  const { group, site, member } = wanted;
  if (!isGroupKnown(portal, group)) await openGroup(portal, group);
  await editGroup(portal, group);
  const page = await readEditor(portal, group);
  if (includes(page.names, site) === member) return;
  await sitting.picture(portal, 'site-group-before');
  const lost = await outcomeLostIn(() => edit(portal, wanted, page));
  await sitting.picture(portal, 'site-group-after');
  const after = await reopenGroup(portal, group);
  const missing = without(page.names, after).filter((name) => !sameName(name, site));
  if (missing.length > 0)
    throw trouble(portal, 'would-lose', { what: titleOf(group), detail: quoted(missing) });
  if (lost) throw lost;
}

async function edit(
  portal: DattoPortal,
  { group, site, member }: WantedMembership,
  { names, savesItself }: OpenEditor,
): Promise<void> {
  const change = () => (member ? putIn(portal, site) : takeOut(portal, site));
  await saving(portal, async () => {
    if (savesItself) await refuseOutdated(portal, group, names);
    const edited = await change();
    if (!savesItself) await refuseOutdated(portal, group, names);
    return edited;
  });
}

/** The last look before the whole list is stored: in a page of its own, for the one with our change must stay open. */
async function refuseOutdated(portal: DattoPortal, group: string, known: readonly string[]): Promise<void> {
  const now = await withSecondPage(portal.tab, (tab) => reopenGroup({ ...portal, tab }, group));
  const [added, removed] = [without(now, known), without(known, now)];
  if (added.length + removed.length > 0) throw trouble(portal, 'conflict');
}

/** An answer that was lost may have cost others their sites all the same: that is looked at first. */
async function outcomeLostIn(work: () => Promise<void>): Promise<ProductError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof ProductError && error.problem.code === 'outcome-lost') return error;
    throw error;
  }
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !includes(others, name));
}

function includes(names: readonly string[], wanted: string): boolean {
  return names.some((name) => sameName(name, wanted));
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(', ');
}

function titleOf(group: string): string {
  return `sites of the group “${group}”`;
}
