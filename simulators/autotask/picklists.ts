import type { PicklistValue, UdfDefinition } from './state.ts';

/** Names and values that rules of the project look for. Ids stay out of product code: they are the tenant's own. */
export const HELP_DESK_FIELD = 'Help Desk';

const values = (first: number, ...labels: string[]): PicklistValue[] =>
  labels.map((label, at) => ({ value: first + at, label, isDefaultValue: at === 0 }));

/** The sample tenant's picklists, by `<entity path>.<field>`. New = 1 and Complete = 5, as everywhere seen. */
export function buildPicklists(): Record<string, PicklistValue[]> {
  return {
    'Companies.companyType': values(1, 'Customer', 'Lead', 'Prospect', 'Dead', 'Vendor'),
    'CompanyNotes.actionType': values(1, 'Phone Call', 'E-mail', 'General'),
    'Contracts.contractType': values(
      1,
      'Time & Materials',
      'Fixed Price',
      'Block Hours',
      'Retainer',
      'Incident',
    ).concat(values(7, 'Recurring Service')),
    'Contracts.status': [
      { value: 0, label: 'Inactive' },
      { value: 1, label: 'Active', isDefaultValue: true },
    ],
    'Tickets.status': [
      ...values(1, 'New'),
      { value: 5, label: 'Complete' },
      ...values(
        29_683_050,
        'In Progress',
        'Waiting Customer',
        'Help Desk: Returned',
        'Escalated',
        'Scheduled',
      ),
      { value: 29_683_059, label: 'Waiting Parts', isActive: false },
    ],
    'Tickets.priority': values(1, 'High', 'Medium', 'Low', 'Critical'),
    'Tickets.queueID': values(29_683_480, 'Monitoring Alert', 'Triage', 'Help Desk', 'Projects'),
    'Tickets.source': values(2, 'Phone', 'E-mail', 'Client Portal', 'Monitoring Alert'),
    'Tickets.issueType': values(10, 'Computer', 'Network', 'Application'),
    'Tickets.subIssueType': [
      { value: 101, label: 'Hardware', parentValue: '10' },
      { value: 102, label: 'Printing', parentValue: '10' },
      { value: 110, label: 'Wireless', parentValue: '11' },
    ],
    'TicketNotes.noteType': values(1, 'Task Summary', 'Task Detail', 'Task Notes'),
    'TicketNotes.publish': [
      { value: 1, label: 'All Autotask Users', isDefaultValue: true },
      { value: 2, label: 'Internal Project Team' },
      { value: 4, label: 'Internal & Co-Managed' },
    ],
    'ChecklistLibraries.entityType': values(1, 'Ticket', 'Task'),
    'Resources.licenseType': values(
      1,
      'Professional',
      'Essential Level 1',
      'Essential Level 2',
      'Team Member',
    ).concat(values(7, 'API User')),
  };
}

/** The sample tenant's user-defined fields. One list item's `value` is not its label. */
export function buildUdfs(): {
  Companies: UdfDefinition[];
  Contacts: UdfDefinition[];
  Tickets: UdfDefinition[];
} {
  return {
    Companies: [
      {
        name: HELP_DESK_FIELD,
        values: [
          { label: 'None', value: 'None' },
          { label: 'Mission Control Help Desk', value: 'Mission Control Help Desk' },
          { label: 'Our own team', value: 'INTERNAL-HD' },
          { label: 'Former vendor', value: 'Former vendor', isActive: false },
        ],
      },
      { name: 'CRM ID' },
    ],
    Contacts: [{ name: 'Alternate Email' }],
    Tickets: [
      {
        name: 'Time Entries Done',
        values: [
          { label: 'Time Entries Completed', value: 'Time Entries Completed' },
          { label: 'Time Entries Not Completed', value: 'Time Entries Not Completed' },
        ],
      },
    ],
  };
}
