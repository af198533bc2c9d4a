import type { z } from 'zod';
import { ProductError } from '../../domain/problems.ts';
import {
  accountSchema,
  type DattoRmmDevice,
  type DattoRmmSite,
  devicesPageSchema,
  siteSchema,
  sitesPageSchema,
} from './answers.ts';
import { systemTitle } from './errors.ts';
import { type Call, operations } from './operations.ts';
import { type Ask, createAsk, type DattoRmmSettings } from './requests.ts';

/**
 * The part of Datto RMM's REST API that we use. Every method throws the `ProductError`s of `Ask`; none repeats a request:
 * the workflow does. Only `setSplashtopAutoInstall` changes anything, so only it throws `outcome-lost` and `conflict`.
 */
export interface DattoRmmClient {
  /** All sites of customers: those that the system keeps for itself are left out. */
  sites(): Promise<DattoRmmSite[]>;
  /** The site of that uid. Throws `not-found`. */
  site(siteUid: string): Promise<DattoRmmSite>;
  /** The site's devices, suspended ones too. Throws `not-found`. */
  devices(siteUid: string): Promise<DattoRmmDevice[]>;
  /** R15 · Whether Splashtop is installed by itself on the site's machines. Proves nothing. Throws `not-found`. */
  setSplashtopAutoInstall(siteUid: string, wanted: boolean): Promise<void>;
  /** The account's name: shows that the keys are accepted. */
  probe(): Promise<string>;
}

/** Makes the client. Opens nothing before the first call; throws `profile-invalid` for an unencrypted address. */
export function createDattoRmmClient(settings: DattoRmmSettings): DattoRmmClient {
  const ask = createAsk(settings);
  return {
    sites: () => sites(ask),
    site: (siteUid) => site(ask, siteUid),
    devices: (siteUid) => devices(ask, siteUid),
    setSplashtopAutoInstall: (siteUid, wanted) => setSplashtop(ask, siteUid, wanted),
    probe: async () =>
      (await ask({ operation: operations.account(), wanted: 'test our login' }, accountSchema)).name,
  };
}

const systemSites: readonly string[] = ['Managed', 'OnDemand', 'Deleted Devices'];
const uidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function sites(ask: Ask): Promise<DattoRmmSite[]> {
  // Not by `siteName`: that finds parts of names, and a mapped site may be called anything.
  const all = await allRows(
    ask,
    { operation: operations.sites(), wanted: 'read the sites' },
    sitesPageSchema,
  );
  return all.filter(({ name, uid }) => !systemSites.includes(name) && uidPattern.test(uid));
}

function site(ask: Ask, siteUid: string): Promise<DattoRmmSite> {
  const call = { operation: operations.site(siteUid), wanted: 'read the site', row: rowName(siteUid) };
  return ask(call, siteSchema);
}

function devices(ask: Ask, siteUid: string): Promise<DattoRmmDevice[]> {
  const operation = operations.siteDevices(siteUid);
  const call = { operation, wanted: 'read the site’s devices', row: rowName(siteUid) };
  return allRows(ask, call, devicesPageSchema);
}

/**
 * The update wipes what it does not name, so all five properties are sent as they were just read. The
 * API has no versions: what somebody writes between our two requests is put back, as the RMM's activity log then shows.
 */
async function setSplashtop(ask: Ask, siteUid: string, splashtopAutoInstall: boolean): Promise<void> {
  const now = await site(ask, siteUid);
  if (now.splashtopAutoInstall === splashtopAutoInstall) return;
  if (now.name === '') throw nameless(siteUid);
  const { name, description, notes, onDemand } = now;
  const body = { name, description, notes, onDemand, splashtopAutoInstall };
  const operation = operations.updateSite(siteUid);
  await ask({ operation, body, wanted: 'set Splashtop of the site', row: rowName(siteUid) }, siteSchema);
}

function nameless(siteUid: string): ProductError {
  const detail = `${rowName(siteUid)} came without a name, so that an update could rename it`;
  return new ProductError('unavailable', {
    system: systemTitle,
    wanted: 'set Splashtop of the site',
    detail,
  });
}

function rowName(siteUid: string): string {
  return `site with uid ${siteUid}`;
}

/** The vendor's own page size, and its largest: more is capped without a word. */
const pageSize = 250;
/** Far more than an account can hold: a list that never ends must not use up the account's requests. */
const mostPages = 200;

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasNext: boolean;
}

/** All rows, each once. Pages are counted from zero, by ourselves: next-page addresses lose parameters. */
async function allRows<Row extends { readonly uid: string }>(
  ask: Ask,
  call: Call,
  schema: z.ZodType<Page<Row>>,
): Promise<Row[]> {
  const rows = new Map<string, Row>();
  for (let page = 0; page < mostPages; page += 1) {
    const found = await ask({ ...call, query: { page, max: pageSize } }, schema);
    // A row that moved to the next page while we read comes twice.
    for (const row of found.rows) rows.set(row.uid, row);
    if (!found.hasNext || found.rows.length === 0) return [...rows.values()];
  }
  const detail = `its list has more than ${mostPages} pages`;
  throw new ProductError('unavailable', { system: systemTitle, wanted: call.wanted, detail });
}
