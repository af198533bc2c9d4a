import type { CustomerFile } from '../../domain/customer-file.ts';
import { ProductError } from '../../domain/problems.ts';
import type { ItGlueContact, Organization } from './answers.ts';
import type { ItGlueClient } from './client.ts';
import { systemTitle } from './errors.ts';

/**
 * The customer's organization: the one that the vendor links to the file's Autotask company, of the file's name. Throws
 * the client's errors, and `not-synced` while there is none (organizations come from Autotask), `ambiguous` for several
 * (a filter that is ignored gives all of them, it-glue.md §3), `mismatch` for another name or a link that is gone.
 */
export async function agreedOrganization(
  client: ItGlueClient,
  customer: CustomerFile,
): Promise<Organization> {
  const { companyId, companyName } = customer.systems.autotask;
  const what = `the organization of Autotask’s company ${companyId}`;
  const [only, ...more] = await client.organizationsOfCompany(companyId);
  if (!only) throw new ProductError('not-synced', { system: systemTitle, what });
  if (more.length > 0) {
    const detail = `${more.length + 1} organizations come back for that id`;
    throw new ProductError('ambiguous', { system: systemTitle, what, detail });
  }
  if (only.name !== companyName) {
    const detail = `it is “${only.name}” there, “${companyName}” in the file`;
    throw new ProductError('mismatch', { system: systemTitle, what, detail });
  }
  if (only.psaIntegration === 'orphaned') {
    const detail = `“${only.name}” has lost its company in Autotask`;
    throw new ProductError('mismatch', { system: systemTitle, what, detail });
  }
  return only;
}

/**
 * R5 · Contacts of the customer whose type is one of these names, in any capitals: candidates that a person may choose
 * approvers from. Nobody becomes one by standing here. Throws what `agreedOrganization` throws, and `not-found` for a type
 * that the account does not have: a name typed wrongly would find nobody without a word.
 */
export async function approverCandidates(
  client: ItGlueClient,
  customer: CustomerFile,
  typeNames: readonly string[],
): Promise<ItGlueContact[]> {
  const known = (await client.contactTypes()).map(folded);
  const missing = typeNames.find((name) => !known.includes(folded(name)));
  if (missing !== undefined) {
    throw new ProductError('not-found', { system: systemTitle, what: `contact type “${missing}”` });
  }
  const organization = await agreedOrganization(client, customer);
  const wanted = typeNames.map(folded);
  const contacts = await client.contacts(organization.id);
  return contacts.filter(({ typeName }) => wanted.includes(folded(typeName)));
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
