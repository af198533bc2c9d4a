import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addAccount, newAccountProblems } from '../new-account.ts';
import { accountListPage, accountPage, newAccountPage } from '../pages/account-pages.ts';
import { notFoundPage, textPage } from '../pages/portal-page.ts';
import type { Portal } from '../portal.ts';
import { sectionBySlug } from '../sections/all.ts';
import { takeToken } from '../sessions.ts';
import { page, sendPage, type Visitor, viewOf } from './admission.ts';
import { NO_PERMISSION, OUT_OF_DATE, SERVER_ERROR } from './problems.ts';
import { formField, paramOf, queryOf } from './requests.ts';

const TEXT_PAGES = [
  {
    path: '/',
    title: 'Dashboard',
    text: 'Welcome. Choose Manage Accounts and Devices to look after your customers.',
  },
  { path: '/rules', title: 'Rules Manager', text: 'No rules yet.' },
  { path: '/bulletins', title: 'Bulletins', text: 'There are no bulletins.' },
];

/** The problem with a posted new account, with the status of the answer; undefined when it may be added. */
function refusal(
  portal: Portal,
  visitor: Visitor,
  request: FastifyRequest,
  input: { name: string; companyNumber: string },
) {
  const token = formField(request, 'csrf_token');
  if (!takeToken(visitor.session, token)) return { status: 403, problems: [OUT_OF_DATE] };
  if (visitor.readOnly) return { status: 403, problems: [NO_PERMISSION] };
  if (portal.context.strike(request, 'save-500')) return { status: 500, problems: [SERVER_ERROR] };
  const problems = newAccountProblems(portal, input);
  return problems.length > 0 ? { status: 200, problems } : undefined;
}

function postAccount(portal: Portal, visitor: Visitor, request: FastifyRequest, reply: FastifyReply) {
  const input = {
    name: formField(request, 'name').trim(),
    companyNumber: formField(request, 'companyNumber').trim(),
  };
  const again = (status: number, problems: readonly string[]) =>
    sendPage(
      portal,
      request,
      reply,
      newAccountPage(viewOf(portal, request, visitor), { ...input, problems }),
      status,
    );
  const refused = refusal(portal, visitor, request, input);
  if (refused) return again(refused.status, refused.problems);
  const account = addAccount(portal, visitor.session.email, input);
  if (portal.context.strike(request, 'save-500-after-commit')) return again(500, [SERVER_ERROR]);
  return reply.redirect(`/accounts/${account.id}/general?added=1`, 303);
}

function getTab(portal: Portal, visitor: Visitor, request: FastifyRequest, reply: FastifyReply) {
  const view = viewOf(portal, request, visitor);
  const account = portal.account(paramOf(request, 'id'));
  const section = sectionBySlug(paramOf(request, 'tab'));
  if (!account || !section) return sendPage(portal, request, reply, notFoundPage(view), 404);
  const toast = queryOf(request, 'added') ? 'Account added' : undefined;
  const now = portal.context.clock.now();
  return sendPage(portal, request, reply, accountPage(view, account, section, { now, toast }));
}

/** All pages behind the login. */
export function addPageRoutes(app: FastifyInstance, portal: Portal): void {
  for (const { path, title, text } of TEXT_PAGES) {
    app.get(
      path,
      page(portal, (visitor, request, reply) =>
        sendPage(portal, request, reply, textPage(viewOf(portal, request, visitor), title, path, text)),
      ),
    );
  }
  app.get(
    '/accounts',
    page(portal, (visitor, request, reply) =>
      sendPage(portal, request, reply, accountListPage(viewOf(portal, request, visitor))),
    ),
  );
  app.get(
    '/accounts/new',
    page(portal, (visitor, request, reply) => {
      const view = viewOf(portal, request, visitor);
      const form = { name: '', companyNumber: '', problems: visitor.readOnly ? [NO_PERMISSION] : [] };
      return sendPage(portal, request, reply, newAccountPage(view, form));
    }),
  );
  app.post(
    '/accounts/new',
    page(portal, (visitor, request, reply) => postAccount(portal, visitor, request, reply)),
  );
  app.get(
    '/accounts/:id',
    page(portal, (_visitor, request, reply) =>
      reply.redirect(`/accounts/${encodeURIComponent(paramOf(request, 'id'))}/general`, 302),
    ),
  );
  app.get(
    '/accounts/:id/:tab',
    page(portal, (visitor, request, reply) => getTab(portal, visitor, request, reply)),
  );
  app.setNotFoundHandler(
    page(portal, (visitor, request, reply) =>
      sendPage(portal, request, reply, notFoundPage(viewOf(portal, request, visitor)), 404),
    ),
  );
}
