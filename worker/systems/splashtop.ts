import { readSplashtopFlag } from '../../activities/datto-rmm/site-visit.ts';
import { createSplashtopClient } from '../../activities/splashtop/client.ts';
import { openSplashtopVisit } from '../../activities/splashtop/computers-visit.ts';
import { regionBaseUrls } from '../../activities/splashtop/requests.ts';
import type { OpenVisit } from '../../activities/visit.ts';
import { dattoClient } from './datto-rmm.ts';
import { lackingSecrets, type SystemsOptions, visitsPerRevision } from './systems-options.ts';

/** Visits to a customer's computers in Splashtop; with the RMM's flag where Splashtop comes from the RMM. */
export function splashtopVisits(options: SystemsOptions): OpenVisit {
  return visitsPerRevision(options.profile, (loaded) => {
    const { splashtop } = loaded.profile.systems;
    if (loaded.secrets.splashtop === undefined) throw lackingSecrets('Splashtop');
    const { region, apiUrl, timeoutMs, missionControlUser = '', access, via } = splashtop;
    const client = createSplashtopClient({
      baseUrl: apiUrl ?? regionBaseUrls[region],
      ...loaded.secrets.splashtop,
      timeoutMs,
      refuseNonLoopback: options.loopbackOnly,
    });
    const rmm = via === 'rmm' ? dattoClient(options, loaded) : undefined;
    return openSplashtopVisit(client, {
      missionControlUser,
      access,
      via,
      ...(rmm && { rmmFlag: (customer) => readSplashtopFlag(rmm, customer) }),
    });
  });
}
