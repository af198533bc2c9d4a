import { createSplashtopClient } from '../../../activities/splashtop/client.ts';
import {
  openSplashtopVisit,
  type SplashtopVisitSettings,
} from '../../../activities/splashtop/computers-visit.ts';
import type { SplashtopSettings } from '../../../activities/splashtop/requests.ts';
import type { VisitContext } from '../../../activities/visit.ts';
import type { CustomerFile } from '../../../domain/customer-file.ts';
import { DEFAULT_API_TOKEN } from '../../../simulators/splashtop/options.ts';
import { MISSION_CONTROL_USER } from '../../../simulators/splashtop/seed.ts';
import { customerOf } from '../autotask/tenant.ts';

/** A client of the simulator that touches nothing but this machine. */
export function clientOf({ url }: { readonly url: string }, over: Partial<SplashtopSettings> = {}) {
  return createSplashtopClient({
    baseUrl: url,
    token: DEFAULT_API_TOKEN,
    timeoutMs: 10_000,
    refuseNonLoopback: true,
    ...over,
  });
}

/** A customer file whose customer uses Splashtop, in a group of that name. */
export function customerIn(group: string): CustomerFile {
  const customer = customerOf(29_683_520, group);
  return { ...customer, systems: { ...customer.systems, splashtop: { group } } };
}

/** What most tests are about. */
export const customers = {
  harbor: customerIn('Harbor Dental Group (example)'),
  northwind: customerIn('Northwind Legal LLP (example)'),
} as const;

/** Opens a visit; `kept` receives the evidence. */
export function visitOf(
  simulator: { readonly url: string },
  customer: CustomerFile,
  over: Partial<SplashtopVisitSettings> = {},
  kept: { [name: string]: unknown } = {},
) {
  const settings = {
    missionControlUser: MISSION_CONTROL_USER,
    access: 'group',
    via: 'own',
    ...over,
  } as const;
  const context: VisitContext = {
    customer,
    choices: {},
    pictures: 'all',
    signal: new AbortController().signal,
    beat: () => {},
    keep: async (name, bytes) => {
      kept[name] = JSON.parse(new TextDecoder().decode(bytes));
      return { key: name, sha256: 'x' };
    },
  };
  return openSplashtopVisit(clientOf(simulator), settings)(context);
}
