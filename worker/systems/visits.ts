import type { OpenVisit } from '../../activities/visit.ts';
import { records } from '../../domain/steps/catalogue.ts';
import type { RecordName } from '../../domain/steps/step.ts';
import { autotaskVisits } from './autotask.ts';
import { dattoSiteGroupVisits, dattoSiteVisits } from './datto-rmm.ts';
import { itGlueVisits } from './it-glue.ts';
import { liftOffVisits } from './lift-off.ts';
import { screenConnectHostVisits, screenConnectRoleVisits } from './screenconnect.ts';
import { splashtopVisits } from './splashtop.ts';
import type { PortalOptions } from './systems-options.ts';

/** A record that can be visited, and how. */
export interface Visited {
  readonly record: RecordName;
  readonly open: OpenVisit;
}

/** All records that are reached in this way. */
export function visitsBy(way: 'api' | 'portal', options: PortalOptions): Visited[] {
  const all: readonly Visited[] = [
    { record: 'autotask-company', open: autotaskVisits(options) },
    { record: 'lift-off-account', open: liftOffVisits(options) },
    { record: 'it-glue-organization', open: itGlueVisits(options) },
    { record: 'datto-rmm-site', open: dattoSiteVisits(options) },
    { record: 'datto-rmm-site-group', open: dattoSiteGroupVisits(options) },
    { record: 'screenconnect-role', open: screenConnectRoleVisits(options) },
    { record: 'screenconnect-host', open: screenConnectHostVisits(options) },
    { record: 'splashtop-computers', open: splashtopVisits(options) },
  ];
  return all.filter(({ record }) => records[record].way === way);
}
