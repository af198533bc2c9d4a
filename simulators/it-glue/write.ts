import type { FastifyRequest } from 'fastify';
import { diffRecord } from '../kit/audit.ts';
import type { HttpContext } from '../kit/http-server.ts';
import { isObject, type JsonObject, toJson, toJsonObject } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import { attributeRequired, badRequest, noBulk, notFound, synced, unsupportedType } from './errors.ts';
import type { Settings } from './options.ts';
import { aroundAsset, rememberOld, renameTraitKey, stamp } from './quirks.ts';
import { renderRow } from './render.ts';
import {
  auditRecord,
  type Collection,
  fieldsOfType,
  findRow,
  type ItGlueState,
  type Resource,
  traitsOf,
} from './state.ts';
import { readTraits, rewritten } from './traits.ts';

/** Who the audit names for what comes through the API. */
const ACTOR = 'api key';
/** What may be changed of a record that comes from the PSA. */
const FREE_OF_SYNC = ['alert', 'description', 'quick-notes'];
const ASSET_ATTRIBUTES = ['organization-id', 'restricted', 'archived'];

/** One write. */
export interface Write {
  readonly context: HttpContext<ItGlueState>;
  readonly settings: Settings;
  readonly request: FastifyRequest;
}

/** The `data` of a payload; 415 when it is not declared as JSON:API. */
function dataOf(request: FastifyRequest): Json {
  const type = String(request.headers['content-type'] ?? '');
  if (!type.startsWith('application/vnd.api+json')) throw unsupportedType();
  const body = toJson(request.body);
  if (!isObject(body) || body['data'] === undefined) throw badRequest('param is missing: data');
  return toJson(body['data']);
}

/** Attributes of one item; names come with underscores or hyphens. */
function attributesOf(data: Json, collection: Collection): JsonObject {
  if (!isObject(data)) throw badRequest('data is invalid');
  if (String(data['type']).replaceAll('-', '_') !== collection) throw badRequest('type is invalid');
  const attributes = isObject(data['attributes']) ? toJsonObject(data['attributes']) : {};
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [key.replaceAll('_', '-'), value]),
  );
}

function oneOf(request: FastifyRequest, collection: Collection): JsonObject {
  const data = dataOf(request);
  if (Array.isArray(data)) throw noBulk();
  return attributesOf(data, collection);
}

function traitsSent(attributes: JsonObject): JsonObject {
  return isObject(attributes['traits']) ? toJsonObject(attributes['traits']) : {};
}

/** An asset's name comes from its fields for the title, never from the payload. */
function setTitle(state: ItGlueState, asset: Resource): void {
  const traits = traitsOf(asset);
  const title = fieldsOfType(state, asset.attributes['flexible-asset-type-id'])
    .filter(({ attributes }) => attributes['use-for-title'] === true)
    .map(({ attributes }) => traits[String(attributes['name-key'])] ?? '')
    .join(' ');
  asset.attributes['name'] = title || String(asset.attributes['flexible-asset-type-name']);
}

/** A `html-rewritten` that strikes counts like the switch. */
function rewriteOf({ context, settings, request }: Write): (html: string) => string {
  const strikes = context.strike(request, 'html-rewritten') !== undefined;
  return strikes || settings.switches.html === 'rewritten' ? rewritten : (html) => html;
}

/** Answers with the asset itself: what it has just been set to, even when reads lag behind. */
function answerOf(state: ItGlueState, asset: Resource): Json {
  return { data: renderRow(state, 'flexible_assets', asset) };
}

/** PATCH of an asset: traits, if there are any, replace all that there were. */
export function updateAsset(write: Write, id: number): Json {
  const { context, request } = write;
  const state = context.state();
  const asset = findRow(state, 'flexible_assets', id);
  if (!asset) throw notFound();
  const attributes = oneOf(request, 'flexible_assets');
  renameTraitKey(context, request);
  return aroundAsset(context, request, asset, () => {
    const typeId = asset.attributes['flexible-asset-type-id'];
    const traits =
      attributes['traits'] === undefined
        ? traitsOf(asset)
        : readTraits(state, typeId, traitsSent(attributes), rewriteOf(write));
    if (context.strike(request, 'patch-ok-not-applied')) return answerOf(state, asset);
    rememberOld(context, request, asset);
    const before = auditRecord('flexible_assets', asset);
    for (const name of ASSET_ATTRIBUTES) {
      if (attributes[name] !== undefined) asset.attributes[name] = attributes[name];
    }
    asset.attributes['traits'] = traits;
    setTitle(state, asset);
    stamp(asset, context.clock.now());
    context.audit(ACTOR, diffRecord(before, auditRecord('flexible_assets', asset)));
    return answerOf(state, asset);
  });
}

function createAsset(write: Write, attributes: JsonObject): Json {
  const { context } = write;
  const state = context.state();
  const organization = findRow(state, 'organizations', Number(attributes['organization-id']));
  if (!organization) throw attributeRequired('organization_id');
  const type = findRow(state, 'flexible_asset_types', Number(attributes['flexible-asset-type-id']));
  if (!type) throw attributeRequired('flexible_asset_type_id');
  const traits = readTraits(state, type.id, traitsSent(attributes), rewriteOf(write));
  state.nextId += 1;
  const asset = newAsset(state.nextId, organization, type, traits);
  setTitle(state, asset);
  stamp(asset, context.clock.now());
  state.rows.flexible_assets.push(asset);
  context.audit(ACTOR, diffRecord(undefined, auditRecord('flexible_assets', asset)));
  return renderRow(state, 'flexible_assets', asset);
}

/** An asset with the attributes that every one has. */
export function newAsset(id: number, organization: Resource, type: Resource, traits: JsonObject): Resource {
  const address = `https://example-msp.itglue.example/${organization.id}/assets/${type.id}/records/${id}`;
  return {
    id,
    attributes: {
      'organization-id': organization.id,
      'organization-name': organization.attributes['name'] ?? null,
      'resource-url': address,
      restricted: false,
      'my-glue': false,
      'flexible-asset-type-id': type.id,
      'flexible-asset-type-name': type.attributes['name'] ?? null,
      name: String(type.attributes['name']),
      traits,
      archived: false,
      'created-at': '2025-02-03T10:00:00.000Z',
      'updated-at': '2025-02-03T10:00:00.000Z',
    },
  };
}

/** POST of one asset; several only below their organization. */
export function createAssets(write: Write, organizationId: number | undefined): Json {
  const data = dataOf(write.request);
  if (organizationId === undefined) {
    return { data: createAsset(write, oneOf(write.request, 'flexible_assets')) };
  }
  const items = Array.isArray(data) ? data : [data];
  const made = items.map((item) => {
    const attributes = attributesOf(item, 'flexible_assets');
    return createAsset(write, { ...attributes, 'organization-id': organizationId });
  });
  return { data: made };
}

/** PATCH of an organization, location or contact: hardly anything may change that is synced from the PSA. */
export function updateRow(write: Write, collection: Collection, id: number): Json {
  const state = write.context.state();
  const row = findRow(state, collection, id);
  if (!row) throw notFound();
  const attributes = oneOf(write.request, collection);
  const free = collection === 'organizations' ? FREE_OF_SYNC : [];
  const bound = Object.keys(attributes).filter((name) => !free.includes(name));
  if (row.psaId !== undefined && bound.length > 0) throw synced();
  if (attributes['contact-emails'] !== undefined) throw synced();
  const before = auditRecord(collection, row);
  row.attributes = { ...row.attributes, ...attributes };
  stamp(row, write.context.clock.now());
  write.context.audit(ACTOR, diffRecord(before, auditRecord(collection, row)));
  return { data: renderRow(state, collection, row) };
}

/** DELETE of an asset: its embedded passwords go with it. */
export function deleteAsset({ context }: Write, id: number): Json {
  const { rows } = context.state();
  const asset = findRow(context.state(), 'flexible_assets', id);
  if (!asset) throw notFound();
  const passwords = rows.passwords.filter(({ attributes }) => attributes['resource-id'] === id);
  rows.flexible_assets = rows.flexible_assets.filter((row) => row !== asset);
  rows.passwords = rows.passwords.filter((row) => !passwords.includes(row));
  context.audit(ACTOR, diffRecord(auditRecord('flexible_assets', asset), undefined));
  for (const password of passwords) {
    context.audit(ACTOR, diffRecord(auditRecord('passwords', password), undefined));
  }
  return {};
}
