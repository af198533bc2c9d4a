import { alertText, says, trouble } from '../browser/portal.ts';
import { type Control, control, find, isBusy, lookUntil, type ScreenNode } from '../browser/screen.ts';
import { goTo, isLogin, type Portal, roles } from './portal.ts';

/** A page behind the login, and what must be on it before anything else is believed. */
export interface PageSpec {
  /** As people call it; stands in errors. */
  readonly title: string;
  readonly address: string;
  readonly anchors: readonly Control[];
}

/**
 * Opens a page anew and waits until it has loaded. Throws `session-expired`, `not-found`, `permission-missing`,
 * `unavailable`, and `page-changed` naming the first anchor that is missing on a page that has loaded.
 */
export async function openPage(portal: Portal, spec: PageSpec): Promise<ScreenNode> {
  await goTo(portal, spec.address);
  let last: ScreenNode | undefined;
  const ready = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    last = screen;
    return isReady(portal, screen, spec) ? screen : undefined;
  });
  if (ready) return ready;
  const missing = last && !isBusy(last) ? missingAnchor(last, spec) : undefined;
  if (!missing) throw trouble(portal, 'unavailable', { detail: `“${spec.title}” does not finish loading` });
  throw trouble(portal, 'page-changed', { page: spec.title, anchor: missing.called });
}

function isReady(portal: Portal, screen: ScreenNode, spec: PageSpec): boolean {
  if (isLogin(portal, screen)) throw trouble(portal, 'session-expired');
  const missing = missingAnchor(screen, spec);
  if (!missing) return !isBusy(screen);
  refuseDeadEnd(portal, screen, spec);
  return false;
}

function missingAnchor(screen: ScreenNode, spec: PageSpec): Control | undefined {
  return spec.anchors.find((anchor) => !find(screen, anchor));
}

/** Pages that will not become what we wait for. */
function refuseDeadEnd(portal: Portal, screen: ScreenNode, spec: PageSpec): void {
  const { notFound, maintenance, noPermissionText } = portal.map.frame;
  const shows = (names: readonly string[]) => find(screen, control(roles.heading, names)) !== undefined;
  if (shows(notFound)) throw trouble(portal, 'not-found', { what: `page “${spec.title}”` });
  if (shows(maintenance)) throw trouble(portal, 'unavailable', { detail: 'maintenance' });
  const refusal = alertText(screen);
  if (says(refusal, noPermissionText)) throw trouble(portal, 'permission-missing', { detail: refusal });
  if (refusal) throw trouble(portal, 'unavailable', { detail: refusal });
}
