import type { CustomerFile } from '../../domain/customer-file.ts';
import type { ResolvedGoLive } from '../../domain/go-live.ts';
import { goLiveDay } from '../../domain/go-live-day.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Profile } from '../../domain/profile.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What the policies of a plan are made of. */
interface PolicyTerms {
  readonly profile: Profile;
  readonly customer: CustomerFile;
  readonly goLive: ResolvedGoLive;
  /** R16, ISO 8601 in UTC. */
  readonly accessOpensAt: string;
}

/** What the workflow follows while it waits: the profile's policies as instants and milliseconds. */
export function policyOf({ profile, customer, goLive, accessOpensAt }: PolicyTerms): Plan['policy'] {
  const { readinessAt, switchOverDeadline } = goLiveDay({ customer, profile, goLive });
  const { leadMinutes, latenessMinutes, switchOver } = profile.policies.goLive;
  return {
    leadMs: leadMinutes * MINUTE_MS,
    syncPatienceMs: profile.systems.liftOff.syncPatienceHours * HOUR_MS,
    accessOpensAt,
    readinessAt,
    latenessMs: latenessMinutes * MINUTE_MS,
    switchOverDeadline,
    switchOverDefault: switchOver.default,
    aftercareMs: profile.policies.aftercareDays * DAY_MS,
  };
}
