import { createDattoRmmClient, type DattoRmmClient } from '../../../activities/datto-rmm/client.ts';
import type { DattoRmmSettings } from '../../../activities/datto-rmm/requests.ts';
import { autotaskCompanyIdSchema } from '../../../domain/ids.ts';
import { type Problem, ProductError } from '../../../domain/problems.ts';
import { buildSeed } from '../../../simulators/datto-rmm/seed.ts';
import { site } from '../../../simulators/datto-rmm/seed-sites.ts';
import type { DattoRmmState, Site } from '../../../simulators/datto-rmm/state.ts';
import { DEFAULT_CREDENTIALS } from '../../../simulators/datto-rmm/switches.ts';

export const harborName = 'Harbor Dental Group (example)';
export const northwindName = 'Northwind Legal LLP (example)';

/** A client of a simulator, with its keys and little patience. */
export function clientOf(
  simulator: { readonly url: string },
  over: Partial<DattoRmmSettings> = {},
): DattoRmmClient {
  return createDattoRmmClient({
    apiUrl: simulator.url,
    ...DEFAULT_CREDENTIALS,
    timeoutMs: 1_000,
    refuseNonLoopback: true,
    ...over,
  });
}

/** The account of the sample run, with further sites. */
export function accountWith(...sites: readonly Site[]): DattoRmmState {
  const seed = buildSeed();
  return { ...seed, sites: [...seed.sites, ...sites] };
}

/** A site that is mapped to a company, or to none. */
export function mappedSite(
  id: number,
  name: string,
  companyId: string | null,
  company = 'Some company',
): Site {
  return site(id, name, { autotaskCompany: companyId === null ? null : { id: companyId, name: company } });
}

export function siteNamed(state: DattoRmmState, name: string): Site {
  const found = state.sites.find((one) => one.name === name);
  if (!found) throw new Error(`no site ${name}`);
  return found;
}

export function companyId(id: number) {
  return autotaskCompanyIdSchema.parse(id);
}

/** The problem that the work ends with. */
export async function problemOf(work: Promise<unknown>): Promise<Problem & { retryAfterMs?: number }> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ProductError)) throw error;
    const { problem, retryAfterMs } = error;
    return retryAfterMs === undefined ? problem : { ...problem, retryAfterMs };
  }
  throw new Error('it went well');
}
