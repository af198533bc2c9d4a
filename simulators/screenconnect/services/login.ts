import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkCode } from '../../lift-off/totp.ts';
import { AUTH_COOKIE, type Portal, TRUST_COOKIE } from '../portal.ts';
import type { User } from '../state.ts';

const WRONG_PASSWORDS_ALLOWED = 5;
const TRUST_MS = 30 * 24 * 60 * 60_000;

/** What a login can end in, by the numbers that the service answers. */
export const LOGIN_RESULT = {
  unknown: 0,
  success: 1,
  userNameInvalid: 2,
  lockedOut: 3,
  newPasswordInvalid: 4,
  newPasswordMatchInvalid: 5,
  passwordInvalid: 7,
  oneTimePasswordInvalid: 10,
  oneTimePasswordRequired: 11,
  changeablePasswordExpired: 12,
  currentPasswordInvalid: 14,
} as const;

/** What somebody entered. */
export interface LoginAttempt {
  readonly userName: string;
  readonly password: string;
  readonly code: string;
  readonly shouldTrust: boolean;
  /** Ties the step with the code to the step before it. */
  readonly nonce: string;
}

/** Checks a password; a wrong one counts, and the fifth locks. */
function passwordResult(portal: Portal, user: User, password: string): number {
  if (user.locked) return LOGIN_RESULT.lockedOut;
  if (user.password === password) {
    user.wrongPasswords = 0;
    return LOGIN_RESULT.success;
  }
  user.wrongPasswords += 1;
  if (user.wrongPasswords < WRONG_PASSWORDS_ALLOWED) return LOGIN_RESULT.passwordInvalid;
  portal.context.change(user.userName, () => {
    user.locked = true;
  });
  return LOGIN_RESULT.lockedOut;
}

/** Whether the code belongs to a step that was begun with these credentials and this nonce. */
function isContinued(portal: Portal, request: FastifyRequest, attempt: LoginAttempt, user: User): boolean {
  if (portal.context.strike(request, 'nonce-mismatch')) return false;
  return portal.memory().pending.get(attempt.nonce)?.userName === user.userName;
}

function codeResult(portal: Portal, request: FastifyRequest, attempt: LoginAttempt, user: User): number {
  const { context, settings } = portal;
  if (!isContinued(portal, request, attempt, user)) return LOGIN_RESULT.oneTimePasswordInvalid;
  if (context.strike(request, 'otp-invalid', 'otp-replayed')) return LOGIN_RESULT.oneTimePasswordInvalid;
  const counter = checkCode(user.totpSecret, settings.totpPeriodSeconds, attempt.code);
  // A code that was used before is refused with the same number as a wrong one.
  if (counter === undefined || counter <= user.lastCodeCounter) return LOGIN_RESULT.oneTimePasswordInvalid;
  user.lastCodeCounter = counter;
  portal.memory().pending.delete(attempt.nonce);
  return LOGIN_RESULT.success;
}

function isTrusted(portal: Portal, request: FastifyRequest, user: User): boolean {
  const trust = portal.memory().trusted.get(request.cookies[TRUST_COOKIE] ?? '');
  return trust?.userName === user.userName && trust.until > portal.context.clock.now();
}

function secondStep(portal: Portal, request: FastifyRequest, attempt: LoginAttempt, user: User): number {
  const demanded = portal.context.strike(request, 'otp-required') !== undefined;
  const needed = user.totpSecret !== '' && !isTrusted(portal, request, user);
  if (!demanded && !needed) return LOGIN_RESULT.success;
  if (attempt.code !== '' && !demanded) return codeResult(portal, request, attempt, user);
  if (!/^[A-Za-z0-9]{16}$/.test(attempt.nonce)) return LOGIN_RESULT.unknown;
  portal.memory().pending.set(attempt.nonce, { userName: user.userName, password: attempt.password });
  return LOGIN_RESULT.oneTimePasswordRequired;
}

function setCookie(reply: FastifyReply, name: string, value: string): void {
  reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax' });
}

function trust(portal: Portal, reply: FastifyReply, userName: string, now: Date): void {
  const cookie = randomBytes(24).toString('base64url');
  portal.memory().trusted.set(cookie, { userName, until: new Date(now.getTime() + TRUST_MS) });
  setCookie(reply, TRUST_COOKIE, cookie);
}

function signIn(portal: Portal, reply: FastifyReply, { userName }: User, shouldTrust: boolean): void {
  const { context } = portal;
  const now = context.clock.now();
  const at = new Date().toISOString();
  context.state().logins.push({ userName, at, virtualAt: now.toISOString() });
  if (shouldTrust) trust(portal, reply, userName, now);
  setCookie(reply, AUTH_COOKIE, portal.memory().signIns.start(userName, now).id);
}

/** Tries to log in, and sets the cookies of a login that succeeds. Gives the number of the result. */
export function tryLogin(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  attempt: LoginAttempt,
): number {
  if (portal.context.strike(request, 'locked')) return LOGIN_RESULT.lockedOut;
  const user = portal.user(attempt.userName);
  if (!user) return LOGIN_RESULT.userNameInvalid;
  const first = passwordResult(portal, user, attempt.password);
  if (first !== LOGIN_RESULT.success) return first;
  const second = secondStep(portal, request, attempt, user);
  if (second !== LOGIN_RESULT.success) return second;
  if (user.passwordExpired) return LOGIN_RESULT.changeablePasswordExpired;
  signIn(portal, reply, user, attempt.shouldTrust);
  return LOGIN_RESULT.success;
}
