import type { AutotaskCompanyId } from '../../domain/ids.ts';
import { type Problem, ProductError, problem } from '../../domain/problems.ts';
import type { DattoRmmSite } from './answers.ts';
import type { DattoRmmClient } from './client.ts';
import { systemTitle } from './errors.ts';

/** Which site is meant. */
export interface WantedSite {
  readonly companyId: AutotaskCompanyId;
  readonly companyName: string;
  /** What the site is called, when not as the company; then no other name will do. */
  readonly siteName?: string;
}

/** The customer's site. */
export interface ResolvedSite {
  readonly site: DattoRmmSite;
  readonly isMapped: boolean;
  /** `not-synced` while the site is mapped to no company. */
  readonly problem: Problem | undefined;
  /** Further sites that are mapped to the same company: a company may have several (datto-rmm.md §6). */
  readonly otherSiteNames: readonly string[];
}

/**
 * R12 · Finds the customer's site and makes sure that no other can be meant. Throws the client's errors, and `ambiguous`
 * for several sites of that name or several mapped ones without it, `mismatch` for a site of another company or a mapped
 * site of another name than the file says, `not-found` when there is none.
 */
export async function resolveDattoRmmSite(client: DattoRmmClient, wanted: WantedSite): Promise<ResolvedSite> {
  return chosenSite(await client.sites(), wanted);
}

/** The choice itself; see `resolveDattoRmmSite`. */
export function chosenSite(sites: readonly DattoRmmSite[], wanted: WantedSite): ResolvedSite {
  const name = wanted.siteName ?? wanted.companyName;
  const named = sites.filter((site) => site.name === name);
  const mapped = sites.filter(({ autotaskCompanyId }) => autotaskCompanyId === String(wanted.companyId));
  const [only, second] = named;
  if (second) throw ambiguous(`the name “${name}”`, `sites with the ids ${idsOf(named)}`);
  if (!only) return withoutName(name, mapped, wanted);
  if (only.autotaskCompanyId === null) return unmapped(only, mapped, wanted);
  if (!mapped.includes(only)) throw otherCompany(only, wanted);
  return resolved(only, mapped);
}

/** A mapped site may be called otherwise than its company, unless the customer file names the site. */
function withoutName(name: string, mapped: readonly DattoRmmSite[], wanted: WantedSite): ResolvedSite {
  const [only, second] = mapped;
  if (!only) throw new ProductError('not-found', { system: systemTitle, what: `site “${name}”` });
  if (wanted.siteName !== undefined) {
    throw mismatch(
      'the site',
      `company ${wanted.companyId} has ${namesOf(mapped)} there, “${name}” in the file`,
    );
  }
  if (second) throw ambiguous(`company ${wanted.companyId}`, `the sites ${namesOf(mapped)}`);
  return resolved(only, mapped);
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
