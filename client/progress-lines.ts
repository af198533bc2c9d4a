import type { OnWaiting } from './reading-client.ts';
import type { Terminal } from './terminal.ts';

const WIPE = '\r\x1b[K';

/** Tells on stderr what is waited for: one line that is written over on a screen, a single line elsewhere. */
export async function withProgress<Result>(
  { err, live }: Terminal,
  what: string,
  work: (onWaiting: OnWaiting) => Promise<Result>,
): Promise<Result> {
  err(live ? what : `${what}\n`);
  const begun = Date.now();
  try {
    return await work((waitingFor) => {
      if (live) err(`${WIPE}${what} (${seconds(begun)} s): waiting for ${waitingFor}`);
    });
  } finally {
    if (live) err(WIPE);
  }
}

function seconds(begun: number): number {
  return Math.round((Date.now() - begun) / 1000);
}
