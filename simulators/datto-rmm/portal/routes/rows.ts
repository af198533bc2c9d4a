import type { Site } from '../../state.ts';
import type { Portal } from '../portal.ts';

/** A row of a table: `key` tells it from others, `address` is where its link leads; all else is shown. */
export type Row = { readonly key: string; readonly name: string; readonly address: string } & {
  readonly [part: string]: string;
};

/** The rows whose name contains the text, without regard to case, and how many they are in words. */
export function found(
  rows: readonly Row[],
  text: string,
  [one, many]: readonly [string, string],
): { readonly rows: readonly Row[]; readonly countText: string } {
  const wanted = text.trim().toLowerCase();
  const fitting = rows.filter(({ name }) => name.toLowerCase().includes(wanted));
  const count =
    fitting.length === 0 ? `No ${many}` : `${fitting.length} ${fitting.length === 1 ? one : many}`;
  return { rows: fitting, countText: wanted ? `${count} for "${text.trim()}"` : count };
}

/** A site as tables show it. */
export function siteRow(portal: Portal, { id, uid, name, description, autotaskCompany }: Site): Row {
  const { devices } = portal.context.state();
  const count = devices.filter(({ siteUid, deleted }) => siteUid === uid && !deleted).length;
  return {
    key: uid,
    name,
    address: `/site/${id}`,
    description: description ?? '',
    company: autotaskCompany?.name ?? '',
    devices: String(count),
  };
}
