import type { CustomerFile } from '../domain/customer-file.ts';
import { dattoRmmPortalDefaults } from '../simulators/datto-rmm/portal/server.ts';
import type { AuditEntry } from '../simulators/kit/types.ts';
import { screenConnectDefaults } from '../simulators/screenconnect/server.ts';
import type { World } from './simulated-world.ts';

/**
 * Holds the simulators' own state and audit logs against what must be true after a customer went live. Returns what
 * is wrong, in words; empty when all is as wanted. Nothing that the product says of itself counts.
 */
export function faultsAfterGoLive(world: World, customer: CustomerFile, goLive: string): string[] {
  return [
    ...autotaskFaults(world, customer, goLive),
    ...liftOffFaults(world, customer, goLive),
    ...messageFaults(world, customer),
  ];
}

/** The same for the systems beside Autotask and Lift Off, where they are in use. */
export function faultsBesides(world: World, customer: CustomerFile, goLive: string): string[] {
  return [
    ...itGlueFaults(world, customer, goLive),
    ...accessFaults(world, customer),
    ...noteFaults(world, customer),
  ];
}

function autotaskFaults(world: World, customer: CustomerFile, goLive: string): string[] {
  const { companyId } = customer.systems.autotask;
  const company = world.autotask.state().rows.Companies?.find((row) => row.id === companyId);
  const value = company?.udf['Help Desk'];
  const changes = world.autotask.auditLog.filter(
    (change) => change.entity === 'company' && change.id === String(companyId),
  );
  return [
    ...unless(value === 'Mission Control Help Desk', `R20: the help-desk field is ${value ?? 'empty'}`),
    ...unless(changes.length === 1, `R20: Autotask saw ${changes.length} changes, not one`),
    ...changes
      .filter((change) => isBefore(change, goLive))
      .map(() => 'R20: the field was written before the go-live instant'),
  ];
}

function liftOffFaults(world: World, customer: CustomerFile, goLive: string): string[] {
  const { companyId } = customer.systems.autotask;
  const account = world.liftOff.state().accounts.find((known) => known.autotaskCompanyId === companyId);
  if (account === undefined) return ['R17: there is no Lift Off account'];
  const changes = world.liftOff.auditLog.filter((change) => change.id === account.id);
  const intake = changes.filter(({ field }) => field === 'perIncident').map(({ after }) => after);
  const emails = (ids: readonly string[]) =>
    account.contacts.filter((contact) => ids.includes(contact.id)).map((contact) => contact.email);
  return [
    ...unless(account.perIncident, 'R21: per-incident is not on'),
    ...unless(
      JSON.stringify(intake) === '[false,true]',
      `R1, R21: per-incident went ${JSON.stringify(intake)}`,
    ),
    ...changes
      .filter((change) => change.field === 'perIncident' && change.after === true && isBefore(change, goLive))
      .map(() => 'R1: the customer was opened before its go-live instant'),
    ...unless(
      sameSet(emails(account.vips), customer.vips),
      `R3: VIPs are ${emails(account.vips).join(', ')}`,
    ),
    ...unless(
      sameSet(emails(account.approvers), customer.approvers),
      `R4: approvers are ${emails(account.approvers).join(', ')}`,
    ),
    ...unless(account.hours !== null, 'R6: no hours are set'),
    ...unless(
      Object.values(account.instructions).every(
        (text) => text === 'Please refer this type of request back to MSP.',
      ),
      'R10: the instructions differ',
    ),
  ];
}

function messageFaults(world: World, customer: CustomerFile): string[] {
  const texts = world.slack.auditLog.map((entry) => JSON.stringify(entry.after));
  const live = texts.filter((text) => text.includes(`${customer.name} is live`));
  return unless(live.length === 1, `Slack heard ${live.length} times that the customer is live`);
}

/** R8 · Hours before go-live, the plan on the day: as people read them. */
function itGlueFaults({ itGlue }: World, customer: CustomerFile, goLive: string): string[] {
  const { companyId } = customer.systems.autotask;
  const { rows } = itGlue.state();
  const organization = rows.organizations.find(({ psaId }) => psaId === String(companyId));
  const summaries = rows.flexible_assets.filter(
    ({ attributes }) => attributes['organization-id'] === organization?.id,
  );
  const text = JSON.stringify(summaries.map(({ attributes }) => attributes['traits']));
  const ids = summaries.map(({ id }) => String(id));
  const planned = itGlue.auditLog.filter(
    ({ id, after }) => ids.includes(id) && JSON.stringify(after).includes('Mission Control Help Desk'),
  );
  return [
    ...unless(text.includes(hoursIn(customer)), 'R8: the Site Summary does not show the hours'),
    ...unless(text.includes('Mission Control Help Desk'), 'R8: the Site Summary does not show the plan'),
    ...planned
      .filter((change) => isBefore(change, goLive))
      .map(() => 'R8: the plan was written before go-live'),
  ];
}

function hoursIn({ contract }: CustomerFile): string {
  const hours = contract.helpDeskHours.value;
  return hours.kind === '24/7' ? '24/7' : (Object.values(hours.days)[0]?.from ?? '');
}

/** R12, R13, R14 · Access is open, nobody else lost any, and nothing was ever joined. */
function accessFaults({ dattoRmm, screenConnect }: World, customer: CustomerFile): string[] {
  const { companyId, companyName } = customer.systems.autotask;
  const { sites, siteGroups } = dattoRmm.state();
  const site = sites.find(({ name }) => name === companyName);
  const group = siteGroups.find(({ name }) => name === dattoRmmPortalDefaults.siteGroup.name);
  const { roles, joins } = screenConnect.state();
  const role = roles.find(({ Name }) => Name === screenConnectDefaults.role);
  const onGroup = (name: string) =>
    (role?.ScopedPermissionEntries ?? []).filter(({ SessionGroupPath }) => SessionGroupPath.at(-1) === name);
  const others: readonly string[] = screenConnectDefaults.roleCustomers;
  return [
    ...unless(String(site?.autotaskCompany?.id) === String(companyId), 'R12: the site is not mapped'),
    ...unless(group?.siteUids.includes(site?.uid ?? '') ?? false, 'R12: the site is not in the group'),
    ...unless(onGroup(companyName).length > 0, 'R13: the role has no access to the session group'),
    ...others.filter((name) => onGroup(name).length === 0).map((name) => `R13: ${name} lost its access`),
    ...unless(joins.length === 0, 'R14: a machine was joined'),
  ];
}

/** R9, R11 · Each note went out, and each version of it once: a moved date makes a new one. */
function noteFaults({ smtp }: World, customer: CustomerFile): string[] {
  const about = smtp.state().mails.filter(({ subject }) => subject.includes(`[ref ${customer.id}/`));
  const references = about.map(({ subject }) => subject.slice(subject.indexOf('[ref ')));
  const matters = new Set(references.map((reference) => reference.split('/')[1]));
  const wanted = customer.locations.length > 1 ? 2 : 1;
  return [
    ...unless(matters.size === wanted, `R9, R11: notes about ${[...matters].join(', ') || 'nothing'}`),
    ...unless(new Set(references).size === references.length, `R9, R11: sent twice: ${references.join(' ')}`),
  ];
}

/** The onboarding ticket is complete, with every item ticked, and told nobody at the customer. */
export function ticketFaults({ autotask }: World, customer: CustomerFile): string[] {
  const { companyId } = customer.systems.autotask;
  const { Tickets: tickets = [], TicketChecklistItems: items = [] } = autotask.state().rows;
  const ours = tickets.filter(
    ({ fields }) =>
      fields['companyID'] === companyId && String(fields['externalID'] ?? '').startsWith('onboard/'),
  );
  const [ticket] = ours;
  const open = items.filter(
    ({ fields }) => fields['ticketID'] === ticket?.id && fields['isCompleted'] !== true,
  );
  const mails = autotask.auditLog.filter(({ entity }) => entity === 'email');
  return [
    ...unless(ours.length === 1, `PSA: ${ours.length} onboarding tickets, not one`),
    ...unless(open.length === 0, `PSA: ${open.length} items are not ticked`),
    ...unless(typeof ticket?.fields['completedDate'] === 'string', 'PSA: the ticket is not complete'),
    ...unless(mails.length === 0, `PSA: ${mails.length} mails went to customers`),
  ];
}

function isBefore(change: AuditEntry, instant: string): boolean {
  return Date.parse(change.virtualAt) < Date.parse(instant);
}

function sameSet(emails: readonly string[], people: readonly { readonly email: string }[]): boolean {
  return (
    [...emails].sort().join() ===
    people
      .map((person) => person.email)
      .sort()
      .join()
  );
}

function unless(isRight: boolean, fault: string): string[] {
  return isRight ? [] : [fault];
}
