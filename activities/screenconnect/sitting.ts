import type { BrowserPool } from '../browser/pool.ts';
import { createPortalSitting, openSittingTab, type PortalSitting } from '../browser/sitting.ts';
import type { BrowserTab } from '../browser/tab.ts';
import type { WithLease } from '../lease.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { knownLogin, type PortalCredentials, signIn } from '../sessions/sign-in.ts';
import type { VisitContext } from '../visit.ts';
import { isSecretField, screenConnectLoginPage } from './login-page.ts';
import { type ScreenConnectPortal, screenConnectTitle } from './portal.ts';
import type { ScreenConnectSettings } from './settings.ts';

/** One sitting at ScreenConnect, as one of its users. */
export interface ScreenConnectSitting extends PortalSitting<ScreenConnectPortal> {
  readonly settings: ScreenConnectSettings;
  readonly context: VisitContext;
  close(): Promise<void>;
}

/** What sittings are opened with, shared by all of a worker. */
export interface SittingParts {
  readonly settings: ScreenConnectSettings;
  readonly pool: BrowserPool;
  readonly sessions: SessionStore;
  readonly withLease: WithLease;
}

/** Who sits down, and the page on which that user begins. */
export interface Sitter {
  readonly credentials: PortalCredentials;
  readonly home: string;
}

/**
 * Opens a browser context of its own, signed in as that user: it holds no cookie of the other one. Throws as `signIn`
 * does, `permission-missing`, `browser-crashed`, or the reason of an aborted signal.
 */
export async function openSitting(
  parts: SittingParts,
  { credentials, home }: Sitter,
  context: VisitContext,
): Promise<ScreenConnectSitting> {
  const { settings, sessions, withLease } = parts;
  const name = `screenconnect-${credentials.user}`;
  const tab = await openSittingTab(parts.pool, context.signal, screenConnectTitle);
  let sessionId: string | undefined;
  const sitting = createPortalSitting<ScreenConnectPortal>({
    portal: (wanted) => ({ ...portalIn(tab, settings), wanted, beat: context.beat }),
    pictures: context.pictures,
    keep: context.keep,
    pictureTimeoutMs: settings.pictureTimeoutMs ?? 5_000,
    isSecret: (field) => isSecretField(settings.map, field),
    onSessionExpired: async () => {
      if (sessionId !== undefined) await knownLogin(sessions, name).forget(sessionId);
    },
  });
  try {
    sessionId = await sitting.logIn((portal) =>
      signIn(portal, screenConnectLoginPage(portal, home), { name, credentials, sessions, withLease }),
    );
    return { ...sitting, settings, context, close: () => tab.close() };
  } catch (error) {
    await tab.close();
    throw error;
  }
}

function portalIn(tab: BrowserTab, settings: ScreenConnectSettings) {
  const { map, url, pageTimeoutMs = 15_000, settleMs = 1_000 } = settings;
  return { system: screenConnectTitle, tab, map, url, pageTimeoutMs, settleMs };
}
