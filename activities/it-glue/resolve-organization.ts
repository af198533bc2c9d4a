import type { CustomerFile } from '../../domain/customer-file.ts';
import { ProductError } from '../../domain/problems.ts';
import type { ApproverCandidate } from '../../domain/steps/step.ts';
import type { Organization } from './answers.ts';
import type { ItGlueClient } from './client.ts';
import { systemTitle } from './errors.ts';

/**
 * The customer's organization: the one that the vendor links to the file's Autotask company, of the name that the file
 * gives it here, or else of the company's. Throws the client's errors, and `not-synced` while there is none (organizations
 * come from Autotask), `ambiguous` for several (a filter that is ignored gives all of them), `mismatch` for another name or
 * a link that is gone.
 */
export async function agreedOrganization(
  client: ItGlueClient,
  { systems }: CustomerFile,
): Promise<Organization> {
  const { companyId, companyName } = systems.autotask;
  const name = systems.itGlue?.organizationName ?? companyName;
  const what = `the organization of Autotask’s company ${companyId}`;
  const [only, ...more] = await client.organizationsOfCompany(companyId);
  if (!only) throw new ProductError('not-synced', { system: systemTitle, what });
  if (more.length > 0) {
    const detail = `${more.length + 1} organizations come back for that id`;
    throw new ProductError('ambiguous', { system: systemTitle, what, detail });
  }
  if (only.name !== name) {
    const detail = `it is “${only.name}” there, “${name}” in the file`;
    throw new ProductError('mismatch', { system: systemTitle, what, detail });
  }
  if (only.psaIntegration === 'orphaned') {
    const detail = `“${only.name}” has lost its company in Autotask`;
    throw new ProductError('mismatch', { system: systemTitle, what, detail });
  }
  return only;
}

/**
 * R5 · People of the organization whose contact type is one of these names, in any capitals: candidates that a person may
 * choose approvers from. Nobody becomes one by standing here. An account need not have all the types, but one: throws
 * `not-found` when it has none of them (names typed wrongly would find nobody without a word), and the client's errors.
 */
export async function approverCandidates(
  client: ItGlueClient,
  organization: Organization,
  typeNames: readonly string[],
): Promise<ApproverCandidate[]> {
  const wanted = new Set(typeNames.map(folded));
  const known = await client.contactTypes();
  if (!known.some((name) => wanted.has(folded(name)))) {
    const what = `contact type ${typeNames.map((name) => `“${name}”`).join(' or ')}`;
    throw new ProductError('not-found', { system: systemTitle, what });
  }
  const contacts = await client.contacts(organization.id);
  return contacts
    .filter(({ typeName }) => wanted.has(folded(typeName)))
    .map(({ name, email, typeName }) => ({ name, email: email || null, type: typeName }));
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
