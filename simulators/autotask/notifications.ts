import type { Change } from '../kit/audit.ts';
import type { JsonObject } from '../kit/json.ts';
import type { Row } from './entities/types.ts';
import { COMPLETE } from './rules.ts';
import { type AutotaskState, findRow } from './state.ts';

/** Whose mails these are, in the audit. */
export const NOTIFIER = 'Autotask notifications';

/** What the API user sees of it: nothing. The mails stand in the audit alone. */
function mail(row: Row, to: Row): Change {
  const subject = `${String(row.fields['ticketNumber'])} is complete: ${String(row.fields['title'])}`;
  const after = { to: to.fields['emailAddress'] ?? null, subject, ticketID: row.id };
  return {
    entity: 'email',
    id: `ticket-${row.id}-complete-to-${to.id}`,
    field: 'created',
    before: null,
    after,
  };
}

function primaryContacts(state: AutotaskState, row: Row): Row[] {
  return state.rows.Contacts.filter(
    ({ fields }) => fields['companyID'] === row.fields['companyID'] && fields['primaryContact'] === true,
  );
}

/**
 * Mails that a write sends: completing a ticket tells its contact (R69), and of one that people of the customer can see
 * in their portal, the company's primary contact, too. `before`: the columns as they were, undefined of a new ticket.
 */
export function completionMails(state: AutotaskState, before: JsonObject | undefined, row: Row): Change[] {
  if (row.fields['status'] !== COMPLETE || before?.['status'] === COMPLETE) return [];
  const contact = findRow(state, 'Contacts', Number(row.fields['contactID'] ?? -1));
  const onlookers = row.fields['isVisibleToComanaged'] === true ? primaryContacts(state, row) : [];
  return [...new Set([...(contact ? [contact] : []), ...onlookers])].map((to) => mail(row, to));
}
