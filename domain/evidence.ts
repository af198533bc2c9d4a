/** Where a piece of evidence lies in the store, and its digest: all that enters workflow history. */
export interface EvidenceReference {
  /** `<workflow id>/…/<activity>-<attempt>/<name>`, with forward slashes. */
  readonly key: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string;
  /** How many bytes; missing in what was kept before sizes were. */
  readonly size?: number;
}

/** Whether what lies under the key is a picture; all else is text. */
export function isPicture(key: string): boolean {
  return /\.(png|jpe?g)$/.test(key);
}

/** So much evidence travels with a failure, the newest: Temporal's server cuts failures of more than a few kilobytes. */
export const FAILURE_EVIDENCE_LIMIT = 6;

/** Whether something that came from elsewhere is such a reference. By hand: workflows load no schemas. */
export function isEvidenceReference(value: unknown): value is EvidenceReference {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('sha256' in value)) return false;
  const hasSize = !('size' in value) || typeof value.size === 'number';
  return typeof value.key === 'string' && typeof value.sha256 === 'string' && hasSize;
}
