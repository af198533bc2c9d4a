import { isPicture } from '../../domain/evidence.ts';
import type { OpenItem } from '../../domain/plan.ts';

/** Where the pictures lie that the last visit to open items has kept: below the folder that the profile gives. */
export function picturePaths(items: readonly OpenItem[]): string[] {
  return items.flatMap(({ evidence = [] }) => {
    const keys = evidence.map(({ key }) => key).filter(isPicture);
    const last = folderOf(keys.at(-1) ?? '');
    return keys.filter((key) => folderOf(key) === last).map((key) => `evidence/${key}`);
  });
}

/** Each attempt of a visit has a folder of its own. */
function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}
