import { createItGlueClient } from '../../activities/it-glue/client.ts';
import { openItGlueOrganizationVisit } from '../../activities/it-glue/organization-visit.ts';
import { regionBaseUrls } from '../../activities/it-glue/requests.ts';
import type { OpenVisit } from '../../activities/visit.ts';
import { lackingSecrets, type SystemsOptions, visitsPerRevision } from './systems-options.ts';

/** Visits to organizations in IT Glue. */
export function itGlueVisits({ profile, loopbackOnly }: SystemsOptions): OpenVisit {
  return visitsPerRevision(profile, ({ profile: { systems }, secrets }) => {
    if (secrets.itGlue === undefined) throw lackingSecrets('IT Glue');
    const { region, apiUrl, timeoutMs, pageSize, siteSummary, approverTypes } = systems.itGlue;
    const client = createItGlueClient({
      baseUrl: apiUrl ?? regionBaseUrls[region],
      apiKey: secrets.itGlue.apiKey,
      timeoutMs,
      pageSize,
      refuseNonLoopback: loopbackOnly,
    });
    return openItGlueOrganizationVisit(client, { ...siteSummary, approverTypes });
  });
}
