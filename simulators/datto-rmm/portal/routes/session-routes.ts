import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from '../../../kit/json.ts';
import { queryOf, sendProblems } from '../../../lift-off/routes/requests.ts';
import { deadEndPage } from '../pages/login-pages.ts';
import type { Portal } from '../portal.ts';
import {
  page,
  refusedAddress,
  SESSION_COOKIE,
  script,
  sendToLogin,
  takeReturn,
  type Visitor,
} from './admission.ts';
import { sendPage, setCookie } from './answers.ts';

/** Redeems what the other origin has handed out. Both the code and the state count once. */
function callback(portal: Portal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refused = refusedAddress(portal, request, reply);
  if (refused) return refused;
  const { codes, sessions, seats } = portal.memory();
  const code = queryOf(request, 'code');
  const login = codes.get(code);
  codes.delete(code);
  const returnTo = takeReturn(portal, request, queryOf(request, 'state'));
  const { portal: kept } = portal.context.state();
  const user = kept.users.find(({ email }) => email === login?.email);
  const [level] = user?.levels ?? [];
  if (!login || !level || returnTo === undefined) {
    const text = 'This login was not started here, or is over. Open Datto RMM and log in again.';
    return sendPage(portal, request, reply, deadEndPage(portal.skin, 'Login failed', text), 400);
  }
  const now = portal.context.clock.now();
  kept.logins.push({ ...login, at: now.toISOString() });
  const session = sessions.start(login.email, true, now);
  seats.set(session.id, { session, seat: { account: login.account, level } });
  return setCookie(reply, SESSION_COOKIE, session.id).redirect(returnTo, 303);
}

/** What the menu shows depends on the security level. */
function menuFor({ can }: Visitor) {
  const groups = can('groups') ? [{ title: 'All Site Groups', address: '/site-groups' }] : [];
  return {
    groups: [
      { title: 'Sites', entries: [{ title: 'All Sites', address: '/sites' }, ...groups] },
      { title: 'Devices', entries: [{ title: 'All Devices', address: '/devices' }] },
      { title: 'Setup', entries: [{ title: 'Global Settings', address: '/setup' }] },
    ],
  };
}

function switchLevel(
  portal: Portal,
  { seat, session }: Visitor,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const wanted = isObject(request.body) ? request.body['level'] : undefined;
  const user = portal.context.state().portal.users.find(({ email }) => email === session.email);
  const level = user?.levels.find((one) => one === wanted);
  if (!level) return sendProblems(reply, 403, ['This is not one of your security levels.']);
  seat.level = level;
  return { saved: true };
}

/** What a session needs beside its pages: its beginning, its end, its menu, its security level. */
export function addSessionRoutes(app: FastifyInstance, portal: Portal): void {
  app.get('/login', (_request, reply) => sendToLogin(portal, reply, { returnTo: '/', reason: 'required' }));
  app.get('/login/callback', (request, reply) => callback(portal, request, reply));
  app.post(
    '/logout',
    page(portal, ({ session }, _request, reply) => {
      portal.memory().sessions.end(session.id);
      return reply.clearCookie(SESSION_COOKIE, { path: '/' }).redirect('/', 303);
    }),
  );
  app.get('/portal-api/menu', script(portal, undefined, menuFor));
  app.put(
    '/portal-api/level',
    script(portal, undefined, (visitor, request, reply) => switchLevel(portal, visitor, request, reply)),
  );
}
