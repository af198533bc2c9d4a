import type { CustomerFile } from '../../domain/customer-file.ts';
import type { AutotaskCompanyId } from '../../domain/ids.ts';
import { ProductError } from '../../domain/problems.ts';
import type { AutotaskCompany, FoundCompany } from './answers.ts';
import type { AutotaskClient } from './client.ts';
import { systemTitle } from './errors.ts';

/** The customer's company in Autotask, agreed with the customer file. */
export interface ResolvedCompany {
  readonly companyId: AutotaskCompanyId;
  readonly name: string;
  readonly isActive: boolean;
}

/**
 * Finds the customer's company and makes sure that no other can be meant. Throws the client's errors, and `not-found`
 * for an unknown id, `mismatch` for another name or an inactive company, `ambiguous` for a second active one of that name.
 */
export async function resolveAutotaskCompany(
  client: AutotaskClient,
  customer: CustomerFile,
): Promise<ResolvedCompany> {
  const company = await agreedCompany(client, customer);
  refuseNamesakes(await client.companiesNamed(company.name));
  return { companyId: company.id, name: company.name, isActive: company.isActive };
}

/**
 * The company with the file's id, active and of the file's name. Throws the client's errors and `mismatch`:
 * an id typed wrongly must never change another customer's record.
 */
export async function agreedCompany(
  client: AutotaskClient,
  customer: CustomerFile,
): Promise<AutotaskCompany> {
  const { companyId, companyName } = customer.systems.autotask;
  const company = await client.company(companyId);
  if (company.name !== companyName) {
    throw mismatch(
      'the company’s name',
      `company ${companyId} is “${company.name}” there, “${companyName}” in the file`,
    );
  }
  if (!company.isActive) throw mismatch('the company', `“${companyName}” (${companyId}) is inactive there`);
  return company;
}

/** Other systems are matched by name, so a second company of the same name is a stop. */
function refuseNamesakes(companies: readonly FoundCompany[]): void {
  const active = companies.filter(({ isActive }) => isActive);
  if (active.length < 2) return;
  throw new ProductError('ambiguous', {
    system: systemTitle,
    what: `the name “${active[0]?.name ?? ''}”`,
    detail: `active companies with the ids ${active.map(({ id }) => id).join(', ')}`,
  });
}

function mismatch(what: string, detail: string): ProductError {
  return new ProductError('mismatch', { system: systemTitle, what, detail });
}
