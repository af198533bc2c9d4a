import { type AddressInfo, BlockList, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { isLoopbackHost, maySayWhoTheyAre } from '../../domain/profile-web.ts';
import { baseOf, type WebParts } from './parts.ts';

const HOST = /^([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?$/i;
/** Headers that a proxy adds for whoever is behind it. */
const FORWARDED = /^(x-)?forwarded(-|$)|^x-real-ip$|^via$/;

/** The addresses of this machine that no other one reaches. */
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/**
 * Whether a request asks for a name of ours: that of the address that people know, or this machine’s own. What a proxy, or
 * somebody who plays one, says that the name was does not count.
 */
export function asksForUs({ profile }: WebParts, { headers }: FastifyRequest): boolean {
  const host = HOST.exec(headers.host ?? '')?.[1]?.toLowerCase();
  if (host === undefined) return false;
  return host === new URL(baseOf(profile())).hostname || isLoopbackHost(host);
}

/**
 * Whether we take somebody’s word for who they are: the profile says so, this process listens where other machines do not
 * get, whatever a profile that was read later says, and the request comes from this machine and through no proxy.
 */
export function takesTheirWord({ profile }: WebParts, request: FastifyRequest): boolean {
  if (!maySayWhoTheyAre(profile().web)) return false;
  const bound = request.server.addresses();
  if (bound.length === 0 || !bound.every(isBoundHere)) return false;
  if (Object.keys(request.headers).some((name) => FORWARDED.test(name))) return false;
  return isLoopbackAddress(request.socket.remoteAddress ?? '');
}

/** A socket of a file has a proxy in front, or none would get there. */
function isBoundHere(bound: AddressInfo | string): boolean {
  return typeof bound !== 'string' && isLoopbackAddress(bound.address);
}

function isLoopbackAddress(address: string): boolean {
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
