import { readFileSync } from 'node:fs';
import { isLoopback } from '../activities/http/loopback-only.ts';
import { parseProfile, showFault } from '../domain/yaml-document.ts';

/**
 * Refuses a profile that names anything but this machine, before anything is started with it: a sample run, rehearsal
 * or test can never touch a real system. Throws an `Error` that names the addresses.
 */
export function loopbackProfile(path: string): void {
  const parsed = parseProfile(readFileSync(path, 'utf8'), path);
  if (!parsed.ok) throw new Error(parsed.faults.map(showFault).join('\n'));
  const { autotask, liftOff, itGlue, dattoRmm, screenConnect, splashtop, slack, email } =
    parsed.value.systems;
  const { heartbeatUrl } = parsed.value.policies.morning;
  const urls = [
    autotask.zoneDiscoveryUrl,
    liftOff.url,
    slack.apiUrl,
    ...inUse(itGlue, itGlue.apiUrl),
    ...inUse(dattoRmm, dattoRmm.apiUrl),
    ...inUse(dattoRmm.portal, dattoRmm.portal.url),
    ...inUse(dattoRmm.portal, dattoRmm.portal.authUrl),
    ...inUse(screenConnect, screenConnect.url),
    ...inUse(splashtop, splashtop.apiUrl),
    ...(heartbeatUrl === undefined ? [] : [heartbeatUrl]),
  ];
  const hosts = urls.map((url) => new URL(url).hostname);
  const foreign = [...hosts, email.host].filter((host) => host !== '' && !isLoopback(host));
  if (foreign.length === 0) return;
  throw new Error(
    `${path} names ${foreign.join(', ')}, but this run may touch nothing but simulators on this machine. ` +
      'Real systems are for `npm run worker`.',
  );
}

/** The address of a system that is automated; without one of its own it has the vendor's, which is not this machine. */
function inUse({ mode }: { readonly mode: string }, url: string | undefined): string[] {
  return mode === 'off' || mode === 'by-hand' ? [] : [url ?? 'https://the-vendors-own-address.invalid/'];
}
