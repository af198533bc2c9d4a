import type { FastifyRequest } from 'fastify';
import type { Json } from '../kit/types.ts';
import { badRequest, notFound } from './errors.ts';
import type { RateLimits } from './limits.ts';
import type { Settings } from './options.ts';
import type { Pager } from './paging.ts';
import type { DattoRmmState, Device, Site } from './state.ts';
import type { Tokens } from './tokens.ts';

/** A call that carries a good token, with everything that answering it takes. */
export interface Call extends Pager {
  readonly settings: Settings;
  readonly limits: RateLimits;
  readonly tokens: Tokens;
  readonly request: FastifyRequest;
  readonly state: DattoRmmState;
  /** The path's variable parts, in order. */
  readonly ids: readonly string[];
}

/** Answers a call; `undefined` is a success without a body, as several writes give. */
export type Handler = (call: Call) => Json | undefined;

const UID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The name under which the audit keeps what the API did. */
export const API_ACTOR = 'API user';

function uidAt({ ids }: Call, at: number): string {
  const uid = ids[at] ?? '';
  // `Deleted Devices` has a malformed uid, calls on it fail.
  if (!UID.test(uid)) throw badRequest('malformed uid');
  return uid;
}

/** The row of a uid among these. Throws 400 for a malformed uid, 404 for an unknown one. */
export function rowAt<Row extends { readonly uid: string }>(
  call: Call,
  at: number,
  rows: readonly Row[],
): Row {
  const uid = uidAt(call, at);
  const row = rows.find((one) => one.uid === uid);
  if (!row) throw notFound();
  return row;
}

/** The site that the path names, as it is. */
export function siteAt(call: Call): Site {
  return rowAt(call, 0, call.state.sites);
}

/** The device that the path names. */
export function deviceAt(call: Call, at = 0): Device {
  return rowAt(call, at, call.state.devices);
}
