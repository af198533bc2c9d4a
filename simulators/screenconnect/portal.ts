import type { FastifyRequest } from 'fastify';
import type { HttpContext } from '../kit/http-server.ts';
import { type Access, accessOf } from './access.ts';
import type { ScreenConnectSettings } from './options.ts';
import { createSignIns, type SignIn, type SignIns } from './sign-ins.ts';
import type { ScreenConnectState, User } from './state.ts';

/** Credentials that were right, waiting for their one-time code. */
export interface Pending {
  readonly userName: string;
  readonly password: string;
}

/** What the instance remembers beside its state; it is forgotten when the state is reset. */
export interface Memory {
  readonly signIns: SignIns;
  /** By the nonce of a first step, or by the view state of the older form. */
  readonly pending: Map<string, Pending>;
  /** Users by the cookie of a trusted device, with the end of the trust. */
  readonly trusted: Map<string, { readonly userName: string; readonly until: Date }>;
}

/** Memories by state: a reset makes a new state, and so a new memory. */
export type Memories = (state: ScreenConnectState) => Memory;

/** Keeps one memory per state. */
export function createMemories(settings: ScreenConnectSettings): Memories {
  const memories = new WeakMap<ScreenConnectState, Memory>();
  return (state) => {
    const memory = memories.get(state) ?? {
      signIns: createSignIns(settings.idleMinutes),
      pending: new Map(),
      trusted: new Map(),
    };
    memories.set(state, memory);
    return memory;
  };
}

/** Somebody who is signed in. */
export interface Visitor {
  readonly signIn: SignIn;
  readonly user: User;
  readonly access: Access;
}

/** What all routes and services work with. */
export interface Portal {
  readonly context: HttpContext<ScreenConnectState>;
  readonly settings: ScreenConnectSettings;
  memory(): Memory;
  user(name: string): User | undefined;
  /** Who sends a request; or the reason why nobody does, as the login page's address numbers it. */
  visitor(request: FastifyRequest, isActivity: boolean): Visitor | { readonly reason: number };
}

/** Name of the cookie of a login. */
export const AUTH_COOKIE = '.ASPXAUTH';
/** Name of the cookie of a trusted device. */
export const TRUST_COOKIE = '.TRUSTED';

/** Puts together what the routes need. */
export function createPortal(
  context: HttpContext<ScreenConnectState>,
  settings: ScreenConnectSettings,
  memories: Memories,
): Portal {
  const memory = () => memories(context.state());
  const user = (name: string) =>
    context.state().users.find(({ userName }) => userName.toLowerCase() === name.trim().toLowerCase());
  return {
    context,
    settings,
    memory,
    user,
    visitor: (request, isActivity) => {
      const now = context.clock.now();
      const found = memory().signIns.find(request.cookies[AUTH_COOKIE], now, isActivity);
      if ('reason' in found) return found;
      const who = user(found.signIn.userName);
      if (!who || who.locked) return { reason: 6 };
      return { signIn: found.signIn, user: who, access: accessOf(context.state(), who) };
    },
  };
}
