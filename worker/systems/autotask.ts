import { type AutotaskClient, createAutotaskClient } from '../../activities/autotask/client.ts';
import { writeClosingNote } from '../../activities/autotask/closing-note.ts';
import { openAutotaskCompanyVisit } from '../../activities/autotask/company-visit.ts';
import type { LoadedProfile } from '../../activities/profile-view.ts';
import type { OnboardingActivities } from '../../activities/types.ts';
import type { OpenVisit } from '../../activities/visit.ts';
import { lackingSecrets, perRevision, type SystemsOptions, visitsPerRevision } from './systems-options.ts';

/** Visits to companies in Autotask. */
export function autotaskVisits(options: SystemsOptions): OpenVisit {
  return visitsPerRevision(options.profile, (loaded) => {
    const { helpDeskField, helpDeskValue } = loaded.profile.systems.autotask;
    return openAutotaskCompanyVisit(clientOf(options, loaded), { helpDeskField, helpDeskValue });
  });
}

/** Writes closing notes, where the profile wants them and Autotask is not done by hand. */
export function closingNotes(options: SystemsOptions): OnboardingActivities['writeClosingNote'] {
  const client = perRevision(options.profile, (loaded) => clientOf(options, loaded));
  return async ({ customer, liveSince, head, runId, at }) => {
    const { mode, closingNote } = options.profile().profile.systems.autotask;
    if (mode === 'by-hand' || closingNote === undefined) return null;
    const { companyId } = customer.systems.autotask;
    const note = { companyId, customerName: customer.name, liveSince, head, runId, at };
    return await writeClosingNote(client(), closingNote, note);
  };
}

/** A client for the profile as it is. Throws `profile-invalid` without its secrets. */
export function clientOf(
  { loopbackOnly }: SystemsOptions,
  { profile, secrets }: LoadedProfile,
): AutotaskClient {
  if (secrets.autotask === undefined) throw lackingSecrets('Autotask');
  const { zoneDiscoveryUrl, timeoutMs } = profile.systems.autotask;
  return createAutotaskClient({
    zoneDiscoveryUrl,
    timeoutMs,
    ...secrets.autotask,
    refuseNonLoopback: loopbackOnly,
  });
}
