import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { codePage, type LoginReason, loginPage } from '../pages/login-pages.ts';
import type { Portal } from '../portal.ts';
import type { LiftOffUser } from '../state.ts';
import { checkCode } from '../totp.ts';
import { SESSION_COOKIE, sendPage } from './admission.ts';
import { formField, queryOf } from './requests.ts';

const WRONG_PASSWORDS_ALLOWED = 5;
const REASONS: readonly LoginReason[] = ['idle', 'required', 'signed-out'];
const PROBLEMS = {
  wrong: 'Wrong e-mail address or password.',
  locked: 'This login is locked after 5 wrong passwords. Please call Mission Control.',
  code: 'This code is not right. Wait for the next one.',
  replay: 'This code has already been used. Wait for the next one.',
} as const;

/** Only addresses of this portal: a login must not lead elsewhere. */
function safeReturn(address: string): string {
  return /^\/(?![/\\])/.test(address) ? address : '/';
}

function setSession(reply: FastifyReply, id: string): FastifyReply {
  return reply.setCookie(SESSION_COOKIE, id, { path: '/', httpOnly: true, sameSite: 'lax' });
}

/** Checks a password; a wrong one counts, and the fifth locks. */
function passwordProblem(
  portal: Portal,
  user: LiftOffUser | undefined,
  password: string,
): string | undefined {
  if (!user) return PROBLEMS.wrong;
  if (user.locked) return PROBLEMS.locked;
  if (user.password === password) {
    user.wrongPasswords = 0;
    return undefined;
  }
  user.wrongPasswords += 1;
  if (user.wrongPasswords < WRONG_PASSWORDS_ALLOWED) return PROBLEMS.wrong;
  portal.context.change(user.email, () => {
    user.locked = true;
  });
  return PROBLEMS.locked;
}

function finish(portal: Portal, reply: FastifyReply, user: LiftOffUser, returnTo: string): FastifyReply {
  const now = portal.context.clock.now();
  const at = new Date().toISOString();
  portal.context.state().logins.push({ user: user.email, at, virtualAt: now.toISOString() });
  const session = portal.memory().sessions.start(user.email, true, now);
  return setSession(reply, session.id).redirect(returnTo, 303);
}

function postPassword(portal: Portal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { skin, settings, context } = portal;
  const email = formField(request, 'email').trim();
  const returnTo = safeReturn(formField(request, 'return'));
  const user = context.state().users.find((one) => one.email === email.toLowerCase());
  const problem = passwordProblem(portal, user, formField(request, 'password'));
  if (problem || !user) {
    const spec = { skin, idleMinutes: settings.idleMinutes, returnTo, email };
    const document = loginPage({ ...spec, problem: problem ?? PROBLEMS.wrong });
    return sendPage(portal, request, reply, document);
  }
  if (settings.login === 'password') return finish(portal, reply, user, returnTo);
  const half = portal.memory().sessions.start(user.email, false, context.clock.now());
  const query = new URLSearchParams({ return: returnTo });
  return setSession(reply, half.id).redirect(`/login/code?${query}`, 303);
}

function codeProblem(portal: Portal, request: FastifyRequest, user: LiftOffUser): string | undefined {
  if (portal.context.strike(request, 'wrong-code')) return PROBLEMS.code;
  const counter = checkCode(user.totpSecret, portal.settings.totpPeriodSeconds, formField(request, 'code'));
  if (counter === undefined) return PROBLEMS.code;
  if (counter <= user.lastCodeCounter) return PROBLEMS.replay;
  user.lastCodeCounter = counter;
  return undefined;
}

function postCode(portal: Portal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { sessions } = portal.memory();
  const returnTo = safeReturn(formField(request, 'return'));
  const found = sessions.find(request.cookies[SESSION_COOKIE], portal.context.clock.now());
  const session = 'session' in found ? found.session : undefined;
  const user = portal.context.state().users.find((one) => one.email === session?.email);
  if (!session || !user) return reply.redirect('/login?reason=required', 303);
  const problem = codeProblem(portal, request, user);
  if (problem) return sendPage(portal, request, reply, codePage(portal.skin, returnTo, problem));
  sessions.end(session.id);
  return finish(portal, reply, user, returnTo);
}

function addPasswordPage(app: FastifyInstance, portal: Portal): void {
  const { skin, settings } = portal;
  app.get('/login/password', (request, reply) => {
    const email = queryOf(request, 'email').trim();
    const returnTo = safeReturn(queryOf(request, 'return'));
    const spec = { skin, idleMinutes: settings.idleMinutes, returnTo, email };
    return sendPage(portal, request, reply, loginPage(spec));
  });
}

/** Login in up to three steps, and logout. */
export function addLoginRoutes(app: FastifyInstance, portal: Portal): void {
  const { skin, settings } = portal;
  app.get('/login', (request, reply) => {
    const reason = REASONS.find((one) => one === queryOf(request, 'reason'));
    const spec = {
      skin,
      idleMinutes: settings.idleMinutes,
      returnTo: safeReturn(queryOf(request, 'return')),
    };
    return sendPage(portal, request, reply, loginPage(reason ? { ...spec, reason } : spec));
  });
  if (skin.passwordPage === 'own') addPasswordPage(app, portal);
  app.get('/login/code', (request, reply) =>
    sendPage(portal, request, reply, codePage(skin, safeReturn(queryOf(request, 'return')))),
  );
  app.post('/login', (request, reply) => postPassword(portal, request, reply));
  app.post('/login/code', (request, reply) => postCode(portal, request, reply));
  app.post('/logout', (request, reply) => {
    portal.memory().sessions.end(request.cookies[SESSION_COOKIE] ?? '');
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).redirect('/login?reason=signed-out', 303);
  });
}
