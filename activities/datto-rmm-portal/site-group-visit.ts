import { ProductError } from '../../domain/problems.ts';
import { siteName } from '../../domain/steps/site.ts';
import type { StepId } from '../../domain/steps/step.ts';
import type { BrowserPool } from '../browser/pool.ts';
import type { WithLease } from '../lease.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { OpenVisit, Reading } from '../visit.ts';
import { changeMembership, isMember, type WantedMembership } from './membership.ts';
import { type DattoRmmPortalSettings, type OpenSitting, openPortalSitting } from './portal-sitting.ts';

/** How the site group is reached. */
export interface DattoRmmSiteGroupSettings extends DattoRmmPortalSettings {
  /** Only this very name is the group. `MC Help Desk Customers` by default. */
  readonly siteGroup?: string;
}

/**
 * R12 · How visits to the site group are opened, for the step `site-group`: whether the customer's site is a member.
 * There is no API for site groups. One writer at a time changes a group, in all workers. Opening throws as
 * `openPortalSitting` does.
 */
export function openDattoRmmSiteGroupVisit(
  settings: DattoRmmSiteGroupSettings,
  pool: BrowserPool,
  sessions: SessionStore,
  withLease: WithLease,
): OpenVisit {
  const { siteGroup: group = 'MC Help Desk Customers' } = settings;
  return async (context) => {
    const sitting = await openPortalSitting({ settings, pool, sessions, withLease }, context);
    const site = siteName(context.customer);
    return {
      read: (steps) => read(sitting, { group, site }, steps),
      write: async (step, member) => {
        if (step !== 'site-group' || typeof member !== 'boolean')
          throw new Error(`“${step}” is not in the site group.`);
        const wanted = { group, site, member };
        await withLease(`datto-rmm-site-group-${group}`, () =>
          sitting.during(
            member ? 'add the site to the group' : 'take the site out of the group',
            step,
            (portal) => changeMembership(portal, sitting, wanted),
          ),
        );
      },
      close: () => sitting.close(),
    };
  };
}

/** What passes by itself is thrown; what needs a person or time is the step's problem. */
async function read(
  sitting: OpenSitting,
  wanted: Pick<WantedMembership, 'group' | 'site'>,
  steps: readonly StepId[],
): Promise<Reading> {
  const nothing = { values: {}, problems: {}, signsOfLife: [] };
  if (!steps.includes('site-group')) return { ...nothing, pictures: [] };
  try {
    const member = await sitting.during('read the site group', 'site-group', async (portal) => {
      const found = await isMember(portal, wanted);
      await sitting.picture(portal, 'site-group-read');
      return found;
    });
    return { ...nothing, values: { 'site-group': member }, pictures: sitting.collectPictures() };
  } catch (error) {
    if (!(error instanceof ProductError) || error.problem.class === 'retryable') throw error;
    return { ...nothing, problems: { 'site-group': error.problem }, pictures: sitting.collectPictures() };
  }
}
