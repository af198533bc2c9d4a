import { ProductError } from '../../domain/problems.ts';

/** Whether a host name or address means this machine itself. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

/**
 * Refuses a host that is not this machine, so that a sample run can never touch anything real (design, Where things run).
 * Throws `ProductError` `profile-invalid`, naming the host only: the rest of an address may be a secret.
 */
export function assertLoopback(system: string, host: string): void {
  if (isLoopback(host)) return;
  throw new ProductError('profile-invalid', {
    detail: `this run may touch nothing but simulators on this machine, but the address of ${system} is ${host}`,
  });
}
