import { createCore } from '../../kit/core.ts';
import { type HttpSurface, serveHttp } from '../../kit/http-server.ts';
import { apiSurface, coreDefinition } from '../server.ts';
import type { DattoRmmState } from '../state.ts';
import { portalEdits } from './edits.ts';
import { createMemories, letIdle } from './memory.ts';
import { type DattoRmmPortal, type DattoRmmPortalOptions, portalSettings } from './options.ts';
import { createPortal } from './portal.ts';
import { addAuthRoutes } from './routes/auth-routes.ts';
import { addGroupRoutes } from './routes/group-routes.ts';
import { addPageRoutes } from './routes/page-routes.ts';
import { addSessionRoutes } from './routes/session-routes.ts';
import { addSiteRoutes } from './routes/site-routes.ts';

export { dattoRmmPortalDefaults } from '../seed-portal.ts';
export type { DattoRmmPortal, DattoRmmPortalOptions } from './options.ts';

/**
 * Starts all of Datto RMM on loopback: the API of `startDattoRmmSimulator`, and on the same state the web portal with its
 * two origins.
 */
export async function startDattoRmmPortal(options: DattoRmmPortalOptions = {}): Promise<DattoRmmPortal> {
  const settings = portalSettings(options.portal ?? {});
  const memories = createMemories(settings.idleMinutes);
  const core = createCore(coreDefinition(options));
  const origins = { auth: '', platform: '' };
  const serve = (port: number | undefined, routes: HttpSurface<DattoRmmState>['routes']) =>
    serveHttp(core, { options: { port: port ?? 0 }, routes, journalAs: 'datto-rmm-portal' });
  const api = await serveHttp(core, apiSurface(options, portalEdits(memories)));
  const auth = await serve(options.portal?.authPort, (app, context) =>
    addAuthRoutes(app, createPortal(context, settings, origins, memories)),
  );
  const platform = await serve(options.portal?.port, (app, context) => {
    const portal = createPortal(context, settings, origins, memories);
    addSessionRoutes(app, portal);
    addGroupRoutes(app, portal);
    addSiteRoutes(app, portal);
    addPageRoutes(app, portal);
  });
  Object.assign(origins, { auth: auth.url, platform: platform.url });
  return {
    ...core,
    url: api.url,
    portalUrl: platform.url,
    authUrl: auth.url,
    expireSessions: (email) => letIdle(memories(core.state()), email),
    stop: async () => {
      await Promise.all([api.stop(), auth.stop(), platform.stop()]);
    },
  };
}
