import { ProductError } from '../../domain/problems.ts';
import type { BrowserPool } from '../browser/pool.ts';
import { createPortalSitting, openSittingTab } from '../browser/sitting.ts';
import { type BrowserTab, withSecondPage } from '../browser/tab.ts';
import type { WithLease } from '../lease.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { knownLogin, signIn } from '../sessions/sign-in.ts';
import type { OpenVisit, Visit, VisitContext } from '../visit.ts';
import { type Located, locate, readAccount } from './account-reading.ts';
import { accountTabs } from './account-tabs.ts';
import { stepWriters } from './account-writing.ts';
import { accountsAddress } from './accounts-page.ts';
import { isSecretField, loginPage } from './login-page.ts';
import { liftOffTitle, type Portal } from './portal.ts';
import type { PortalMap } from './portal-map.ts';
import type { Sitting } from './sitting.ts';

/** Our login to the portal. Held by the worker alone; never part of an error, a log or a picture. */
export interface LiftOffCredentials {
  readonly email: string;
  readonly password: string;
  /** `otpauth:` address or base32 secret; undefined where the portal asks for the password only. */
  readonly totp: string | undefined;
}

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
  const { email, password, totp } = settings.credentials;
  const name = `lift-off-${email}`;
  const credentials = { user: email, password, totp };
  return async (context) => {
    const tab = await openSittingTab(pool, context.signal, liftOffTitle);
    let sessionId: string | undefined;
    const onSessionExpired = async () => {
      if (sessionId !== undefined) await knownLogin(sessions, name).forget(sessionId);
    };
    const sitting = sittingIn(tab, settings, context, onSessionExpired);
    try {
      const { accountName } = context.customer.systems.liftOff;
      sessionId = await sitting.logIn((portal) =>
        signIn(portal, loginPage(portal, accountsAddress(portal, accountName)), {
          name,
          credentials,
          sessions,
          withLease,
        }),
      );
      return visitOf(sitting, tab);
    } catch (error) {
      await tab.close();
      throw error;
    }
  };
}

function sittingIn(
  tab: BrowserTab,
  settings: LiftOffSettings,
  context: VisitContext,
  onSessionExpired: () => Promise<void>,
): Sitting {
  const { customer, beat, pictures, keep } = context;
  const { url, map, pageTimeoutMs = 15_000, settleMs = 1_000, pictureTimeoutMs = 5_000 } = settings;
  const portal = { system: liftOffTitle, tab, map, url, pageTimeoutMs, settleMs, beat };
  const sitting = createPortalSitting<Portal>({
    portal: (wanted) => ({ ...portal, wanted }),
    pictures,
    keep,
    pictureTimeoutMs,
    isSecret: (field) => isSecretField(map, field),
    onSessionExpired,
  });
  const beside: Sitting['beside'] = (work) =>
    withSecondPage(tab, (second) => work(sittingIn(second, settings, context, onSessionExpired)));
  return { ...sitting, customer, beside };
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
      const writer = writers[step];
      if (writer === undefined) {
        const detail = `the step ${step} does not belong to an account`;
        throw new ProductError('our-request', { system: liftOffTitle, wanted: 'change the account', detail });
      }
      await writer(known.accountId, value);
    },
    close: () => tab.close(),
  };
}
