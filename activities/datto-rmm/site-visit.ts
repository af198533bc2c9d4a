import type { CustomerFile } from '../../domain/customer-file.ts';
import type { EvidenceReference } from '../../domain/evidence.ts';
import type { AutotaskCompanyId } from '../../domain/ids.ts';
import { ProductError } from '../../domain/problems.ts';
import { siteName } from '../../domain/steps/site.ts';
import type { StepId, StepValues } from '../../domain/steps/step.ts';
import type { OpenVisit, Reading, VisitContext } from '../visit.ts';
import type { DattoRmmClient } from './client.ts';
import { systemTitle } from './errors.ts';
import { type ResolvedSite, resolveDattoRmmSite } from './resolve-site.ts';

/** What the portal's dialog is to map. */
export interface WantedMapping {
  readonly siteName: string;
  /** As Autotask shows it. */
  readonly companyName: string;
  readonly companyId: AutotaskCompanyId;
}

/** Maps a site in the portal: the API cannot. Proves nothing; the API does, afterwards. */
export type MapSite = (context: VisitContext, wanted: WantedMapping) => Promise<void>;

/** Who maps sites. */
export interface DattoRmmSiteOptions {
  /** Without it a person is asked to. */
  readonly mapInPortal?: MapSite;
}

/**
 * R12 · How visits to the customer's site are opened, for the step `site-mapping`: whether the site is mapped to the
 * customer's company in Autotask. A site that is not there, or that a person has to map, is `awaits-somebody`.
 */
export function openDattoRmmSiteVisit(client: DattoRmmClient, options: DattoRmmSiteOptions = {}): OpenVisit {
  return async (context) => ({
    read: (steps) => read(client, context, steps),
    write: (step, value) => write(client, context, options, { step, value }),
    close: async () => {},
  });
}

/** R15 · Whether the RMM installs Splashtop on the machines of the customer's site by itself. Throws as `customerSite`. */
export async function readSplashtopFlag(client: DattoRmmClient, customer: CustomerFile): Promise<boolean> {
  return (await customerSite(client, customer)).site.splashtopAutoInstall;
}

/**
 * R12 · The customer's site, as the API knows it. Throws as `resolveDattoRmmSite` does, but `awaits-somebody` when there
 * is no such site: a person creates it.
 */
export async function customerSite(client: DattoRmmClient, customer: CustomerFile): Promise<ResolvedSite> {
  const { companyId } = customer.systems.autotask;
  const name = siteName(customer);
  try {
    return await resolveDattoRmmSite(client, { companyId, siteName: name });
  } catch (error) {
    if (!(error instanceof ProductError) || error.problem.code !== 'not-found') throw error;
    throw awaitsSite(name, error);
  }
}

/** What the portal calls the mapping. */
const mappingLabel = 'Map the site to an existing Autotask company';

/** What passes by itself is thrown; what needs a person or time is the step's problem. */
async function read(
  client: DattoRmmClient,
  context: VisitContext,
  steps: readonly StepId[],
): Promise<Reading> {
  const nothing = { values: {}, problems: {}, signsOfLife: [], pictures: [] };
  if (!steps.includes('site-mapping')) return nothing;
  context.signal.throwIfAborted();
  context.beat('reading the site in Datto RMM');
  try {
    const found = await customerSite(client, context.customer);
    return {
      values: { 'site-mapping': found.isMapped },
      problems: found.problem === undefined ? {} : { 'site-mapping': found.problem },
      signsOfLife: [],
      pictures: [await keepSite(context, found)],
    };
  } catch (error) {
    if (!(error instanceof ProductError) || error.problem.class === 'retryable') throw error;
    return { ...nothing, problems: { 'site-mapping': error.problem } };
  }
}

interface WantedValue<Id extends StepId> {
  readonly step: Id;
  readonly value: StepValues[Id];
}

async function write<Id extends StepId>(
  client: DattoRmmClient,
  context: VisitContext,
  { mapInPortal }: DattoRmmSiteOptions,
  { step, value }: WantedValue<Id>,
): Promise<void> {
  if (step !== 'site-mapping') throw new Error(`“${step}” is not in the sites of Datto RMM.`);
  if (value !== true) throw new ProductError('by-hand');
  context.signal.throwIfAborted();
  const { site, isMapped } = await customerSite(client, context.customer);
  if (isMapped) return;
  const { companyName, companyId } = context.customer.systems.autotask;
  if (mapInPortal === undefined) throw awaitsMapping(site.name, companyName);
  await mapInPortal(context, { siteName: site.name, companyName, companyId });
}

function awaitsSite(name: string, cause: ProductError): ProductError {
  const what = `The site “${name}”`;
  const todo = 'Create it (Sites → All Sites → Create Site) and install its first agent.';
  const details = { system: systemTitle, what, detail: 'it is not there yet', todo };
  return new ProductError('awaits-somebody', details, { cause });
}

function awaitsMapping(name: string, companyName: string): ProductError {
  const clicks = ['Sites', 'All Sites', `“${name}”`, 'Edit Site', mappingLabel, `“${companyName}”`, 'Save'];
  return new ProductError('awaits-somebody', {
    system: systemTitle,
    what: `The site “${name}”`,
    detail: 'it is not mapped to its Autotask company',
    todo: `${clicks.join(' → ')}.`,
  });
}

function keepSite(context: VisitContext, found: ResolvedSite): Promise<EvidenceReference> {
  const { companyId } = context.customer.systems.autotask;
  const { id, uid, name, splashtopAutoInstall } = found.site;
  const { isMapped, otherSiteNames } = found;
  const seen = { companyId, siteId: id, siteUid: uid, siteName: name, isMapped, splashtopAutoInstall };
  const text = JSON.stringify({ ...seen, otherSiteNames }, undefined, 2);
  return context.keep('datto-rmm-site.json', new TextEncoder().encode(text));
}
