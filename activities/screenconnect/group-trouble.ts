import type { ProductError } from '../../domain/problems.ts';
import { trouble } from '../browser/portal.ts';
import { type GroupPath, shownPath } from './group-path.ts';
import type { ScreenConnectPortal } from './portal.ts';

/** The group, or a machine in it, is not there yet: it comes with the first agent. */
export function groupAwaited(portal: ScreenConnectPortal, path: GroupPath, detail: string): ProductError {
  const name = path.at(-1) ?? '';
  const what = `The session group “${name}”`;
  const todo = `Install the first agent on a machine of “${name}”, or correct the group’s name in the customer file.`;
  return trouble(portal, 'awaits-somebody', { what, detail, todo });
}

/** Two groups that look the same. */
export function groupAmbiguous(portal: ScreenConnectPortal, path: GroupPath): ProductError {
  const what = `the session group “${path.at(-1)}”`;
  return trouble(portal, 'ambiguous', { what, detail: `several look like “${shownPath(path)}”` });
}
