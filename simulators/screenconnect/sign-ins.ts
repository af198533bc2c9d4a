import { randomBytes } from 'node:crypto';

/** Why somebody is led to the login page, as the page's address numbers it. */
export const LOGIN_REASON = {
  none: 0,
  expired: 1,
  idleTooLong: 4,
  permissionsInsufficient: 5,
  notAuthenticated: 6,
  logout: 7,
} as const;

/** One login. */
export interface SignIn {
  readonly id: string;
  readonly userName: string;
  /** Every request of a page's script has to carry it. */
  readonly antiForgeryToken: string;
  lastActivity: Date;
  ended: boolean;
}

/** What a cookie leads to: a login, or the reason why there is none. */
export type Found = { readonly signIn: SignIn } | { readonly reason: number };

/** The logins of one running instance. */
export interface SignIns {
  start(userName: string, now: Date): SignIn;
  /** `isActivity` false for what pages ask by themselves: polling keeps nobody signed in. */
  find(id: string | undefined, now: Date, isActivity: boolean): Found;
  end(id: string): void;
  /** Ends the logins of one user, or all, as if they had expired. */
  expireAll(userName?: string): void;
  /** A token for a page that nobody is signed in to. */
  anonymousToken(): string;
  isAnonymousToken(token: string): boolean;
}

/** Tokens of login pages that are still open; older ones are forgotten. */
const KEPT_TOKENS = 200;

function secret(): string {
  return randomBytes(24).toString('base64url');
}

/** Logins that end after some minutes without activity. */
export function createSignIns(idleMinutes: number): SignIns {
  const known = new Map<string, SignIn>();
  let anonymous: string[] = [];
  return {
    start: (userName, now) => {
      const signIn = {
        id: secret(),
        userName,
        antiForgeryToken: secret(),
        lastActivity: now,
        ended: false,
      };
      known.set(signIn.id, signIn);
      return signIn;
    },
    find: (id, now, isActivity) => {
      const signIn = known.get(id ?? '');
      if (!signIn) return { reason: LOGIN_REASON.notAuthenticated };
      if (signIn.ended) return { reason: LOGIN_REASON.expired };
      const idleMs = now.getTime() - signIn.lastActivity.getTime();
      if (idleMs > idleMinutes * 60_000) return { reason: LOGIN_REASON.idleTooLong };
      if (isActivity) signIn.lastActivity = now;
      return { signIn };
    },
    end: (id) => known.delete(id),
    expireAll: (userName) => {
      for (const signIn of known.values()) {
        if (userName === undefined || signIn.userName === userName) signIn.ended = true;
      }
    },
    anonymousToken: () => {
      const token = secret();
      anonymous = [...anonymous, token].slice(-KEPT_TOKENS);
      return token;
    },
    isAnonymousToken: (token) => anonymous.includes(token),
  };
}
