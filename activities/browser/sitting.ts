import type { EvidenceReference } from '../../domain/evidence.ts';
import { ProductError } from '../../domain/problems.ts';
import type { Pictures } from '../visit.ts';
import { browserProblem } from './browser-problem.ts';
import { takePicture } from './picture.ts';
import type { BrowserPool } from './pool.ts';
import { actionSignal, type Portal } from './portal.ts';
import { look, nodesOf, type ScreenNode } from './screen.ts';
import type { BrowserTab } from './tab.ts';
import { enter } from './widgets.ts';

/** One sitting at a portal, in one tab. */
export interface PortalSitting<Page extends Portal> {
  /**
   * Does one thing. When that fails, a picture named after it is kept and the error becomes one of the product's.
   * @param wanted Completes "while we wanted to …".
   */
  during<Result>(wanted: string, name: string, work: (portal: Page) => Promise<Result>): Promise<Result>;
  /** Logs in as the work does. Only until that has succeeded do fields of the page hold secrets of ours. */
  logIn<Result>(work: (portal: Page) => Promise<Result>): Promise<Result>;
  /** Takes and keeps a picture, numbered, unless only failures are worth one. Never throws: a picture is not worth an error of its own. */
  picture(portal: Page, name: string): Promise<void>;
  /** The references of all pictures that were kept since the last call. */
  collectPictures(): EvidenceReference[];
}

/** What a sitting is made of. */
export interface PortalSittingOptions<Page extends Portal> {
  /** The portal while we want that. */
  readonly portal: (wanted: string) => Page;
  readonly pictures: Pictures;
  readonly keep: (name: string, bytes: Uint8Array) => Promise<EvidenceReference>;
  /** How long a picture may take. */
  readonly pictureTimeoutMs: number;
  /** Whether a field may hold a secret: it is emptied before a picture. */
  readonly isSecret: (field: ScreenNode) => boolean;
  /** Called when the portal has ended our session. */
  readonly onSessionExpired: () => Promise<void>;
}

/** Opens a tab for a sitting. Throws `browser-crashed`, or the reason of an aborted signal. */
export async function openSittingTab(
  pool: BrowserPool,
  signal: AbortSignal,
  system: string,
): Promise<BrowserTab> {
  try {
    return await pool.open(signal);
  } catch (error) {
    throw browserProblem(error, signal, { system, wanted: 'open it' });
  }
}

/** Makes a sitting. */
export function createPortalSitting<Page extends Portal>(
  options: PortalSittingOptions<Page>,
): PortalSitting<Page> {
  const kept: EvidenceReference[] = [];
  let number = 0;
  let loggedIn = false;
  const picture = async (portal: Page, name: string) => {
    if (!loggedIn && !(await emptySecrets(portal, options))) return;
    const bytes = await takePicture(portal.tab, options.pictureTimeoutMs);
    if (!bytes) return;
    number += 1;
    const file = `${String(number).padStart(2, '0')}-${name}.png`;
    const reference = await options.keep(file, bytes).catch(() => undefined);
    if (reference) kept.push(reference);
  };
  const during: PortalSitting<Page>['during'] = async (wanted, name, work) => {
    const portal = options.portal(wanted);
    const { system, tab } = portal;
    try {
      return await work(portal);
    } catch (error) {
      const problem = browserProblem(error, tab.signal, { system, wanted });
      if (!tab.signal.aborted) await picture(portal, `${name}-failed`);
      if (isSessionExpired(problem)) await options.onSessionExpired();
      throw problem;
    }
  };
  return {
    picture: async (portal, name) => {
      if (options.pictures === 'all') await picture(portal, name);
    },
    collectPictures: () => kept.splice(0),
    during,
    logIn: async (work) => {
      const result = await during('log in', 'login', work);
      loggedIn = true;
      return result;
    },
  };
}

/**
 * Passwords show as dots, one-time codes as they are: both are taken out. False when that is not certain; then there
 * must be no picture.
 */
async function emptySecrets<Page extends Portal>(
  portal: Page,
  { pictureTimeoutMs, isSecret }: PortalSittingOptions<Page>,
): Promise<boolean> {
  const signal = actionSignal({ ...portal, pageTimeoutMs: pictureTimeoutMs });
  try {
    const fields = [...nodesOf(await look(portal.tab, signal))].filter(
      (node) => node.value && isSecret(node),
    );
    for (const field of fields) await enter(field, '', signal);
    return true;
  } catch {
    return false;
  }
}

function isSessionExpired(problem: unknown): boolean {
  return problem instanceof ProductError && problem.problem.code === 'session-expired';
}
