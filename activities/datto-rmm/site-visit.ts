import type { CustomerFile } from '../../domain/customer-file.ts';
import type { EvidenceReference } from '../../domain/evidence.ts';
import { type Problem, ProductError } from '../../domain/problems.ts';
import type { VisitContext } from '../visit.ts';
import type { DattoRmmClient } from './client.ts';
import { type ResolvedSite, resolveDattoRmmSite, type WantedSite } from './resolve-site.ts';

/** What a reading of the record `datto-rmm-site` gives. Shaped as `Reading`; the catalogue has no step of it yet. */
export interface DattoRmmSiteReading {
  /** Empty when the site could not be told. */
  readonly values: Partial<DattoRmmSiteValues>;
  /** Under `site` when no site could be told, under `mapping` while it is mapped to no company (R12). */
  readonly problems: { readonly site?: Problem; readonly mapping?: Problem };
  /** The API says nothing of help desks: site groups are the portal's alone. */
  readonly signsOfLife: readonly [];
  readonly pictures: readonly EvidenceReference[];
}

/** The site as far as steps need it. */
export interface DattoRmmSiteValues {
  readonly siteId: number;
  readonly siteUid: string;
  readonly siteName: string;
  /** R12 · Whether it is mapped to the customer's company in Autotask. */
  readonly isMapped: boolean;
  /** R15 · Whether the RMM installs Splashtop on the site's machines by itself. */
  readonly splashtopAutoInstall: boolean;
  /** Further sites of the same company: for a person to see, never chosen by us. */
  readonly otherSiteNames: readonly string[];
}

/** One sitting at the customer's site. */
export interface DattoRmmSiteVisit {
  /** Reads anew. Throws what passes by itself; what needs a person or time comes back as a problem. */
  read(): Promise<DattoRmmSiteReading>;
  close(): Promise<void>;
}

/** Opens visits to the record `datto-rmm-site`. */
export function openDattoRmmSiteVisit(
  client: DattoRmmClient,
): (context: VisitContext) => Promise<DattoRmmSiteVisit> {
  return async (context) => ({
    read: () => problemsTold(() => read(client, context)),
    close: async () => {},
  });
}

/** The site that the customer file means: called as the company, until files can name it. */
export function wantedSite({ systems }: CustomerFile): WantedSite {
  return systems.autotask;
}

async function read(client: DattoRmmClient, context: VisitContext): Promise<DattoRmmSiteReading> {
  context.signal.throwIfAborted();
  context.beat('reading the site in Datto RMM');
  const found = await resolveDattoRmmSite(client, wantedSite(context.customer));
  const values = valuesOf(found);
  return {
    values,
    problems: found.problem === undefined ? {} : { mapping: found.problem },
    signsOfLife: [],
    pictures: [await keepSite(context, values)],
  };
}

function valuesOf({ site, isMapped, otherSiteNames }: ResolvedSite): DattoRmmSiteValues {
  const { id, uid, name, splashtopAutoInstall } = site;
  return { siteId: id, siteUid: uid, siteName: name, isMapped, splashtopAutoInstall, otherSiteNames };
}

/** What passes by itself is thrown, to be tried again. */
async function problemsTold(work: () => Promise<DattoRmmSiteReading>): Promise<DattoRmmSiteReading> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProductError) || error.problem.class !== 'final') throw error;
    return { values: {}, problems: { site: error.problem }, signsOfLife: [], pictures: [] };
  }
}

function keepSite(context: VisitContext, values: DattoRmmSiteValues): Promise<EvidenceReference> {
  const { companyId } = context.customer.systems.autotask;
  const text = JSON.stringify({ companyId, ...values }, undefined, 2);
  return context.keep('datto-rmm-site.json', new TextEncoder().encode(text));
}
