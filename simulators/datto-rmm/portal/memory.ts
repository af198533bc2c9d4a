import { createSessions, type Session, type Sessions } from '../../lift-off/sessions.ts';
import type { DattoRmmState } from '../state.ts';
import type { Level } from './rights.ts';

/** A login that is under way at the other origin. */
export interface LoginFlow {
  readonly redirectUri: string;
  readonly state: string;
  email: string;
  step: 'password' | 'token' | 'account';
}

/** What a session on the platform is allowed to see, and where it is. */
export interface Seat {
  readonly account: string;
  level: Level;
}

/** What the portal remembers beside its state; it is forgotten when the state is reset. */
export interface Memory {
  readonly sessions: Sessions;
  readonly seats: Map<string, { readonly session: Session; readonly seat: Seat }>;
  readonly flows: Map<string, LoginFlow>;
  /** Where a login that was begun here leads back to, by its `state` parameter. */
  readonly returns: Map<string, string>;
  /** What the other origin has handed out to be redeemed once. */
  readonly codes: Map<string, { readonly email: string; readonly account: string }>;
  /** How many sites a group had before it was last saved. */
  readonly formerCounts: Map<number, number>;
}

/** Memories by state: a reset makes a new state, and so a new memory. */
export type Memories = (state: DattoRmmState) => Memory;

/** Keeps one memory per state. */
export function createMemories(idleMinutes: number): Memories {
  const memories = new WeakMap<DattoRmmState, Memory>();
  return (state) => {
    const memory = memories.get(state) ?? {
      sessions: createSessions(idleMinutes),
      seats: new Map(),
      flows: new Map(),
      returns: new Map(),
      codes: new Map(),
      formerCounts: new Map(),
    };
    memories.set(state, memory);
    return memory;
  };
}

/** Makes sessions look as if nobody had used them for long: of one login, or all. */
export function letIdle(memory: Memory, email?: string): void {
  for (const { session } of memory.seats.values()) {
    if (email === undefined || session.email === email) session.lastSeen = new Date(0);
  }
}
