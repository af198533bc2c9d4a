/**
 * How long a `Retry-After` header asks to wait, in milliseconds: seconds or an HTTP date (RFC 9110 §10.2.3).
 * Undefined when there is none or it cannot be understood.
 */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const untilMs = Date.parse(header) - now.getTime();
  return Number.isNaN(untilMs) ? undefined : Math.max(0, untilMs);
}
