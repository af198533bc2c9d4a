import { createHash } from 'node:crypto';
import { ProductError } from '../../domain/problems.ts';
import {
  isMissionControlQueue,
  isMissionControlResource,
  isStatusNeverOurs,
} from '../../domain/ticket-names.ts';
import { untilShown } from '../records/look-again.ts';
import type { OnboardingTicket, TicketOrder } from '../ticket-activities.ts';
import type { FieldDefinition } from './answers.ts';
import type { AutotaskClient } from './client.ts';
import { systemTitle } from './errors.ts';
import { agreedCompany } from './resolve-company.ts';
import { type StatusesPerson, tellingRefusedStatus } from './status-writes.ts';
import type { AutotaskTicket } from './ticket-answers.ts';
import { labelOf, numberLabelled } from './ticket-lists.ts';
import type { NewTicket } from './tickets.ts';

/** The MSP's own names, from the profile: labels of the tenant's lists. */
export interface OnboardingTicketSettings {
  readonly queue: string;
  /** Of an onboarding under way. */
  readonly status: string;
  readonly completeStatus: string;
  readonly priority: string;
  readonly source?: string | undefined;
  readonly category?: string | undefined;
  readonly checklistLimit: number;
  readonly noteType: string;
  /** Who can read notes: never customers. */
  readonly notePublish: string;
  /** Who is named when a status is refused (R71). */
  readonly statusesPerson?: StatusesPerson | undefined;
  /** How long a change may take to show; in milliseconds. */
  readonly readBackMs?: number;
}

/** How long a change may take to show, unless the settings say otherwise. */
export const readBackMs = 4_000;
const wanted = 'make the onboarding ticket';

/**
 * Finds the ticket of the onboarding by its external id, or makes it: without a contact, due at go-live (R69), neither
 * in Mission Control's queue nor in its name (R63). Of several the oldest is the ticket. Throws the client's errors,
 * `profile-invalid` for names that would hand it over, `not-found`, `input-rejected` and `ambiguous` for labels,
 * `status-refused` (R71), the errors of `agreedCompany`, and `not-verified` when it does not show, or lies where it must not.
 */
export async function ensureOnboardingTicket(
  client: AutotaskClient,
  settings: OnboardingTicketSettings,
  order: TicketOrder,
): Promise<OnboardingTicket> {
  refuseHandingOver(settings);
  const definitions = await client.ticketFieldDefinitions();
  const ticket = newTicket(settings, definitions, order);
  await agreedCompany(client, order.customer);
  const found = await client.ticketsWithExternalId(ticket.externalID);
  const [only, ...younger] = found.length > 0 ? found : await made(client, settings, ticket);
  if (only === undefined) throw notVerified('it does not show the ticket');
  await refuseHandedOver(client, definitions, only);
  const { checklistLimit: room } = settings;
  return { ticketId: only.id, duplicates: younger.map(({ id }) => id), room };
}

/** All tickets of the onboarding after another one was made: somebody else may have made one at the same moment. */
async function made(
  client: AutotaskClient,
  settings: OnboardingTicketSettings,
  ticket: NewTicket,
): Promise<AutotaskTicket[]> {
  const id = await tellingRefusedStatus({ ...settings, wanted }, () => client.writeTicket(ticket));
  const look = () => client.ticketsWithExternalId(ticket.externalID);
  const shown = await untilShown(settings.readBackMs ?? readBackMs, look, (all) =>
    all.some((one) => one.id === id),
  );
  const own = shown.find((one) => one.id === id);
  if (own === undefined) throw notVerified(`it does not show ticket ${id}`);
  if (own.dueAt !== ticket.dueDateTime) throw notVerified(`ticket ${id} is due ${own.dueAt ?? 'never'}`);
  if (own.contactId !== null) throw notVerified(`ticket ${id} has a contact`);
  return shown;
}

function newTicket(
  settings: OnboardingTicketSettings,
  definitions: readonly FieldDefinition[],
  order: TicketOrder,
): NewTicket {
  const { source, category } = settings;
  const number = (field: string, label: string) => numberLabelled(definitions, field, label);
  return {
    companyID: order.customer.systems.autotask.companyId,
    title: `Help desk onboarding: ${order.customer.name}`.slice(0, 255),
    description: descriptionOf(order),
    externalID: externalIdOf(order),
    status: number('status', settings.status),
    priority: number('priority', settings.priority),
    queueID: number('queueID', settings.queue),
    ...(source !== undefined && { source: number('source', source) }),
    ...(category !== undefined && { ticketCategory: number('ticketCategory', category) }),
    dueDateTime: new Date(order.dueDate).toISOString(),
    isVisibleToComanaged: false,
  };
}

/** What the ticket is found by: 50 characters are all that Autotask keeps, so the run stands in it as a digest. */
export function externalIdOf({ customer, runId }: Pick<TicketOrder, 'customer' | 'runId'>): string {
  const digest = createHash('sha256').update(`${customer.id}/${runId}`).digest('hex');
  return `onboard/${customer.id.slice(0, 24)}/${digest.slice(0, 16)}`;
}

/** R60 · Customers may come to read it: it never names the vendor. */
function descriptionOf({ customer, runId, boardLink }: TicketOrder): string {
  const lines = [
    `${customer.name} is being taken live with the help desk team.`,
    'The checklist shows what is done. Tick an item to say that you did it by hand: it is then looked at. Untick one to open it again.',
    '',
    `How it stands: onboard status ${customer.id}`,
    ...(boardLink === undefined ? [] : [`Board: ${boardLink}`]),
    `Run: ${runId}`,
  ];
  return lines.join('\n').slice(0, 8_000);
}

function refuseHandingOver({ queue, status }: OnboardingTicketSettings): void {
  const hands = (what: string) =>
    new ProductError('profile-invalid', { detail: `the onboarding ticket would get ${what}` });
  if (isMissionControlQueue(queue)) throw hands(`the queue “${queue}”, which Mission Control works on (R63)`);
  if (isStatusNeverOurs(status)) throw hands(`the status “${status}”, which is not ours to set (R63, R70)`);
}

/** A rule of the tenant may have moved it where Mission Control would work on it. */
async function refuseHandedOver(
  client: AutotaskClient,
  definitions: readonly FieldDefinition[],
  { id, queueId, assignedResourceId }: AutotaskTicket,
): Promise<void> {
  const queue = queueId === null ? '' : labelOf(definitions, 'queueID', queueId);
  if (isMissionControlQueue(queue)) throw notVerified(`ticket ${id} lies in the queue “${queue}” (R63)`);
  const people = assignedResourceId === null ? [] : await client.resources([assignedResourceId]);
  const theirs = people.find(({ name }) => isMissionControlResource(name));
  if (theirs) throw notVerified(`ticket ${id} is assigned to “${theirs.name}” (R63)`);
}

function notVerified(detail: string): ProductError {
  return new ProductError('not-verified', { system: systemTitle, wanted, detail });
}
