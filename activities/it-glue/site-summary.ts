import { ProductError } from '../../domain/problems.ts';
import type { Asset, AssetField, Organization } from './answers.ts';
import type { ItGlueClient } from './client.ts';
import { systemTitle } from './errors.ts';

/** Where the customer's Site Summary belongs, and what its fields are. */
export interface SummaryPlace {
  readonly organization: Organization;
  readonly typeName: string;
  readonly typeId: string;
  readonly fields: readonly AssetField[];
}

/** The flexible asset type and its fields, by the type's name. Throws the client's errors, `not-found`, `ambiguous`. */
export async function summaryPlace(
  client: ItGlueClient,
  organization: Organization,
  typeName: string,
): Promise<SummaryPlace> {
  const types = await client.assetTypesNamed(typeName);
  const [type, second] = types;
  const what = `flexible asset type “${typeName}”`;
  if (!type) throw new ProductError('not-found', { system: systemTitle, what });
  if (second) {
    const detail = `${types.length} types have that name`;
    throw new ProductError('ambiguous', { system: systemTitle, what, detail });
  }
  return { organization, typeName, typeId: type.id, fields: await client.assetFields(type.id) };
}

/**
 * The organization's one Site Summary as it is now; undefined when there is none. Archived ones do not count.
 * Throws the client's errors, and `ambiguous` for several: only a person knows which one people look at.
 */
export async function findSummary(client: ItGlueClient, place: SummaryPlace): Promise<Asset | undefined> {
  const { organization, typeId, typeName } = place;
  const all = await client.assets(organization.id, typeId);
  const current = all.filter(({ isArchived }) => !isArchived);
  const [only, second] = current;
  if (!second) return only && (await summaryNow(client, place, only.id));
  throw new ProductError('ambiguous', {
    system: systemTitle,
    what: `the ${typeName} of “${organization.name}”`,
    detail: `the organization has ${current.length} of them`,
  });
}

/** The Site Summary with that id. Throws the client's errors, and `mismatch` if it is another organization's by now. */
export async function summaryNow(
  client: ItGlueClient,
  { organization, typeName }: SummaryPlace,
  id: string,
): Promise<Asset> {
  const asset = await client.asset(id);
  if (asset.organizationId === organization.id) return asset;
  const what = `the ${typeName} ${id}`;
  throw new ProductError('mismatch', {
    system: systemTitle,
    what,
    detail: 'it belongs to another organization',
  });
}

/** What a person is told when there is none. */
export function noSummary({ organization, typeName }: SummaryPlace): ProductError {
  return new ProductError('not-found', {
    system: systemTitle,
    what: `${typeName} of “${organization.name}”`,
  });
}
