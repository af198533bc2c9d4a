import { createItGlueClient, type ItGlueClient } from '../../../activities/it-glue/client.ts';
import {
  type OrganizationVisitSettings,
  openItGlueOrganizationVisit,
} from '../../../activities/it-glue/organization-visit.ts';
import type { ItGlueSettings } from '../../../activities/it-glue/requests.ts';
import type { Reading, Visit, VisitContext } from '../../../activities/visit.ts';
import { ProductError } from '../../../domain/problems.ts';
import type { Values } from '../../../domain/steps/step.ts';
import { SPECIAL_COMPANIES } from '../../../simulators/it-glue/seed-assets.ts';
import { organizationId } from '../../../simulators/it-glue/seed-organizations.ts';
import type { ItGlueState } from '../../../simulators/it-glue/state.ts';
import { DEFAULT_API_KEY } from '../../../simulators/it-glue/switches.ts';
import { isObject, toJsonObject } from '../../../simulators/kit/json.ts';
import type { Json, Simulator } from '../../../simulators/kit/types.ts';
import { customerOf } from '../autotask/tenant.ts';

/** The simulator of these tests: the sample account. */
export type Account = Simulator<ItGlueState>;

/** Customers of the sample account, as their files name them. */
export const customers = {
  harbor: customerOf(29_683_510, 'Harbor Dental Group (example)'),
  northwind: customerOf(29_683_520, 'Northwind Legal LLP (example)'),
} as const;

/** A customer file for one of the companies whose Site Summary is special. */
export function specialCustomer(account: Account, which: keyof typeof SPECIAL_COMPANIES) {
  const companyId = SPECIAL_COMPANIES[which];
  const id = organizationId(companyId);
  const name = account.state().rows.organizations.find((row) => row.id === id)?.attributes['name'];
  return customerOf(companyId, String(name));
}

/** How long a client waits, in milliseconds: short only where the answer never comes. The machine may be busy. */
export function patienceMs(fault: string): number {
  return fault.startsWith('hang') ? 1_000 : 10_000;
}

/** A client of the account that touches nothing but this machine. */
export function clientOf(
  account: { readonly url: string },
  over: Partial<ItGlueSettings> = {},
): ItGlueClient {
  return createItGlueClient({
    baseUrl: account.url,
    apiKey: DEFAULT_API_KEY,
    timeoutMs: 10_000,
    refuseNonLoopback: true,
    ...over,
  });
}

/** The MSP's names in the sample account. */
export const names: OrganizationVisitSettings = {
  typeName: 'Site Summary',
  hoursField: 'Help Desk Hours',
  planField: 'Help Desk Plan',
  onNone: 'human',
};

/** What is wanted in most tests. */
export const hours = 'Mon–Fri 07:30–20:30, America/New_York, holidays closed';
export const plan = 'Mission Control Help Desk';

interface Opening {
  readonly customer?: (typeof customers)['harbor'];
  readonly settings?: OrganizationVisitSettings;
  readonly signal?: AbortSignal;
  readonly kept?: { [name: string]: unknown };
  readonly timeoutMs?: number;
  readonly choices?: VisitContext['choices'];
}

/** Opens a visit; `kept` receives the evidence. */
export function visitOf(account: Account, opening: Opening = {}): Promise<Visit> {
  const { customer = customers.harbor, settings = names, kept = {}, timeoutMs = 10_000 } = opening;
  return openItGlueOrganizationVisit(
    clientOf(account, { timeoutMs }),
    settings,
  )({
    customer,
    choices: opening.choices ?? {},
    pictures: 'all',
    signal: opening.signal ?? new AbortController().signal,
    beat: () => {},
    keep: async (name, bytes) => {
      kept[name] = JSON.parse(new TextDecoder().decode(bytes));
      return { key: name, sha256: 'x' };
    },
  });
}

/** The steps of this record. */
export const steps = ['documented-hours', 'documented-plan'] as const;
/** What is wanted of them. */
export type Wanted = Pick<Values, (typeof steps)[number]>;

/** One attempt of an activity: reads, writes what differs, reads back. */
export async function attempt(account: Account, wanted: Wanted, opening: Opening = {}): Promise<Reading> {
  const visit = await visitOf(account, opening);
  const asked = steps.filter((step) => wanted[step] !== undefined);
  const first = await visit.read(asked);
  for (const step of asked) {
    const value = wanted[step];
    if (value !== undefined && first.values[step] !== value) await visit.write(step, value);
  }
  return await visit.read(asked);
}

/** Attempts as a workflow makes them: what passes by itself is tried again. Gives the codes on the way. */
export async function attempts(account: Account, wanted: Wanted, opening: Opening = {}): Promise<string[]> {
  const codes: string[] = [];
  for (let left = 4; left > 0; left -= 1) {
    try {
      const { problems, values } = await attempt(account, wanted, opening);
      const found = Object.values(problems).map(({ code }) => code);
      return [...codes, ...found, Object.keys(values).length > 0 ? 'read' : 'unread'];
    } catch (error) {
      if (!(error instanceof ProductError) || error.problem.class !== 'retryable') throw error;
      codes.push(error.problem.code);
    }
  }
  return codes;
}

/** A copy of an asset's traits, as they are stored. */
export function traitsOf(account: Account, id: number): { [key: string]: Json } {
  const traits = account.state().rows.flexible_assets.find((row) => row.id === id)?.attributes['traits'];
  return isObject(traits) ? toJsonObject(traits) : {};
}

/** All traits of an asset but the two that tests change; of its tags, those that can be kept. */
export function neighbours(account: Account, id: number): { [key: string]: Json } {
  const { 'support-window': _hours, 'plan-level': _plan, firewall, ...others } = traitsOf(account, id);
  // The second device was deleted in the seed: its tag cannot be written back.
  const devices = Array.isArray(firewall) ? firewall.filter((device) => device !== 7_002) : [];
  return { ...others, firewall: devices };
}

/** How many requests changed, or tried to change, something. */
export function writes(account: Account): number {
  return account.journalLog.filter(({ method }) => method !== 'GET').length;
}
