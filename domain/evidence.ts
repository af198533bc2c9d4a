/** Where a piece of evidence lies in the store, and its digest: all that enters workflow history. */
export interface EvidenceReference {
  /** `<workflow id>/…/<activity>-<attempt>/<name>`, with forward slashes. */
  readonly key: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string;
  /** How many bytes; missing in what was kept before sizes were. */
  readonly size?: number;
}
