import { readPortalMap } from '../../activities/lift-off/portal-map-file.ts';
import { openLiftOffVisit } from '../../activities/lift-off/visit.ts';
import type { OpenVisit } from '../../activities/visit.ts';
import {
  fileOf,
  lackingSecrets,
  type PortalOptions,
  sessionStore,
  visitsPerRevision,
} from './systems-options.ts';

/** Visits to accounts in Lift Off. */
export function liftOffVisits(options: PortalOptions): OpenVisit {
  return visitsPerRevision(options.profile, async (loaded) => {
    const { url, portalMap, pageTimeoutMs } = loaded.profile.systems.liftOff;
    const { liftOff } = loaded.secrets;
    if (liftOff === undefined) throw lackingSecrets('Lift Off');
    const map = await readPortalMap(fileOf(options, portalMap));
    const settings = { url, credentials: liftOff, map, pageTimeoutMs };
    return openLiftOffVisit(settings, options.pool, sessionStore(options, loaded), options.withLease);
  });
}
