import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { paramOf } from '../../../lift-off/routes/requests.ts';
import { groupFormPage, groupsPage } from '../pages/group-pages.ts';
import { textPage, type View } from '../pages/portal-page.ts';
import { groupSitesPage, siteFormPage, sitePage, sitesPage } from '../pages/site-pages.ts';
import type { Portal } from '../portal.ts';
import type { Right } from '../rights.ts';
import { page, pageFor, type Visitor, viewOf } from './admission.ts';
import { sendPage } from './answers.ts';
import { groupOf } from './group-routes.ts';
import { siteOf } from './site-routes.ts';

/** What an address shows; undefined when there is nothing at it. */
type Show = (view: View, visitor: Visitor, request: FastifyRequest) => string | undefined;

/** The name as addresses spell it. */
function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-') || 'site';
}

function shows(portal: Portal, right: Right | undefined, show: Show) {
  const handler = (visitor: Visitor, request: FastifyRequest, reply: FastifyReply) => {
    const view = viewOf(portal, request, visitor);
    const document = show(view, visitor, request);
    const nothing = textPage(view, 'Page not found', 'There is nothing at this address.');
    return sendPage(portal, request, reply, document ?? nothing, document === undefined ? 404 : 200);
  };
  return right ? pageFor(right, portal, handler) : page(portal, handler);
}

function addSitePages(app: FastifyInstance, portal: Portal): void {
  const site = ({ seat }: Visitor, request: FastifyRequest) => siteOf(portal.tenant(seat.account), request);
  app.get('/sites', shows(portal, undefined, sitesPage));
  app.get(
    '/sites/new',
    shows(portal, 'site-edit', (view) => siteFormPage(view, undefined)),
  );
  app.get(
    '/site/:id',
    page(portal, (visitor, request, reply) => {
      const { id, name } = site(visitor, request) ?? { id: paramOf(request, 'id'), name: '' };
      return reply.redirect(`/site/${encodeURIComponent(id)}/${slugOf(name)}`, 302);
    }),
  );
  app.get(
    '/site/:id/:slug',
    shows(portal, undefined, (view, visitor, request) => {
      const shown = site(visitor, request);
      return shown && sitePage(view, shown);
    }),
  );
  app.get(
    '/site/:id/settings',
    shows(portal, 'site-edit', (view, visitor, request) => {
      const shown = site(visitor, request);
      return shown && siteFormPage(view, shown);
    }),
  );
}

function addGroupPages(app: FastifyInstance, portal: Portal): void {
  const group = ({ seat }: Visitor, request: FastifyRequest) =>
    groupOf(portal, request, portal.tenant(seat.account));
  app.get('/site-groups', shows(portal, 'groups', groupsPage));
  app.get(
    '/site-groups/new',
    shows(portal, 'group-edit', (view) => groupFormPage(view, undefined)),
  );
  app.get(
    '/site-groups/:id',
    shows(portal, 'groups', (view, visitor, request) => {
      const shown = group(visitor, request);
      return shown && groupSitesPage(view, shown);
    }),
  );
  app.get(
    '/site-groups/:id/edit',
    shows(portal, 'group-edit', (view, visitor, request) => {
      const shown = group(visitor, request);
      return shown && groupFormPage(view, shown.id);
    }),
  );
}

/** All pages behind the login. */
export function addPageRoutes(app: FastifyInstance, portal: Portal): void {
  const text = (title: string, said: string) => (view: View) => textPage(view, title, said);
  app.get('/', shows(portal, 'dashboard', text('Dashboard', 'Welcome.')));
  app.get('/devices', shows(portal, undefined, text('All Devices', 'Not part of the simulation.')));
  app.get('/setup', shows(portal, undefined, text('Global Settings', 'Not part of the simulation.')));
  addSitePages(app, portal);
  addGroupPages(app, portal);
  app.setNotFoundHandler(shows(portal, undefined, () => undefined));
}
