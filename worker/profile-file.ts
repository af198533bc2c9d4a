import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { LoadedProfile } from '../activities/profile-view.ts';
import { type Environment, resolveSecrets } from '../domain/secrets.ts';
import { type Fault, parseProfile, showFault } from '../domain/yaml-document.ts';

/** A profile that cannot be used, with every fault of it. */
export class ProfileFault extends Error {
  override readonly name = 'ProfileFault';
  readonly faults: readonly Fault[];

  constructor(path: string, faults: readonly Fault[]) {
    super(`The profile ${path} cannot be used:\n${faults.map(showFault).join('\n')}`);
    this.faults = faults;
  }
}

/** The profile of this moment. */
export interface ProfileFile {
  current(): LoadedProfile;
}

/** Reads the profile once. Throws `ProfileFault`, or an `Error` when the file cannot be read. */
export function readProfile(path: string, environment: Environment): LoadedProfile {
  const text = readFileSync(path, 'utf8');
  const parsed = parseProfile(text, path, environment, readSecretFile);
  if (!parsed.ok) throw new ProfileFault(path, parsed.faults);
  const resolved = resolveSecrets(parsed.value, environment, readSecretFile);
  if (!resolved.ok)
    throw new Error(resolved.missing.map(({ message, remedy }) => `${message}. ${remedy}`).join('\n'));
  const revision = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { profile: parsed.value, secrets: resolved.secrets, revision };
}

/**
 * A profile that is read again whenever its file has changed. An invalid one is told loudly and not used: the last
 * valid one goes on. Throws like `readProfile` when the first one is invalid.
 */
export function watchProfile(
  path: string,
  environment: Environment,
  warn: (text: string) => void,
): ProfileFile {
  let changedAt = modifiedAt(path);
  let loaded = readProfile(path, environment);
  return {
    current: () => {
      const now = modifiedAt(path);
      if (now === changedAt) return loaded;
      changedAt = now;
      try {
        loaded = readProfile(path, environment);
      } catch (error) {
        warn(
          `${error instanceof Error ? error.message : String(error)}\nThe last valid profile (${loaded.revision}) stays in use.`,
        );
      }
      return loaded;
    },
  };
}

function readSecretFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Undefined while the file is away: a file that is replaced vanishes for a moment. */
function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
