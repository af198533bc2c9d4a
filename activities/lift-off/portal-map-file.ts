import { readMapFile } from '../browser/portal-map-file.ts';
import { defaultPortalMap, type PortalMap, parsePortalMap } from './portal-map.ts';

/** The portal map of a YAML file laid over the defaults; without a path the defaults. Throws `profile-invalid`. */
export async function readPortalMap(path: string | undefined): Promise<PortalMap> {
  return path === undefined ? defaultPortalMap : parsePortalMap(await readMapFile(path));
}
