import type { EvidenceReference } from '../../domain/evidence.ts';
import { takePicture } from '../browser/picture.ts';
import { look } from '../browser/screen.ts';
import { emptySecretFields } from './login-page.ts';
import { actionSignal, type Portal } from './portal.ts';

/** Takes pictures of the portal, numbered in the order in which they were taken. */
export interface Pictures {
  /** Takes and keeps one. Never throws: a picture is not worth an error of its own. */
  take(portal: Portal, name: string): Promise<void>;
  /** The references of all that were kept since the last call. */
  collect(): EvidenceReference[];
}

/** Pictures that go to `keep`; each may take so many milliseconds. */
export function createPictures(
  keep: (name: string, bytes: Uint8Array) => Promise<EvidenceReference>,
  timeoutMs: number,
): Pictures {
  const kept: EvidenceReference[] = [];
  let number = 0;
  return {
    take: async (portal, name) => {
      const hidden = await secretsHidden({ ...portal, pageTimeoutMs: timeoutMs });
      const bytes = hidden ? await takePicture(portal.tab, timeoutMs) : undefined;
      if (!bytes) return;
      number += 1;
      const reference = await keep(`${String(number).padStart(2, '0')}-${name}.png`, bytes).catch(
        () => undefined,
      );
      if (reference) kept.push(reference);
    },
    collect: () => kept.splice(0),
  };
}

/** Passwords show as dots, one-time codes as they are: both are taken out. Without certainty there is no picture. */
async function secretsHidden(portal: Portal): Promise<boolean> {
  try {
    await emptySecretFields(portal, await look(portal.tab, actionSignal(portal)));
    return true;
  } catch {
    return false;
  }
}
