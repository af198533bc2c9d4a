import { randomUUID, timingSafeEqual } from 'node:crypto';
import { CODE_MINUTES, mailedCode } from '../../../activities/links/mailed-code.ts';
import type { PersonId } from '../../../domain/ids.ts';

const CODE_MS = CODE_MINUTES * 60_000;
/** Wrong codes per mail; then another one must be asked for. */
const TRIES = 5;
/** Mails per person in the time that a code is good for: nobody’s mailbox is flooded by whoever has a link. */
const MAILS = 3;
/** Wrong codes for one link in all: guessing for days leads nowhere either. */
const WRONG_PER_LINK = 15;

interface Challenge {
  readonly id: string;
  readonly link: string;
  readonly person: PersonId;
  readonly endsAt: number;
  wrong: number;
}

/** What came of entering a code. */
export type Entered =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'over' };

/**
 * The codes that were mailed and not entered yet, in this process alone. The code itself is kept nowhere: it is made again
 * from the challenge.
 */
export class Challenges {
  readonly #key: Buffer;
  readonly #now: () => Date;
  readonly #open = new Map<string, Challenge>();
  readonly #wrongByLink = new Map<string, number>();

  constructor(key: Buffer, now: () => Date) {
    this.#key = key;
    this.#now = now;
  }

  /** A new challenge for a link; undefined when too many were mailed to the person, or guessed at. */
  begin(link: string, person: PersonId): string | undefined {
    this.#forgetOld();
    const mailed = [...this.#open.values()].filter((one) => one.person === person).length;
    if (mailed >= MAILS || this.#isLocked(link)) return undefined;
    const id = randomUUID();
    const endsAt = this.#now().getTime() + CODE_MS;
    this.#open.set(id, { ...{ id, link, person, endsAt }, wrong: 0 });
    return id;
  }

  /** Forgets a challenge whose code could not be mailed: it does not count against the person’s mails. */
  drop(id: string): void {
    this.#open.delete(id);
  }

  /** Holds a code against its challenge. The right one is good once. */
  enter(id: string, link: string, code: string): Entered {
    this.#forgetOld();
    const challenge = this.#open.get(id);
    if (challenge === undefined || challenge.link !== link) return { kind: 'over' };
    if (challenge.wrong >= TRIES || this.#isLocked(link)) return { kind: 'over' };
    if (isSame(code, mailedCode(this.#key, id))) {
      this.#open.delete(id);
      return { kind: 'right' };
    }
    challenge.wrong += 1;
    this.#wrongByLink.set(link, (this.#wrongByLink.get(link) ?? 0) + 1);
    const left = TRIES - challenge.wrong;
    return left > 0 ? { kind: 'wrong', left } : { kind: 'over' };
  }

  #isLocked(link: string): boolean {
    return (this.#wrongByLink.get(link) ?? 0) >= WRONG_PER_LINK;
  }

  #forgetOld(): void {
    const now = this.#now().getTime();
    for (const { id, endsAt } of this.#open.values()) if (endsAt <= now) this.#open.delete(id);
  }
}

function isSame(one: string, other: string): boolean {
  const [given, right] = [Buffer.from(one), Buffer.from(other)];
  return given.length === right.length && timingSafeEqual(given, right);
}
