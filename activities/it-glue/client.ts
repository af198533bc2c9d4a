import { ProductError } from '../../domain/problems.ts';
import {
  type Asset,
  type AssetField,
  type AssetType,
  assetFieldSchema,
  assetSchema,
  assetTypeSchema,
  contactSchema,
  contactTypeSchema,
  type ItGlueContact,
  type Organization,
  oneSchema,
  organizationSchema,
  type Traits,
  writtenSchema,
} from './answers.ts';
import { type Call, systemTitle } from './errors.ts';
import { type Ask, type AskAll, createAsk, createAskAll, type ItGlueSettings } from './requests.ts';

/**
 * The part of IT Glue's REST API that we use. Every method throws the `ProductError`s of `Ask`; none
 * repeats a request: the workflow does. Only the last two change anything. A filter that is not understood is ignored
 * without a word, so what belongs to something else never leaves this client.
 */
export interface ItGlueClient {
  /** Organizations that the vendor says are the Autotask company with that id: one, if all is well. */
  organizationsOfCompany(companyId: number): Promise<Organization[]>;
  /** Flexible asset types of exactly that name. */
  assetTypesNamed(name: string): Promise<AssetType[]>;
  assetFields(typeId: string): Promise<AssetField[]>;
  /** The organization's assets of that type, archived ones too. */
  assets(organizationId: string, typeId: string): Promise<Asset[]>;
  /** One asset. Throws `not-found`. */
  asset(id: string): Promise<Asset>;
  /** The organization's contacts (R3, R4, R5). */
  contacts(organizationId: string): Promise<ItGlueContact[]>;
  /** Names of all contact types; they show too that the key is accepted. */
  contactTypes(): Promise<string[]>;
  /** Replaces all traits of an asset: what is not named is deleted. Proves nothing. */
  replaceTraits(id: string, traits: Traits): Promise<void>;
  /** Makes an asset. Never call it without having looked for one: it cannot be repeated safely. */
  createAsset(organizationId: string, typeId: string, traits: Traits): Promise<void>;
}

/** Makes the client. Opens nothing before the first call. */
export function createItGlueClient(settings: ItGlueSettings): ItGlueClient {
  const ask = createAsk(settings);
  const askAll = createAskAll(ask, settings.pageSize);
  return {
    organizationsOfCompany: (companyId) => organizationsOfCompany(askAll, companyId),
    assetTypesNamed: (name) => assetTypesNamed(askAll, name),
    assetFields: (typeId) => assetFields(askAll, typeId),
    assets: (organizationId, typeId) => assets(askAll, organizationId, typeId),
    asset: (id) => asset(ask, id),
    contacts: (organizationId) => contacts(askAll, organizationId),
    contactTypes: () => contactTypes(askAll),
    replaceTraits: (id, traits) => replaceTraits(ask, id, traits),
    createAsset: (organizationId, typeId, traits) => createAsset(ask, organizationId, typeId, traits),
  };
}

/** A value in a filter: a comma would divide it. */
function filterValue(text: string): string {
  return text.replaceAll(',', '\\,');
}

function organizationsOfCompany(askAll: AskAll, companyId: number): Promise<Organization[]> {
  // The id alone is ignored or refused: it counts within one kind of PSA only.
  const query = { 'filter[psa_id]': String(companyId), 'filter[psa_integration_type]': 'autotask' };
  const call = { method: 'GET', path: 'organizations', query, wanted: 'find the organization' } as const;
  return askAll(call, organizationSchema);
}

async function assetTypesNamed(askAll: AskAll, name: string): Promise<AssetType[]> {
  const all = { method: 'GET', path: 'flexible_asset_types', wanted: `find the type “${name}”` } as const;
  const named = (types: readonly AssetType[]) => types.filter((type) => type.name === name);
  const query = { 'filter[name]': filterValue(name) };
  const found = named(await askAll({ ...all, query }, assetTypeSchema));
  // Anything but one may be the filter's doing: then the whole list decides.
  return found.length === 1 ? found : named(await askAll(all, assetTypeSchema));
}

function assetFields(askAll: AskAll, typeId: string): Promise<AssetField[]> {
  const path = `flexible_asset_types/${typeId}/relationships/flexible_asset_fields`;
  return askAll({ method: 'GET', path, wanted: 'read the fields of the type' }, assetFieldSchema);
}

/** The documented spelling and the one of the vendor's own wrapper differ; either may be ignored. */
const spellings = [
  { organization: 'filter[organization_id]', type: 'filter[flexible_asset_type_id]' },
  { organization: 'filter[organization-id]', type: 'filter[flexible-asset-type-id]' },
] as const;

async function assets(askAll: AskAll, organizationId: string, typeId: string): Promise<Asset[]> {
  const [snake, kebab] = spellings;
  const listed = async ({ organization, type }: (typeof spellings)[number]) => {
    const query = { [organization]: organizationId, [type]: typeId };
    const call = { method: 'GET', path: 'flexible_assets', query, wanted: 'find the assets' } as const;
    const found = await askAll(call, assetSchema);
    return found.filter((one) => one.organizationId === organizationId && one.typeId === typeId);
  };
  const found = await listed(snake).catch(noneIfRefused);
  return found.length > 0 ? found : await listed(kebab);
}

/** A spelling that is not known may be refused as well: the type filter is then missing. */
function noneIfRefused(error: unknown): [] {
  if (error instanceof ProductError && error.problem.code === 'input-rejected') return [];
  throw error;
}

async function asset(ask: Ask, id: string): Promise<Asset> {
  const call: Call = {
    method: 'GET',
    path: `flexible_assets/${id}`,
    wanted: 'read the asset',
    row: `flexible asset with id ${id}`,
  };
  const { data } = await ask(call, oneSchema(assetSchema));
  return data;
}

async function contacts(askAll: AskAll, organizationId: string): Promise<ItGlueContact[]> {
  const query = { 'filter[organization_id]': organizationId };
  const call = { method: 'GET', path: 'contacts', query, wanted: 'read the contacts' } as const;
  const found = await askAll(call, contactSchema);
  return found.filter((one) => one.organizationId === organizationId);
}

function contactTypes(askAll: AskAll): Promise<string[]> {
  return askAll(
    { method: 'GET', path: 'contact_types', wanted: 'read the contact types' },
    contactTypeSchema,
  );
}

async function replaceTraits(ask: Ask, id: string, traits: Traits): Promise<void> {
  const call: Call = {
    method: 'PATCH',
    path: `flexible_assets/${id}`,
    body: { data: { type: 'flexible_assets', attributes: { traits } } },
    wanted: 'change the asset',
    row: `flexible asset with id ${id}`,
  };
  await ask(call, writtenSchema);
}

async function createAsset(ask: Ask, organizationId: string, typeId: string, traits: Traits): Promise<void> {
  const attributes = {
    organization_id: exactNumber(organizationId),
    flexible_asset_type_id: exactNumber(typeId),
    traits,
  };
  const body = { data: { type: 'flexible_assets', attributes } };
  await ask({ method: 'POST', path: 'flexible_assets', body, wanted: 'add the asset' }, writtenSchema);
}

/** An id as the number that a create wants; rounded, it could be another customer's. */
function exactNumber(id: string): number {
  const exact = Number(id);
  if (Number.isSafeInteger(exact)) return exact;
  const detail = `the id ${id} is too long to be exact as a number`;
  throw new ProductError('our-request', { system: systemTitle, wanted: 'add the asset', detail });
}
