import type { FastifyRequest } from 'fastify';
import { diffRecord } from '../kit/audit.ts';
import { numberOption } from '../kit/faults.ts';
import type { FaultAlias } from '../kit/http-faults.ts';
import type { HttpContext } from '../kit/http-server.ts';
import type { Fault } from '../kit/types.ts';
import { auditRecord, type ItGlueState, type Resource, traitsOf } from './state.ts';

const GATEWAY_PAGE = '<html><head><title>504 Gateway Time-out</title></head><body></body></html>';

function isWrite(request: FastifyRequest): boolean {
  return request.method !== 'GET';
}

/** This system's names for generic faults. */
export const FAULT_ALIASES: { readonly [name: string]: FaultAlias } = {
  '504': { kind: 'status', options: { status: 504, body: GATEWAY_PAGE } },
  '500': {
    kind: 'status',
    options: { status: 500, body: { errors: [{ status: '500', title: 'Internal Server Error' }] } },
  },
  'hang-after-commit': { kind: 'hang', options: { afterCommit: true }, only: isWrite },
  'commit-then-drop': { kind: 'drop-after-commit', only: isWrite },
};

/** The vendor's stamps show whole seconds only, so two changes may bear the same one. */
export function stamp(row: Resource, now: Date): void {
  row.attributes['updated-at'] = `${now.toISOString().slice(0, 19)}.000Z`;
}

/** Somebody else changes one trait of an asset: `{ trait, value, actor }`. */
function editTrait(context: HttpContext<ItGlueState>, { options = {} }: Fault, asset: Resource): void {
  const before = auditRecord('flexible_assets', asset);
  const trait = String(options['trait'] ?? '');
  asset.attributes['traits'] = { ...traitsOf(asset), [trait]: options['value'] ?? null };
  stamp(asset, context.clock.now());
  const actor = String(options['actor'] ?? 'somebody else');
  context.audit(actor, diffRecord(before, auditRecord('flexible_assets', asset)));
}

/**
 * `concurrent-edit`: an asset changes right after the request that is struck was carried out, or right before with
 * `{ when: 'before' }`. Struck on a GET it lands between a client's look and its write.
 */
export function aroundAsset<Result>(
  context: HttpContext<ItGlueState>,
  request: FastifyRequest,
  asset: Resource,
  work: () => Result,
): Result {
  const edit = context.strike(request, 'concurrent-edit');
  const early = edit?.options?.['when'] === 'before';
  if (edit && early) editTrait(context, edit, asset);
  const result = work();
  if (edit && !early) editTrait(context, edit, asset);
  return result;
}

/** `stale-read`: the next reads show the asset as it was, `{ reads: 2 }` of them. */
export function rememberOld(
  context: HttpContext<ItGlueState>,
  request: FastifyRequest,
  asset: Resource,
): void {
  const stale = context.strike(request, 'stale-read');
  if (!stale) return;
  const attributes = structuredClone(asset.attributes);
  context.state().staleAssets.push({ id: asset.id, attributes, left: numberOption(stale, 'reads', 1) });
}

/** `trait-key-renamed`: an administrator makes a field anew, so that its key is another: `{ from, to }`. */
export function renameTraitKey(context: HttpContext<ItGlueState>, request: FastifyRequest): void {
  const fault = context.strike(request, 'trait-key-renamed');
  if (!fault) return;
  const from = String(fault.options?.['from'] ?? '');
  const to = String(fault.options?.['to'] ?? '');
  const { rows } = context.state();
  for (const { attributes } of rows.flexible_asset_fields) {
    if (attributes['name-key'] === from) attributes['name-key'] = to;
  }
  for (const asset of rows.flexible_assets) {
    const { [from]: moved, ...others } = traitsOf(asset);
    if (moved !== undefined) asset.attributes['traits'] = { ...others, [to]: moved };
  }
}
