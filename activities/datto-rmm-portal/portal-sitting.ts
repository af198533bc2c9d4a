import { systemTitles } from '../../domain/steps/catalogue.ts';
import type { BrowserPool } from '../browser/pool.ts';
import { createPortalSitting, openSittingTab, type PortalSitting } from '../browser/sitting.ts';
import type { WithLease } from '../lease.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { knownLogin, type PortalCredentials, signIn } from '../sessions/sign-in.ts';
import type { VisitContext } from '../visit.ts';
import { isSecretField, loginPage } from './login-page.ts';
import type { DattoPortal } from './portal.ts';
import type { PortalMap } from './portal-map.ts';

/** How the portal of Datto RMM is reached. */
export interface DattoRmmPortalSettings {
  /** The platform's address, such as `https://merlot.rmm.datto.com`. */
  readonly url: string;
  /** Where logins happen: another origin. `https://auth.datto.com` by default. */
  readonly authUrl?: string;
  /** The user is the e-mail address. */
  readonly credentials: PortalCredentials;
  /** Needed where the login has several accounts; exactly as the picker shows it. */
  readonly accountName?: string;
  readonly map: PortalMap;
  /** How long a page, a control or the answer to a save may take. Default 15 000 ms. */
  readonly pageTimeoutMs?: number;
  /** How long a list must stand still before it is believed to be all. Default 1 000 ms. */
  readonly settleMs?: number;
  /** How long a picture may take. Default 5 000 ms. */
  readonly pictureTimeoutMs?: number;
}

/** What all visits to the portal share. */
export interface PortalParts {
  readonly settings: DattoRmmPortalSettings;
  readonly pool: BrowserPool;
  readonly sessions: SessionStore;
  readonly withLease: WithLease;
}

/** A tab that is logged in. */
export interface OpenSitting extends PortalSitting<DattoPortal> {
  close(): Promise<void>;
}

/**
 * Opens a tab and logs it in, one login for all workers. Throws `ProductError` as `signIn` and `loginPage` do,
 * `browser-crashed`, or the reason of an aborted signal.
 */
export async function openPortalSitting(parts: PortalParts, context: VisitContext): Promise<OpenSitting> {
  const { settings, pool, sessions, withLease } = parts;
  const { credentials, accountName, map, pictureTimeoutMs = 5_000 } = settings;
  const name = loginName(settings);
  const tab = await openSittingTab(pool, context.signal, systemTitles['datto-rmm']);
  const portal = { ...portalIn(settings), tab, beat: context.beat };
  let sessionId: string | undefined;
  const sitting = createPortalSitting<DattoPortal>({
    portal: (wanted) => ({ ...portal, wanted }),
    pictures: context.pictures,
    keep: context.keep,
    pictureTimeoutMs,
    isSecret: (field) => isSecretField(map, field),
    onSessionExpired: async () => {
      if (sessionId !== undefined) await knownLogin(sessions, name).forget(sessionId);
    },
  });
  try {
    sessionId = await sitting.logIn((page) =>
      signIn(page, loginPage(page, accountName), { name, credentials, sessions, withLease }),
    );
    return { ...sitting, close: () => tab.close() };
  } catch (error) {
    await tab.close();
    throw error;
  }
}

function portalIn(settings: DattoRmmPortalSettings): Omit<DattoPortal, 'tab' | 'beat' | 'wanted'> {
  const { url, authUrl = 'https://auth.datto.com', map, pageTimeoutMs = 15_000, settleMs = 1_000 } = settings;
  return {
    system: systemTitles['datto-rmm'],
    map,
    url: new URL(url),
    authUrl: new URL(authUrl),
    places: new Map(),
    pageTimeoutMs,
    settleMs,
  };
}

/** A session belongs to the account that was picked: another one must not be met with it. */
function loginName({ credentials, accountName }: DattoRmmPortalSettings): string {
  const account = accountName === undefined ? '' : ` ${accountName}`;
  return `datto-rmm-${credentials.user}${account}`;
}
