import type { AutotaskCompanyId } from '../../domain/ids.ts';
import { type Problem, ProductError, problem } from '../../domain/problems.ts';
import type { DattoRmmSite } from './answers.ts';
import type { DattoRmmClient } from './client.ts';
import { systemTitle } from './errors.ts';

/** Which site is meant. */
export interface WantedSite {
  readonly companyId: AutotaskCompanyId;
  /** Letter for letter: no other name will do. */
  readonly siteName: string;
}

/** The customer's site. */
export interface ResolvedSite {
  readonly site: DattoRmmSite;
  readonly isMapped: boolean;
  /** `not-synced` while the site is mapped to no company. */
  readonly problem: Problem | undefined;
  /** Further sites that are mapped to the same company: a company may have several. */
  readonly otherSiteNames: readonly string[];
}

/**
 * R12 · Finds the customer's site and makes sure that no other can be meant. Throws the client's errors, and `ambiguous`
 * for several sites of that name, `mismatch` for a site of another company or a company whose sites have other names,
 * `not-found` when there is none.
 */
export async function resolveDattoRmmSite(client: DattoRmmClient, wanted: WantedSite): Promise<ResolvedSite> {
  return chosenSite(await client.sites(), wanted);
}

/** The choice itself; see `resolveDattoRmmSite`. */
export function chosenSite(sites: readonly DattoRmmSite[], wanted: WantedSite): ResolvedSite {
  const { siteName, companyId } = wanted;
  const named = sites.filter(({ name }) => name === siteName);
  const mapped = sites.filter(({ autotaskCompanyId }) => autotaskCompanyId === String(companyId));
  const [only, second] = named;
  if (second) throw ambiguous(`the name “${siteName}”`, `sites with the ids ${idsOf(named)}`);
  if (!only) throw withoutName(mapped, wanted);
  if (only.autotaskCompanyId === null) return unmapped(only, mapped, wanted);
  if (!mapped.includes(only)) throw otherCompany(only, wanted);
  return resolved(only, mapped);
}

/** A site that is called otherwise than we think has to be named in the file: people are shown that name, too. */
function withoutName(mapped: readonly DattoRmmSite[], { siteName, companyId }: WantedSite): ProductError {
  if (mapped.length === 0)
    return new ProductError('not-found', { system: systemTitle, what: `site “${siteName}”` });
  const detail = `company ${companyId} has ${namesOf(mapped)} there, “${siteName}” is what we look for`;
  return mismatch('the name of the site', detail);
}

/** A person, or the portal's dialog, has to map it: it is looked up again. Unless the company has another site already. */
function unmapped(site: DattoRmmSite, mapped: readonly DattoRmmSite[], wanted: WantedSite): ResolvedSite {
  if (mapped.length > 0) {
    const detail = `company ${wanted.companyId} has ${namesOf(mapped)}, while “${site.name}” is mapped to none`;
    throw mismatch('the site', detail);
  }
  const what = `the site “${site.name}” as mapped to the Autotask company ${wanted.companyId}`;
  const notYet = problem('not-synced', { system: systemTitle, what });
  return { site, isMapped: false, problem: notYet, otherSiteNames: [] };
}

function resolved(site: DattoRmmSite, mapped: readonly DattoRmmSite[]): ResolvedSite {
  const others = mapped.filter((other) => other !== site).map(({ name }) => name);
  return { site, isMapped: true, problem: undefined, otherSiteNames: others };
}

function otherCompany(site: DattoRmmSite, { companyId }: WantedSite): ProductError {
  const { name, autotaskCompanyName, autotaskCompanyId } = site;
  const there = `“${autotaskCompanyName}” (${autotaskCompanyId})`;
  return mismatch('the site’s company', `“${name}” is mapped to ${there}, not to ${companyId}`);
}

function mismatch(what: string, detail: string): ProductError {
  return new ProductError('mismatch', { system: systemTitle, what, detail });
}

function ambiguous(what: string, detail: string): ProductError {
  return new ProductError('ambiguous', { system: systemTitle, what, detail });
}

function idsOf(sites: readonly DattoRmmSite[]): string {
  return sites.map(({ id }) => id).join(', ');
}

function namesOf(sites: readonly DattoRmmSite[]): string {
  return sites.map(({ name }) => `“${name}”`).join(', ');
}
