import { createDattoRmmClient, type DattoRmmClient } from '../../activities/datto-rmm/client.ts';
import { openDattoRmmSiteVisit } from '../../activities/datto-rmm/site-visit.ts';
import { readPortalMap } from '../../activities/datto-rmm-portal/portal-map.ts';
import type { DattoRmmPortalSettings } from '../../activities/datto-rmm-portal/portal-sitting.ts';
import { openDattoRmmSiteGroupVisit } from '../../activities/datto-rmm-portal/site-group-visit.ts';
import { mapSiteInPortal } from '../../activities/datto-rmm-portal/site-mapping.ts';
import type { LoadedProfile } from '../../activities/profile-view.ts';
import type { OpenVisit } from '../../activities/visit.ts';
import {
  fileOf,
  lackingSecrets,
  type PortalOptions,
  type SystemsOptions,
  sessionStore,
  visitsPerRevision,
} from './systems-options.ts';

/** Visits to sites, by the API; where the profile says so, mapped in the portal. */
export function dattoSiteVisits(options: PortalOptions): OpenVisit {
  return visitsPerRevision(options.profile, async (loaded) => {
    const client = dattoClient(options, loaded);
    if (loaded.profile.systems.dattoRmm.mapping === 'human') return openDattoRmmSiteVisit(client);
    const settings = await portalSettings(options, loaded);
    const sessions = sessionStore(options, loaded);
    const mapInPortal = mapSiteInPortal(settings, options.pool, sessions, options.withLease);
    return openDattoRmmSiteVisit(client, { mapInPortal });
  });
}

/** Visits to the site group, in the portal: it has no API. */
export function dattoSiteGroupVisits(options: PortalOptions): OpenVisit {
  return visitsPerRevision(options.profile, async (loaded) => {
    const { siteGroup } = loaded.profile.systems.dattoRmm;
    const settings = { ...(await portalSettings(options, loaded)), siteGroup };
    return openDattoRmmSiteGroupVisit(
      settings,
      options.pool,
      sessionStore(options, loaded),
      options.withLease,
    );
  });
}

/** The API's client. Throws `profile-invalid` without its keys. */
export function dattoClient(
  { loopbackOnly }: SystemsOptions,
  { profile: { systems }, secrets }: LoadedProfile,
): DattoRmmClient {
  if (secrets.dattoRmm === undefined) throw lackingSecrets('Datto RMM');
  const { platform, apiUrl, timeoutMs, requestsPerMinute } = systems.dattoRmm;
  return createDattoRmmClient({
    apiUrl: apiUrl ?? `https://${platform}-api.centrastage.net`,
    apiKey: secrets.dattoRmm.apiKey,
    apiSecretKey: secrets.dattoRmm.apiSecret,
    timeoutMs,
    pace: { requests: requestsPerMinute },
    refuseNonLoopback: loopbackOnly,
  });
}

async function portalSettings(
  options: SystemsOptions,
  loaded: LoadedProfile,
): Promise<DattoRmmPortalSettings> {
  const { dattoPortal } = loaded.secrets;
  if (dattoPortal === undefined) throw lackingSecrets('the portal of Datto RMM');
  const { platform, portal } = loaded.profile.systems.dattoRmm;
  const { authUrl, url, accountName, portalMap, pageTimeoutMs } = portal;
  const { email: user, password, totp } = dattoPortal;
  return {
    url: url ?? `https://${platform}.rmm.datto.com`,
    authUrl,
    credentials: { user, password, totp },
    ...(accountName !== undefined && { accountName }),
    map: await readPortalMap(fileOf(options, portalMap)),
    pageTimeoutMs,
  };
}
