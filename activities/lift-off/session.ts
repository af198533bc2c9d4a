import { setTimeout as wait } from 'node:timers/promises';
import type { WithLease } from '../lease.ts';
import { oneTimeCodes } from '../sessions/one-time-code.ts';
import { type PortalLogin, type PortalSession, portalLogin } from '../sessions/portal-login.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { isSignedIn, type LoginOutcome, reopenCodePage, sendCode, sendPassword } from './login-page.ts';
import { type Portal, trouble } from './portal.ts';

/** Our login to the portal. Held by the worker alone; never part of an error, a log or a picture. */
export interface LiftOffCredentials {
  readonly email: string;
  readonly password: string;
  /** `otpauth:` address or base32 secret; undefined where the portal asks for the password only. */
  readonly totp: string | undefined;
}

/** What signing in needs beside the page. */
export interface SignInOptions {
  readonly credentials: LiftOffCredentials;
  readonly sessions: SessionStore;
  readonly withLease: WithLease;
}

/** Longest time without a sign of life while we wait for the next one-time code. */
const BEAT_EVERY_MS = 2_000;

const NO_SEED = 'Lift Off asks for a one-time code, and no seed for it is given';

/** What the workers know of this login. */
export function liftOffLogin(sessions: SessionStore, email: string): PortalLogin {
  return portalLogin(sessions, loginName(email));
}

/**
 * Makes the tab signed in: with the saved cookies while they are good, else by logging in, which only one worker at a
 * time does. Returns the id of the session. Throws `credentials-rejected`, `locked-out`, `busy`, `unavailable`,
 * `page-changed`.
 */
export async function signIn(portal: Portal, options: SignInOptions): Promise<string> {
  const login = liftOffLogin(options.sessions, options.credentials.email);
  const saved = await login.session();
  if (saved && (await isGood(portal, saved))) return saved.id;
  return options.withLease(loginName(options.credentials.email), async () => {
    // Another worker may have logged in while we waited for our turn.
    const newer = await login.session();
    if (newer && newer.id !== saved?.id && (await isGood(portal, newer))) return newer.id;
    await logIn(portal, login, options.credentials);
    const cookies = await portal.tab.page.browserContext().cookies();
    return (await login.saveSession(cookies)).id;
  });
}

function loginName(email: string): string {
  return `login-lift-off-${email}`;
}

async function isGood(portal: Portal, session: PortalSession): Promise<boolean> {
  portal.beat('trying the saved session');
  await portal.tab.page.browserContext().setCookie(...session.cookies);
  return isSignedIn(portal);
}

async function logIn(portal: Portal, login: PortalLogin, credentials: LiftOffCredentials): Promise<void> {
  const secrets = `${credentials.password}\n${credentials.totp}`;
  portal.beat('logging in');
  if (await login.wasRejected(secrets, Date.now())) throw trouble(portal, 'credentials-rejected');
  const first = await sendPassword(portal, credentials.email, credentials.password);
  const outcome = first === 'code-asked' ? await enterCode(portal, login, credentials) : first;
  if (outcome === 'signed-in') return;
  if (outcome === 'locked') throw trouble(portal, 'locked-out');
  await login.noteRejected(secrets, Date.now());
  throw trouble(portal, 'credentials-rejected');
}

/** A refused code may have been too late: the next one is tried, once. After that it could lock the login. */
async function enterCode(
  portal: Portal,
  login: PortalLogin,
  { totp }: LiftOffCredentials,
): Promise<LoginOutcome> {
  if (totp === undefined) throw trouble(portal, 'profile-invalid', { detail: NO_SEED });
  const first = await sendNextCode(portal, login, totp);
  if (first !== 'refused') return first;
  await reopenCodePage(portal);
  return sendNextCode(portal, login, totp);
}

async function sendNextCode(portal: Portal, login: PortalLogin, totp: string): Promise<LoginOutcome> {
  const codes = oneTimeCodes(totp);
  const { step, waitMs } = codes.next(Date.now(), await login.lastCodeStep());
  await waitBeating(portal, waitMs);
  await login.useCodeStep(step);
  return sendCode(portal, codes.code(step));
}

async function waitBeating(portal: Portal, waitMs: number): Promise<void> {
  for (let leftMs = waitMs; leftMs > 0; leftMs -= BEAT_EVERY_MS) {
    portal.beat('waiting for the next one-time code');
    await wait(Math.min(leftMs, BEAT_EVERY_MS), undefined, { signal: portal.tab.signal });
  }
}
