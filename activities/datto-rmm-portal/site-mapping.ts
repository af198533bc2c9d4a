import type { BrowserPool } from '../browser/pool.ts';
import type { MapSite } from '../datto-rmm/site-visit.ts';
import type { WithLease } from '../lease.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { mapSite } from './map-site.ts';
import { type DattoRmmPortalSettings, openPortalSitting } from './portal-sitting.ts';

/**
 * R12 · What maps sites in the portal, in a tab of its own: for visits to `datto-rmm-site`, which prove it by the API.
 * Throws as `openPortalSitting` and `mapSite` do.
 */
export function mapSiteInPortal(
  settings: DattoRmmPortalSettings,
  pool: BrowserPool,
  sessions: SessionStore,
  withLease: WithLease,
): MapSite {
  return async (context, wanted) => {
    const sitting = await openPortalSitting({ settings, pool, sessions, withLease }, context);
    try {
      await sitting.during('map the site', 'site-mapping', (portal) => mapSite(portal, sitting, wanted));
    } finally {
      await sitting.close();
    }
  };
}
