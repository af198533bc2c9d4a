import { type AutotaskClient, createAutotaskClient } from '../../../activities/autotask/client.ts';
import type { CompanyVisitSettings } from '../../../activities/autotask/company-visit.ts';
import type { AutotaskSettings } from '../../../activities/autotask/requests.ts';
import { type CustomerFile, customerFileSchema } from '../../../domain/customer-file.ts';
import { autotaskCompanyIdSchema } from '../../../domain/ids.ts';
import { type Problem, ProductError } from '../../../domain/problems.ts';
import type { Row } from '../../../simulators/autotask/entities/types.ts';
import { type AutotaskState, noRows } from '../../../simulators/autotask/state.ts';
import { DEFAULT_CREDENTIALS } from '../../../simulators/autotask/switches.ts';

/** The tenant of these tests: small, with a list field whose values are not its labels. */
export function tenant(): AutotaskState {
  const rows = noRows();
  rows.Companies = [
    company(0, 'Example MSP', {}),
    company(174, 'Harbor Dental', {}),
    company(175, 'HARBOR DENTAL', {}),
    company(180, 'Twin Oaks', {}),
    company(181, 'Twin Oaks', {}),
    company(182, 'Gone Fishing', {}, false),
    company(183, 'Already Live', { 'Help Desk': 'MCHD' }),
  ];
  rows.Contacts = [
    child(901, 174, { firstName: 'Ann', lastName: 'Lee', emailAddress: 'ann@harbor.example', isActive: 1 }),
    child(902, 174, { firstName: 'Old', lastName: 'Bob', emailAddress: null, isActive: 0 }),
    child(903, 180, { firstName: 'Somebody', lastName: 'Else', isActive: 1 }),
  ];
  rows.CompanyLocations = [
    child(801, 174, { name: 'Pier 1', isActive: true }),
    child(802, 174, { name: 'Closed', isActive: false }),
  ];
  const values = [
    { value: 'MSPD', label: 'Our own' },
    { value: 'MCHD', label: 'Mission Control Help Desk' },
  ];
  return {
    zone: 1,
    rows,
    picklists: {},
    udfs: { Companies: [{ name: 'Help Desk', values }, { name: 'CRM ID' }], Contacts: [] },
    statusesOfCategory: {},
    workflowRules: [],
    denied: { query: [], update: [] },
    staleRows: [],
    nextId: 5000,
  };
}

function company(id: number, companyName: string, udf: Row['udf'], isActive = true): Row {
  return { id, fields: { companyName, isActive, phone: '555', companyType: 1, ownerResourceID: 1 }, udf };
}

function child(id: number, companyID: number, fields: Row['fields']): Row {
  return { id, fields: { companyID, ...fields }, udf: {} };
}

/** A client of a simulator, with its credentials and little patience. */
export function clientOf(
  simulator: { readonly url: string },
  over: Partial<AutotaskSettings> = {},
): AutotaskClient {
  return createAutotaskClient({
    zoneDiscoveryUrl: simulator.url,
    username: DEFAULT_CREDENTIALS.userName,
    secret: DEFAULT_CREDENTIALS.secret,
    integrationCode: DEFAULT_CREDENTIALS.integrationCode,
    timeoutMs: 1_000,
    refuseNonLoopback: true,
    ...over,
  });
}

export const names: CompanyVisitSettings = {
  helpDeskField: 'Help Desk',
  helpDeskValue: 'Mission Control Help Desk',
};

export function companyId(id: number) {
  return autotaskCompanyIdSchema.parse(id);
}

/** A customer file that names that company. */
export function customerOf(id: number, companyName: string): CustomerFile {
  const clause = '§ 1';
  return customerFileSchema.parse({
    schema: 1,
    id: 'harbor-dental',
    name: companyName,
    timeZone: 'America/New_York',
    systems: { autotask: { companyId: id, companyName }, liftOff: { accountName: companyName } },
    service: { model: 'time-based', clause },
    contract: {
      link: 'https://contracts.example/1',
      goLive: { date: '2030-01-07', clause },
      helpDeskHours: { value: { kind: '24/7' }, clause },
    },
    vips: [],
    approvers: [],
    locations: [{ name: 'Pier 1' }],
  });
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
