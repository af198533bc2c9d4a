import { randomUUID } from 'node:crypto';

/** Tokens of pages that are still open; older ones are forgotten. */
const KEPT_TOKENS = 100;

/** One login, possibly still waiting for its one-time code. */
export interface Session {
  readonly id: string;
  readonly email: string;
  readonly complete: boolean;
  lastSeen: Date;
  tokens: string[];
}

/** What a session cookie leads to. */
export type Found = { readonly session: Session } | { readonly gone: 'idle' | 'required' };

/** The logins of one running portal. */
export interface Sessions {
  start(email: string, complete: boolean, now: Date): Session;
  /** Finds a session and counts the request as activity, unless it has been idle for too long. */
  find(id: string | undefined, now: Date): Found;
  end(id: string): void;
  /** Ends the sessions of one login, or all. */
  endAll(email?: string): void;
}

/** Sessions that end after some minutes without a request. */
export function createSessions(idleMinutes: number): Sessions {
  const open = new Map<string, Session>();
  return {
    start: (email, complete, now) => {
      const session = { id: randomUUID(), email, complete, lastSeen: now, tokens: [] };
      open.set(session.id, session);
      return session;
    },
    find: (id, now) => {
      const session = open.get(id ?? '');
      if (!session) return { gone: 'required' };
      if (now.getTime() - session.lastSeen.getTime() > idleMinutes * 60_000) return { gone: 'idle' };
      session.lastSeen = now;
      return { session };
    },
    end: (id) => open.delete(id),
    endAll: (email) => {
      for (const session of open.values()) {
        if (email === undefined || session.email === email) open.delete(session.id);
      }
    },
  };
}

/** A token for one write; every page and every answer to a write brings one. */
export function issueToken(session: Session): string {
  const token = randomUUID();
  session.tokens = [...session.tokens, token].slice(-KEPT_TOKENS);
  return token;
}

/** Whether a token may be used now. It cannot be used again. */
export function takeToken(session: Session, token: string): boolean {
  const known = session.tokens.includes(token);
  session.tokens = session.tokens.filter((other) => other !== token);
  return known;
}
