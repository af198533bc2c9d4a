import { setTimeout as wait } from 'node:timers/promises';
import { type Portal, trouble } from '../browser/portal.ts';
import type { WithLease } from '../lease.ts';
import { oneTimeCodes } from './one-time-code.ts';
import { type PortalLogin, type PortalSession, portalLogin } from './portal-login.ts';
import type { SessionStore } from './session-store.ts';

/** A login to a portal. Held by the worker alone; never part of an error, a log or a picture. */
export interface PortalCredentials {
  readonly user: string;
  readonly password: string;
  /** `otpauth:` address or base32 secret; undefined where the portal asks for the password only. */
  readonly totp: string | undefined;
}

/** What came of sending the password or the code. */
export type LoginOutcome = 'signed-in' | 'code-asked' | 'refused' | 'locked';

/** The login of one portal, as a page object knows it. Each method throws `page-changed` and `unavailable`. */
export interface LoginPage {
  /** Opens a page behind the login: whether we get there. */
  isSignedIn(): Promise<boolean>;
  /** Sends name and password, once. */
  sendPassword(user: string, password: string): Promise<LoginOutcome>;
  /** Sends a one-time code, once. */
  sendCode(code: string): Promise<LoginOutcome>;
  /** Makes ready for another code, so that the refusal of the earlier one is not taken for that of the next. */
  prepareNextCode(): Promise<void>;
}

/** What signing in needs beside the page. */
export interface SignInOptions {
  /** Name of the login among all that are kept, such as `screenconnect-automation@msp.example.com`. */
  readonly name: string;
  readonly credentials: PortalCredentials;
  readonly sessions: SessionStore;
  readonly withLease: WithLease;
}

/** Longest time without a sign of life while we wait for the next one-time code. */
const BEAT_EVERY_MS = 2_000;

/** What the workers know of the login of that name. */
export function knownLogin(sessions: SessionStore, name: string): PortalLogin {
  return portalLogin(sessions, leaseName(name));
}

/**
 * Makes the tab signed in: with the saved cookies while they are good, else by logging in, which only one worker at a
 * time does. Returns the id of the session. Throws `credentials-rejected`, `locked-out`, `busy`, `unavailable`,
 * `page-changed`.
 */
export async function signIn(portal: Portal, page: LoginPage, options: SignInOptions): Promise<string> {
  const sessionId = await openSession(portal, page, options);
  portal.tab.untouched = portal.tab.page.url();
  return sessionId;
}

async function openSession(portal: Portal, page: LoginPage, options: SignInOptions): Promise<string> {
  const login = knownLogin(options.sessions, options.name);
  const saved = await login.session();
  if (saved && (await isGood(portal, page, saved))) return saved.id;
  return options.withLease(leaseName(options.name), async () => {
    // Another worker may have logged in while we waited for our turn.
    const newer = await login.session();
    if (newer && newer.id !== saved?.id && (await isGood(portal, page, newer))) return newer.id;
    await logIn({ portal, page, login, credentials: options.credentials });
    const cookies = await portal.tab.page.browserContext().cookies();
    return (await login.saveSession(cookies)).id;
  });
}

function leaseName(name: string): string {
  return `login-${name}`;
}

async function isGood(portal: Portal, page: LoginPage, session: PortalSession): Promise<boolean> {
  portal.beat('trying the saved session');
  await portal.tab.page.browserContext().setCookie(...session.cookies);
  return page.isSignedIn();
}

interface Attempt {
  readonly portal: Portal;
  readonly page: LoginPage;
  readonly login: PortalLogin;
  readonly credentials: PortalCredentials;
}

async function logIn(attempt: Attempt): Promise<void> {
  const { portal, page, login, credentials } = attempt;
  const secrets = `${credentials.password}\n${credentials.totp}`;
  portal.beat('logging in');
  if (await login.wasRejected(secrets, Date.now())) throw trouble(portal, 'credentials-rejected');
  const first = await page.sendPassword(credentials.user, credentials.password);
  const outcome = first === 'code-asked' ? await enterCode(attempt) : first;
  if (outcome === 'signed-in') return;
  if (outcome === 'locked') throw trouble(portal, 'locked-out');
  await login.noteRejected(secrets, Date.now());
  throw trouble(portal, 'credentials-rejected');
}

/** A refused code may have been too late: the next one is tried, once. After that it could lock the login. */
async function enterCode(attempt: Attempt): Promise<LoginOutcome> {
  const { portal, page, credentials } = attempt;
  if (credentials.totp === undefined) {
    const detail = `${portal.system} asks for a one-time code, and no seed for it is given`;
    throw trouble(portal, 'profile-invalid', { detail });
  }
  const first = await sendNextCode(attempt, credentials.totp);
  if (first !== 'refused') return first;
  await page.prepareNextCode();
  return sendNextCode(attempt, credentials.totp);
}

async function sendNextCode({ portal, page, login }: Attempt, totp: string): Promise<LoginOutcome> {
  const codes = oneTimeCodes(totp);
  const { step, waitMs } = codes.next(Date.now(), await login.lastCodeStep());
  await waitBeating(portal, waitMs);
  await login.useCodeStep(step);
  return page.sendCode(codes.code(step));
}

async function waitBeating(portal: Portal, waitMs: number): Promise<void> {
  for (let leftMs = waitMs; leftMs > 0; leftMs -= BEAT_EVERY_MS) {
    portal.beat('waiting for the next one-time code');
    await wait(Math.min(leftMs, BEAT_EVERY_MS), undefined, { signal: portal.tab.signal });
  }
}
