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
 * The organization's one Site Summary as it is now; undefined when there is none. Archived ones do not count. `chosenId`
 * is the one that a person chose. Throws the client's errors, and `choice-needed` for several: only a person knows which
 * one people look at.
 */
export async function findSummary(
  client: ItGlueClient,
  place: SummaryPlace,
  chosenId: string | undefined,
): Promise<Asset | undefined> {
  const all = await client.assets(place.organization.id, place.typeId);
  const current = all.filter(({ isArchived }) => !isArchived);
  const [first, second] = current;
  if (!first) return undefined;
  const only = second ? current.find(({ id }) => id === chosenId) : first;
  if (!only) throw severalSummaries(place, current);
  return await summaryNow(client, place, only.id);
}

function severalSummaries({ organization, typeName }: SummaryPlace, all: readonly Asset[]): ProductError {
  const details = {
    system: systemTitle,
    what: `the ${typeName} of “${organization.name}”`,
    detail: `the organization has ${all.length} of them`,
  };
  const choices = all.map(({ id, name, url }) => ({
    id,
    label: [name, url].filter(Boolean).join(', ') || id,
  }));
  return new ProductError('choice-needed', details, { choices });
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
