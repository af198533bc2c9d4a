import type { ScreenNode } from '../browser/screen.ts';
import { type GroupPath, isSamePath } from './group-path.ts';

/** One entry of a list or tree of groups, wherever it stands. */
export interface TreeItem {
  /** What it is called by itself. */
  readonly label: string;
  /** The labels of everything above it and its own, from the top. */
  readonly path: GroupPath;
  readonly node: ScreenNode;
  /** What to press in order to choose it: its label, not what stands below it. */
  readonly spot: ScreenNode;
}

const ITEM_ROLES = ['treeitem', 'listitem', 'option'];
const CONTAINER_ROLES = ['list', 'group', 'tree', 'listbox'];
const BESIDE_ROLES = ['button', 'ListMarker'];

/** All entries in the order of the page. What stands below what is told by their levels, else by how they are nested. */
export function treeItems(within: ScreenNode): TreeItem[] {
  const found: TreeItem[] = [];
  const above: { readonly depth: number; readonly label: string }[] = [];
  for (const { node, depth } of itemsBelow(within, 1)) {
    const spot = named(node.children ?? []) ?? node;
    const label = labelOf(node);
    while ((above.at(-1)?.depth ?? 0) >= depth) above.pop();
    above.push({ depth, label });
    found.push({ label, path: above.map((one) => one.label), node, spot });
  }
  return found;
}

/**
 * The entries that stand for a group: by their place in a tree, whatever general entries stand above the groups, or by
 * the whole path in one label.
 */
export function itemsAt(items: readonly TreeItem[], path: GroupPath, general: readonly string[]): TreeItem[] {
  const inOneLabel = path.join(' / ');
  return items.filter((item) => {
    const below = item.path.filter(
      (label, index) => !(general.includes(label) && index < item.path.length - 1),
    );
    return isSamePath(below, path) || (item.path.length === 1 && item.label === inOneLabel);
  });
}

function* itemsBelow(node: ScreenNode, depth: number): Generator<{ node: ScreenNode; depth: number }> {
  for (const child of node.children ?? []) {
    const isItem = ITEM_ROLES.includes(child.role);
    if (isItem) yield { node: child, depth: child.level ?? depth };
    yield* itemsBelow(child, isItem ? depth + 1 : depth);
  }
}

/** What an entry or a row is called: by its name, else by the first thing in it that has one. */
export function labelOf(node: ScreenNode): string {
  return node.name?.trim() || (named(node.children ?? [])?.name?.trim() ?? '');
}

/** The first that has a name, without looking into what stands below the entry. */
function named(nodes: readonly ScreenNode[]): ScreenNode | undefined {
  for (const node of nodes) {
    if (CONTAINER_ROLES.includes(node.role) || BESIDE_ROLES.includes(node.role)) continue;
    if (node.name?.trim()) return node;
    const below = named(node.children ?? []);
    if (below) return below;
  }
  return undefined;
}
