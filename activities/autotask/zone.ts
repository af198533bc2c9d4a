import { z } from 'zod';
import { ProductError } from '../../domain/problems.ts';
import type { Exchange } from '../http/exchange.ts';
import { isLoopback } from '../http/loopback-only.ts';
import { type Call, notUnderstood, parsedJson, refusal, systemTitle, unanswered } from './errors.ts';

/** Finds the address that the tenant's zone answers under. It needs no credentials. */
export interface Zone {
  /** The zone's address with a slash at the end; looked up once. Throws `ProductError`. */
  url(): Promise<URL>;
  /** Looks it up anew: zones move. Throws `ProductError`. */
  urlNow(): Promise<URL>;
}

const zoneAnswer = z.object({ url: z.url() });
const call: Call = { method: 'GET', path: 'zoneInformation', wanted: 'find our zone' };

/** Makes the finder. `discoveryUrl` is any `webservicesN` host, or the whole address of `zoneInformation`. */
export function createZone(exchange: Exchange, discoveryUrl: string, username: string): Zone {
  const address = discoveryAddress(discoveryUrl, username);
  let found: Promise<URL> | undefined;
  const urlNow = () => {
    const asked = askForZone(exchange, address);
    found = asked;
    // A failed look-up is not remembered.
    asked.catch(() => {
      if (found === asked) found = undefined;
    });
    return asked;
  };
  return { url: () => found ?? urlNow(), urlNow };
}

function discoveryAddress(discoveryUrl: string, username: string): URL {
  const isWhole = /\/zoneInformation\/?$/i.test(new URL(discoveryUrl).pathname);
  const address = new URL(
    isWhole ? discoveryUrl : new URL('/ATServicesRest/V1.0/zoneInformation', discoveryUrl),
  );
  address.searchParams.set('user', username);
  return address;
}

async function askForZone(exchange: Exchange, address: URL): Promise<URL> {
  const outcome = await exchange({ method: 'GET', url: address });
  if (outcome.kind === 'no-answer') throw unanswered(call, outcome);
  if (outcome.status !== 200) throw refusal(call, outcome);
  const zone = zoneAnswer.safeParse(parsedJson(outcome.text));
  if (!zone.success) throw notUnderstood(call);
  return zoneUrl(zone.data.url);
}

/** The vendor gives it with a slash at the end; without one the last segment would be lost when joining. */
function zoneUrl(text: string): URL {
  const url = new URL(text.endsWith('/') ? text : `${text}/`);
  if (url.protocol === 'https:' || isLoopback(url.hostname)) return url;
  throw new ProductError('profile-invalid', {
    detail: `the zone that ${systemTitle} names is not encrypted (${url.protocol}//${url.hostname})`,
  });
}
