import type { Json } from '../kit/types.ts';
import { failure } from './errors.ts';

/**
 * At the vendor a zone is a host. Here it is one server, so a tenant that moved has a first segment instead:
 * `/zone2/ATServicesRest/…`. It is no part of the API and therefore left out of the journal.
 */
export function zonePrefix(zone: number): string {
  return zone === 1 ? '' : `/zone${zone}`;
}

/** The base address of a zone: mixed case, with a slash at the end. */
export function zoneUrl(base: string, zone: number): string {
  return `${base}${zonePrefix(zone)}/ATServicesRest/`;
}

/** `zoneInformation`: in which zone a user lives. An unknown user is a 500. */
export function zoneInformation(base: string, zone: number, known: string, user: string): Json {
  if (user.toLowerCase() !== known.toLowerCase()) throw failure('Zone information could not be determined');
  return { zoneName: `America West ${zone}`, url: zoneUrl(base, zone), webUrl: `${base}/`, ci: 123456 };
}

/** A request path taken apart. */
export interface ApiPath {
  readonly zone: number;
  /** What follows `/ATServicesRest/`. */
  readonly segments: readonly string[];
}

/** Takes a path apart; undefined when it is outside the API. One slash at the end is allowed, case does not matter. */
export function readPath(path: string): ApiPath | undefined {
  const found = /^(?:\/zone(\d+))?\/atservicesrest\/([^?]*?)\/?$/i.exec(path);
  if (!found) return undefined;
  return { zone: Number(found[1] ?? 1), segments: (found[2] ?? '').split('/').map(decodeURIComponent) };
}

/** A path without the zone's segment, as it would be at the vendor. */
export function withoutZone(path: string): string {
  return path.replace(/^\/zone\d+(?=\/)/i, '');
}
