import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formField, queryOf } from '../../../lift-off/routes/requests.ts';
import type { PortalUser } from '../../state.ts';
import { passwordProblem, tokenProblem, UNKNOWN_TOKEN } from '../credentials.ts';
import type { LoginFlow } from '../memory.ts';
import { accountPage, deadEndPage, emailPage, passwordPage, tokenPage } from '../pages/login-pages.ts';
import type { Portal } from '../portal.ts';
import { sendPage, setCookie } from './answers.ts';

const FLOW_COOKIE = 'datto_auth';
type Step = LoginFlow['step'];
type Handler = (
  flow: LoginFlow,
  user: PortalUser | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
) => FastifyReply;

/** Why somebody was sent here, beside having asked for it. */
function noteOf(portal: Portal, reason: string): string | undefined {
  if (reason !== 'idle') return undefined;
  return `You were logged out after ${portal.settings.idleMinutes} minutes of inactivity.`;
}

/** Begins a login. It leads back to the platform of this simulator only. */
function begin(portal: Portal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const redirectUri = queryOf(request, 'redirect_uri') || `${portal.origins.platform}/login/callback`;
  if (!redirectUri.startsWith(`${portal.origins.platform}/`)) {
    const text = 'The address to return to is not known.';
    return sendPage(portal, request, reply, deadEndPage(portal.skin, 'Login failed', text), 400);
  }
  const id = randomUUID();
  const flow: LoginFlow = { redirectUri, state: queryOf(request, 'state'), email: '', step: 'password' };
  portal.memory().flows.set(id, flow);
  setCookie(reply, FLOW_COOKIE, id);
  const note = noteOf(portal, queryOf(request, 'reason'));
  return sendPage(portal, request, reply, emailPage(portal.skin, { note }));
}

/** Hands over to the platform, with something that it can redeem once. */
function finish(portal: Portal, flow: LoginFlow, account: string, reply: FastifyReply): FastifyReply {
  const { codes, flows } = portal.memory();
  const code = randomUUID();
  codes.set(code, { email: flow.email, account });
  for (const [id, other] of flows) if (other === flow) flows.delete(id);
  const target = new URL(flow.redirectUri);
  target.searchParams.set('code', code);
  if (flow.state) target.searchParams.set('state', flow.state);
  return reply.clearCookie(FLOW_COOKIE, { path: '/' }).redirect(target.href, 303);
}

function postPassword(portal: Portal): Handler {
  return (flow, user, request, reply) => {
    const problem = passwordProblem(portal, user, formField(request, 'password'));
    if (!problem) {
      flow.step = 'token';
      return reply.redirect('/token', 303);
    }
    const { skin } = portal;
    const again =
      skin.loginSteps === 'one'
        ? emailPage(skin, { problem, email: flow.email })
        : passwordPage(skin, flow.email, problem);
    return sendPage(portal, request, reply, again);
  };
}

function postToken(portal: Portal): Handler {
  return (flow, user, request, reply) => {
    const isRefused = user === undefined || portal.context.strike(request, 'wrong-code') !== undefined;
    const problem = isRefused ? UNKNOWN_TOKEN : tokenProblem(portal, user, formField(request, 'token'));
    if (problem || !user)
      return sendPage(portal, request, reply, tokenPage(portal.skin, problem ?? UNKNOWN_TOKEN));
    const [only, second] = user.accounts;
    if (only !== undefined && second === undefined) return finish(portal, flow, only, reply);
    flow.step = 'account';
    return reply.redirect('/account', 303);
  };
}

/** A route that belongs to a login under way, at that step of it; any other visitor begins anew. */
function during(portal: Portal, step: Step, handler: Handler) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const flow = portal.memory().flows.get(request.cookies[FLOW_COOKIE] ?? '');
    if (flow?.step !== step) return reply.redirect('/login', 303);
    if (step === 'password' && formField(request, 'email'))
      flow.email = formField(request, 'email').trim().toLowerCase();
    const user = portal.context.state().portal.users.find(({ email }) => email === flow.email);
    return handler(flow, user, request, reply);
  };
}

/** The origin where logins happen: address and password, token, account, and back to the platform. */
export function addAuthRoutes(app: FastifyInstance, portal: Portal): void {
  const { skin } = portal;
  const password = during(portal, 'password', postPassword(portal));
  const toPassword: Handler = (_flow, _user, _request, reply) => reply.redirect('/password', 303);
  app.get('/', (_request, reply) => reply.redirect('/login', 302));
  app.get('/login', (request, reply) => begin(portal, request, reply));
  app.post('/login', skin.loginSteps === 'one' ? password : during(portal, 'password', toPassword));
  app.get(
    '/password',
    during(portal, 'password', (flow, _user, request, reply) =>
      sendPage(portal, request, reply, passwordPage(skin, flow.email)),
    ),
  );
  app.post('/password', password);
  app.get(
    '/token',
    during(portal, 'token', (_flow, _user, request, reply) =>
      sendPage(portal, request, reply, tokenPage(skin)),
    ),
  );
  app.post('/token', during(portal, 'token', postToken(portal)));
  app.get(
    '/account',
    during(portal, 'account', (_flow, user, request, reply) =>
      sendPage(portal, request, reply, accountPage(skin, user?.accounts ?? [])),
    ),
  );
  app.post(
    '/account',
    during(portal, 'account', (flow, user, request, reply) => {
      const account = user?.accounts.find((name) => name === formField(request, 'account'));
      return account === undefined ? reply.redirect('/account', 303) : finish(portal, flow, account, reply);
    }),
  );
  app.get('/kaseyaone', (request, reply) => {
    const text = 'There is no KaseyaOne here. Go back and log in with your email.';
    return sendPage(portal, request, reply, deadEndPage(skin, 'KaseyaOne', text));
  });
}
