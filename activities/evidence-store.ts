import type { EvidenceReference } from '../domain/evidence.ts';

/** Keeps screenshots and bodies outside of workflow history. Several workers share one store. */
export interface EvidenceStore {
  /** Stores the bytes under the key; the same key again replaces them. Throws `ProductError` `unavailable`. */
  put(key: string, bytes: Uint8Array): Promise<EvidenceReference>;
  /** The bytes, or undefined when nothing lies there. */
  get(key: string): Promise<Uint8Array | undefined>;
}
