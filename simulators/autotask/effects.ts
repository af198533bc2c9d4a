import { ENTITIES } from './entities/table.ts';
import type { EntityDefinition, Row } from './entities/types.ts';
import { COMPLETE } from './rules.ts';
import type { AutotaskState, WorkflowRule } from './state.ts';

/** The id of the next row, near those that real tenants have. */
export function takeId(state: AutotaskState): number {
  state.nextId += 1;
  return state.nextId;
}

/** Sets the server's own instants: `create…` on a new row, `last…` on every write. */
export function stamp(entity: EntityDefinition, row: Row, now: Date, isNew: boolean): void {
  for (const field of entity.fields.filter((one) => one.readOnly && one.type === 'datetime')) {
    const due = field.name.startsWith('last') || (isNew && field.name.startsWith('create'));
    if (due) row.fields[field.name] = now.toISOString();
  }
}

/** A ticket number of the day, such as `T20200924.0046`. */
function ticketNumber(state: AutotaskState, now: Date): string {
  const day = `T${now.toISOString().slice(0, 10).replaceAll('-', '')}.`;
  const ofDay = state.rows.Tickets.filter((row) => String(row.fields['ticketNumber']).startsWith(day));
  return `${day}${String(ofDay.length + 1).padStart(4, '0')}`;
}

function completeTicket(row: Row, now: Date): void {
  const done = row.fields['status'] === COMPLETE;
  row.fields['completedDate'] = done ? (row.fields['completedDate'] ?? now.toISOString()) : null;
}

function completeChecklistItem(row: Row, now: Date, resource: number): void {
  const done = row.fields['isCompleted'] === true;
  row.fields['completedDateTime'] = done ? (row.fields['completedDateTime'] ?? now.toISOString()) : null;
  row.fields['completedByResourceID'] = done ? (row.fields['completedByResourceID'] ?? resource) : null;
}

function lastPosition(state: AutotaskState, row: Row): number {
  const items = state.rows.TicketChecklistItems.filter(
    (one) => one.fields['ticketID'] === row.fields['ticketID'],
  );
  return Math.max(0, ...items.map((one) => Number(one.fields['position'] ?? 0)));
}

/** What the server sets on a row by itself, before the row is stored. */
export function settle(
  state: AutotaskState,
  entity: EntityDefinition,
  row: Row,
  now: Date,
  resource: number,
): void {
  if (entity.path === 'Tickets') {
    row.fields['ticketNumber'] ??= ticketNumber(state, now);
    completeTicket(row, now);
  }
  if (entity.path === 'TicketChecklistItems') {
    row.fields['position'] ??= lastPosition(state, row) + 1;
    completeChecklistItem(row, now, resource);
  }
}

/** The items that a library appends to a ticket: adding it twice gives them twice. */
export function libraryItems(state: AutotaskState, added: Row): Row[] {
  const items = state.rows.ChecklistLibraryChecklistItems.filter(
    (row) => row.fields['checklistLibraryID'] === added.fields['checklistLibraryID'],
  );
  return items.map(({ fields }) => ({
    id: takeId(state),
    fields: {
      ticketID: added.fields['ticketID'] ?? null,
      itemName: fields['itemName'] ?? null,
      isImportant: fields['isImportant'] ?? false,
      isCompleted: false,
    },
    udf: {},
  }));
}

function applies(state: AutotaskState, rule: WorkflowRule, row: Row): boolean {
  const { whenUdf } = rule;
  const open = state.rows.TicketChecklistItems.some(
    ({ fields }) =>
      fields['ticketID'] === row.id && fields['isImportant'] === true && fields['isCompleted'] !== true,
  );
  return (
    row.fields['status'] === rule.whenStatus &&
    (!whenUdf || row.udf[whenUdf.name] === whenUdf.value) &&
    (!rule.whenImportantItemsOpen || open)
  );
}

/** The tenant's workflow rules on a ticket that was just written; the rule that changed it, if one did. */
export function runWorkflowRules(state: AutotaskState, row: Row, now: Date): WorkflowRule | undefined {
  const rule = state.workflowRules.find((one) => applies(state, one, row));
  if (!rule) return undefined;
  row.fields['status'] = rule.setStatus;
  completeTicket(row, now);
  stamp(ENTITIES.Tickets, row, now, false);
  return rule;
}
