import type { JsonObject } from '../kit/json.ts';
import type { Row } from './entities/types.ts';
import { HARBOR_DENTAL, NORTHWIND_LEGAL } from './seed-companies.ts';
import { HELP_DESK_RESOURCE, HELP_DESK_ROLE } from './seed-people.ts';
import type { WorkflowRule } from './state.ts';

const OPENED = '2026-05-04T14:30:00.000Z';
/** A ticket category that does not show every status. */
export const APPOINTMENT_CATEGORY = 29_689_102;

function ticket(id: number, number: string, fields: JsonObject): Row {
  const stamps = { createDate: OPENED, lastActivityDate: OPENED, lastTrackedModificationDateTime: OPENED };
  const base = {
    ticketNumber: number,
    status: 1,
    priority: 2,
    queueID: 29_683_481,
    ticketCategory: 29_689_101,
  };
  return { id, fields: { ...base, ...stamps, ...fields }, udf: {} };
}

/** Open tickets of the sample customers. */
export function buildTickets(): Row[] {
  const helpDesk = { assignedResourceID: HELP_DESK_RESOURCE, assignedResourceRoleID: HELP_DESK_ROLE };
  return [
    ticket(29_689_001, 'T20260504.0001', {
      companyID: HARBOR_DENTAL,
      title: 'Printer at the front desk',
      ...helpDesk,
    }),
    ticket(29_689_002, 'T20260504.0002', { companyID: HARBOR_DENTAL, title: 'New RMM device: HDG-SRV-01' }),
    ticket(29_689_003, 'T20260504.0003', {
      companyID: NORTHWIND_LEGAL,
      title: 'Cannot open a shared folder',
    }),
  ];
}

/** Categories; statuses of one are limited in the state. */
export function buildTicketCategories(): Row[] {
  const category = (id: number, name: string, isGlobalDefault: boolean): Row => ({
    id,
    fields: { name, isActive: true, isGlobalDefault, isApiOnly: false },
    udf: {},
  });
  return [category(29_689_101, 'Standard', true), category(APPOINTMENT_CATEGORY, 'Appointment', false)];
}

/** Checklist libraries: the one for new devices lacks the item of R2. */
export function buildChecklists(): { libraries: Row[]; items: Row[] } {
  const library = (id: number, name: string, isActive: boolean): Row => ({
    id,
    fields: { name, entityType: 1, isActive },
    udf: {},
  });
  const item = (id: number, itemName: string, position: number, isImportant: boolean): Row => ({
    id,
    fields: { checklistLibraryID: 29_690_001, itemName, position, isImportant },
    udf: {},
  });
  return {
    libraries: [library(29_690_001, 'New RMM device', true), library(29_690_002, 'New user (old)', false)],
    items: [
      item(29_690_101, 'Name the device', 1, false),
      item(29_690_102, 'Assign the contact', 2, true),
      item(29_690_103, 'Check the backup', 3, true),
    ],
  };
}

/** Workflow rules of the tenant: a ticket closed too early opens again (R66, R69). */
export function buildWorkflowRules(): WorkflowRule[] {
  const reopened = 29_683_050;
  return [
    {
      name: 'Reopen with unfinished important items',
      whenStatus: 5,
      whenImportantItemsOpen: true,
      setStatus: reopened,
    },
    {
      name: 'Reopen without time entries',
      whenStatus: 5,
      whenUdf: { name: 'Time Entries Done', value: 'Time Entries Not Completed' },
      setStatus: reopened,
    },
  ];
}
