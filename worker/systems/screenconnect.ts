import { readMapFile } from '../../activities/browser/portal-map-file.ts';
import type { LoadedProfile } from '../../activities/profile-view.ts';
import { openScreenConnectHostVisit } from '../../activities/screenconnect/host-visit.ts';
import { defaultPortalMap, parsePortalMap } from '../../activities/screenconnect/portal-map.ts';
import { openScreenConnectRoleVisit } from '../../activities/screenconnect/role-visit.ts';
import type { ScreenConnectSettings } from '../../activities/screenconnect/settings.ts';
import type { OpenVisit } from '../../activities/visit.ts';
import {
  fileOf,
  lackingSecrets,
  type PortalOptions,
  type SystemsOptions,
  sessionStore,
  visitsPerRevision,
} from './systems-options.ts';

/** Visits to the help-desk role, as the administrator (R13). */
export function screenConnectRoleVisits(options: PortalOptions): OpenVisit {
  return visitsPerRevision(options.profile, async (loaded) =>
    openScreenConnectRoleVisit(
      await settingsOf(options, loaded),
      options.pool,
      sessionStore(options, loaded),
      options.withLease,
    ),
  );
}

/** Visits to the host page, as the help-desk user (R14). */
export function screenConnectHostVisits(options: PortalOptions): OpenVisit {
  return visitsPerRevision(options.profile, async (loaded) =>
    openScreenConnectHostVisit(
      await settingsOf(options, loaded),
      options.pool,
      sessionStore(options, loaded),
      options.withLease,
    ),
  );
}

async function settingsOf(options: SystemsOptions, loaded: LoadedProfile): Promise<ScreenConnectSettings> {
  const { screenConnect: logins } = loaded.secrets;
  const { url, role, groupPath, grant, portalMap, pageTimeoutMs } = loaded.profile.systems.screenConnect;
  if (logins === undefined || url === undefined) throw lackingSecrets('ScreenConnect');
  const mapFile = fileOf(options, portalMap);
  return {
    url,
    role,
    groupPath,
    grant,
    map: mapFile === undefined ? defaultPortalMap : parsePortalMap(await readMapFile(mapFile)),
    administrator: logins.administrator,
    helpDeskUser: logins.helpDesk,
    pageTimeoutMs,
  };
}
