import { readFileSync, statSync } from 'node:fs';
import type { Profile } from '../../domain/profile.ts';
import { parseProfile, showFault } from '../../domain/yaml-document.ts';

/**
 * The profile of the moment: read again when its file has changed, so that whoever leaves it is out at once. One that has
 * a fault is told and not used; the last valid one stays.
 */
export function profileSource(path: string, first: Profile, tell: (line: string) => void): () => Profile {
  let current = first;
  let readAt = modifiedAt(path);
  return () => {
    const changedAt = modifiedAt(path);
    if (changedAt === undefined || changedAt === readAt) return current;
    readAt = changedAt;
    const parsed = parseProfile(readFileSync(path, 'utf8'), path);
    if (parsed.ok) current = parsed.value;
    else
      tell(
        [
          `The changed profile ${path} cannot be used; the last one stays.`,
          ...parsed.faults.map(showFault),
        ].join('\n'),
      );
    return current;
  };
}

/** Undefined while the file is away: one that is replaced vanishes for a moment. */
function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
