import { buildPicklists, buildUdfs } from './picklists.ts';
import {
  buildCompanies,
  buildContacts,
  buildContracts,
  buildDevices,
  buildLocations,
} from './seed-companies.ts';
import { buildResources, buildRoles, buildServiceDeskRoles } from './seed-people.ts';
import {
  APPOINTMENT_CATEGORY,
  buildChecklists,
  buildTicketCategories,
  buildTickets,
  buildWorkflowRules,
} from './seed-tickets.ts';
import { type AutotaskState, noRows } from './state.ts';

/** The sample tenant. All people and companies are invented. */
export function buildSeed(): AutotaskState {
  const { contracts, services } = buildContracts();
  const { libraries, items } = buildChecklists();
  return {
    zone: 1,
    rows: {
      ...noRows(),
      Companies: buildCompanies(),
      CompanyLocations: buildLocations(),
      Contacts: buildContacts(),
      Contracts: contracts,
      ContractServices: services,
      Tickets: buildTickets(),
      ChecklistLibraries: libraries,
      ChecklistLibraryChecklistItems: items,
      ConfigurationItems: buildDevices(),
      Resources: buildResources(),
      ResourceServiceDeskRoles: buildServiceDeskRoles(),
      Roles: buildRoles(),
      TicketCategories: buildTicketCategories(),
    },
    picklists: buildPicklists(),
    udfs: buildUdfs(),
    statusesOfCategory: { [APPOINTMENT_CATEGORY]: [1, 29_683_054, 5] },
    workflowRules: buildWorkflowRules(),
    denied: { query: [], update: [] },
    staleRows: [],
    nextId: 29_699_999,
  };
}
