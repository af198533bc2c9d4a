/**
 * Keeps what a portal login needs beyond one activity (cookies, used one-time codes), encrypted, shared by all workers.
 * Nothing here is worth more than a new login: what cannot be read counts as absent.
 */
export interface SessionStore {
  /** What was saved under the name; undefined when absent or unreadable. */
  load(name: string): Promise<unknown>;
  /** Saves a value that JSON can hold, in place of an older one. Throws `ProductError` `unavailable`. */
  save(name: string, value: object): Promise<void>;
  /** Forgets what was saved, if anything. Throws `ProductError` `unavailable`. */
  forget(name: string): Promise<void>;
}
