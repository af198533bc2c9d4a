import path from 'node:path';
import type { BrowserPool } from '../../activities/browser/pool.ts';
import type { WithLease } from '../../activities/lease.ts';
import type { CurrentProfile, LoadedProfile } from '../../activities/profile-view.ts';
import { createDirectorySessionStore } from '../../activities/sessions/directory-store.ts';
import type { SessionStore } from '../../activities/sessions/session-store.ts';
import type { OpenVisit } from '../../activities/visit.ts';
import { ProductError } from '../../domain/problems.ts';

/** What holds for all outside systems of one worker. */
export interface SystemsOptions {
  readonly profile: CurrentProfile;
  /** Refuse every address that is not this machine: sample runs and tests can then touch nothing real. */
  readonly loopbackOnly: boolean;
  /** Folder that relative paths of the profile start from. */
  readonly home: string;
}

/** What visits to portals need beside that. */
export interface PortalOptions extends SystemsOptions {
  readonly pool: BrowserPool;
  readonly withLease: WithLease;
}

/** Keeps something made from the profile for as long as the profile stays the same. */
export function perRevision<Made>(
  profile: CurrentProfile,
  make: (loaded: LoadedProfile) => Made,
): () => Made {
  let kept: { readonly revision: string; readonly made: Made } | undefined;
  return () => {
    const loaded = profile();
    if (kept?.revision !== loaded.revision) kept = { revision: loaded.revision, made: make(loaded) };
    return kept.made;
  };
}

/** Visits that are always opened with the profile of the moment. */
export function visitsPerRevision(
  profile: CurrentProfile,
  make: (loaded: LoadedProfile) => OpenVisit | Promise<OpenVisit>,
): OpenVisit {
  const open = perRevision(profile, make);
  return async (context) => (await open())(context);
}

/** Where sessions of portals are kept, encrypted. Throws `profile-invalid` without a key. */
export function sessionStore({ home }: SystemsOptions, { profile, secrets }: LoadedProfile): SessionStore {
  if (secrets.sessionKey === undefined) throw lackingSecrets('portal sessions');
  return createDirectorySessionStore({
    directory: path.resolve(home, profile.storage.folder, 'sessions'),
    keys: [{ id: 'current', secret: secrets.sessionKey }],
  });
}

/** A file that the profile names, if it does. */
export function fileOf({ home }: SystemsOptions, file: string | undefined): string | undefined {
  return file === undefined ? undefined : path.resolve(home, file);
}

/** A system is asked for whose mode needs secrets that this worker has not been given. */
export function lackingSecrets(system: string): ProductError {
  return new ProductError('profile-invalid', { detail: `the secrets of ${system} are not configured` });
}
