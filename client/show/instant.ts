/** `2026-12-14T12:00:00.000Z` as a person reads it: `2026-12-14 12:00 UTC`. */
export function showInstant(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
