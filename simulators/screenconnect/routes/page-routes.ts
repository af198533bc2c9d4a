import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formField, queryOf } from '../../lift-off/routes/requests.ts';
import { administrationPage } from '../pages/administration-page.ts';
import { hostPage } from '../pages/host-page.ts';
import { type LoginPageSpec, loginPage, passwordPage, plainPage } from '../pages/login-pages.ts';
import { loginText } from '../pages/resources.ts';
import type { Portal, Visitor } from '../portal.ts';
import { LOGIN_RESULT, type LoginAttempt, tryLogin } from '../services/login.ts';
import { page, safeReturnUrl, sendPage } from './admission.ts';

function sendLogin(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  more: Partial<LoginPageSpec> = {},
): FastifyReply {
  const spec = {
    settings: portal.settings,
    antiForgeryToken: portal.memory().signIns.anonymousToken(),
    returnUrl: safeReturnUrl(queryOf(request, 'ReturnUrl')),
    reason: Number(queryOf(request, 'Reason')) || 0,
    viewState: randomBytes(8).toString('hex'),
    ...more,
  };
  return sendPage(portal, request, reply, loginPage(spec));
}

/** What the older form was posted with: the second step has the code only, and continues the first by its view state. */
function attemptOf(portal: Portal, request: FastifyRequest): LoginAttempt {
  const nonce = formField(request, '__VIEWSTATE');
  const code = formField(request, 'ctl00$Main$oneTimePasswordBox').trim();
  const begun = portal.memory().pending.get(nonce);
  return {
    userName: begun?.userName ?? formField(request, 'ctl00$Main$userNameBox'),
    password: begun?.password ?? formField(request, 'ctl00$Main$passwordBox'),
    code,
    shouldTrust: formField(request, 'ctl00$Main$trustBox') !== '',
    nonce,
  };
}

function postLogin(portal: Portal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const attempt = attemptOf(portal, request);
  const result = tryLogin(portal, request, reply, attempt);
  if (result === LOGIN_RESULT.success) {
    return reply.redirect(safeReturnUrl(queryOf(request, 'ReturnUrl')), 303);
  }
  const failure = loginText(result);
  const { oneTimePasswordInvalid, oneTimePasswordRequired } = LOGIN_RESULT;
  const asksForCode = result === oneTimePasswordInvalid || result === oneTimePasswordRequired;
  const again = asksForCode ? { failure, asksForCode, viewState: attempt.nonce } : { failure };
  return sendLogin(portal, request, reply, again);
}

/** All pages. */
export function addPageRoutes(app: FastifyInstance, portal: Portal): void {
  const { settings } = portal;
  const viewOf = (visitor: Visitor) => ({ settings, state: portal.context.state(), visitor });
  app.get('/Login', (request, reply) => sendLogin(portal, request, reply));
  if (settings.layout === 'legacy-form') {
    app.post('/Login', (request, reply) => postLogin(portal, request, reply));
  }
  for (const [address, title, text] of [
    ['/', 'Join a Session', 'Enter the code that your technician gave you.'],
    ['/ResetPassword', 'Reset Password', 'Ask an administrator to reset your password.'],
  ] as const) {
    app.get(address, (request, reply) => sendPage(portal, request, reply, plainPage(settings, title, text)));
  }
  app.get(
    '/Host',
    page(portal, undefined, (visitor) => hostPage(viewOf(visitor))),
  );
  app.get(
    '/ChangePassword',
    page(portal, undefined, (visitor) => passwordPage(viewOf(visitor))),
  );
  app.get(
    '/Administration',
    page(portal, 'Administer', (visitor, request) =>
      administrationPage(viewOf(visitor), Number(queryOf(request, 'Tab')) || 0),
    ),
  );
}
