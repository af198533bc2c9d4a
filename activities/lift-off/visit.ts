import { browserProblem } from '../browser/browser-problem.ts';
import type { BrowserPool } from '../browser/pool.ts';
import type { BrowserTab } from '../browser/tab.ts';
import type { WithLease } from '../lease.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { OpenVisit, Visit, VisitContext } from '../visit.ts';
import { type Located, locate, readAccount } from './account-reading.ts';
import { accountTabs } from './account-tabs.ts';
import { stepWriters } from './account-writing.ts';
import { createPictures } from './pictures.ts';
import { liftOffTitle } from './portal.ts';
import type { PortalMap } from './portal-map.ts';
import { type LiftOffCredentials, liftOffLogin, signIn } from './session.ts';
import { createSitting, type Sitting } from './sitting.ts';

/** How Lift Off is reached. */
export interface LiftOffSettings {
  /** Base address of the portal. */
  readonly url: string;
  readonly credentials: LiftOffCredentials;
  readonly map: PortalMap;
  /** How long a page, a control or the answer to a save may take. Default 15 000 ms. */
  readonly pageTimeoutMs?: number;
  /** How long an empty search result must stand before it is believed. Default 1 000 ms. */
  readonly settleMs?: number;
  /** How long a picture may take. Default 5 000 ms. */
  readonly pictureTimeoutMs?: number;
}

/**
 * How visits to a customer's account in Lift Off are opened: one tab, signed in, one login for all workers.
 * Opening throws `ProductError` as `signIn` does, `browser-crashed`, or the reason of an aborted signal.
 */
export function openLiftOffVisit(
  settings: LiftOffSettings,
  pool: BrowserPool,
  sessions: SessionStore,
  withLease: WithLease,
): OpenVisit {
  const { credentials } = settings;
  return async (context) => {
    const tab = await openTabFor(pool, context.signal);
    let sessionId: string | undefined;
    const onSessionExpired = async () => {
      if (sessionId !== undefined) await liftOffLogin(sessions, credentials.email).forget(sessionId);
    };
    const sitting = sittingIn(tab, settings, context, onSessionExpired);
    try {
      sessionId = await sitting.during('log in', 'login', (portal) =>
        signIn(portal, { credentials, sessions, withLease }),
      );
      return visitOf(sitting, tab);
    } catch (error) {
      await tab.close();
      throw error;
    }
  };
}

async function openTabFor(pool: BrowserPool, signal: AbortSignal): Promise<BrowserTab> {
  try {
    return await pool.open(signal);
  } catch (error) {
    throw browserProblem(error, signal, { system: liftOffTitle, wanted: 'open it' });
  }
}

function sittingIn(
  tab: BrowserTab,
  settings: LiftOffSettings,
  { customer, beat, keep }: VisitContext,
  onSessionExpired: () => Promise<void>,
): Sitting {
  const { url, map, pageTimeoutMs = 15_000, settleMs = 1_000, pictureTimeoutMs = 5_000 } = settings;
  const pictures = createPictures(keep, pictureTimeoutMs);
  const portal = { tab, map, url, pageTimeoutMs, settleMs, beat };
  return createSitting({ customer, pictures, portal, onSessionExpired });
}

function visitOf(sitting: Sitting, tab: BrowserTab): Visit {
  const tabs = accountTabs(sitting.customer);
  const writers = stepWriters(sitting, tabs);
  let known: Located | undefined;
  return {
    read: async (steps) => {
      const { reading, located } = await readAccount(sitting, tabs, steps, known);
      known = located;
      return reading;
    },
    write: async (step, value) => {
      // That there was none a while ago is no reason to add one now: it is looked for again.
      if (known?.accountId === undefined) known = await locate(sitting);
      await writers[step](known.accountId, value);
    },
    close: () => tab.close(),
  };
}
