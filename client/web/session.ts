import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { proofOf } from '../../domain/decisions.ts';
import { type PersonId, personIdSchema } from '../../domain/ids.ts';
import { clearCookie, readCookie, type SealedCookie, setCookie } from './cookies.ts';
import type { Viewer } from './desk.ts';
import type { WebParts } from './parts.ts';
import { takesTheirWord } from './reach.ts';

const MINUTE_MS = 60_000;
/** A session ends so long after the last page, and so long after the sign-in at the latest. */
export const IDLE_MS = 30 * MINUTE_MS;
export const ABSOLUTE_MS = 10 * 60 * MINUTE_MS;
/** Every page would be a new cookie; a minute more or less does not matter. */
const TOUCH_MS = MINUTE_MS;

const sessionSchema = z.strictObject({
  person: personIdSchema,
  provenBy: z.string(),
  startedAt: z.number(),
  seenAt: z.number(),
  /** The digest of the settings for signing in that it began under. */
  settings: z.string(),
  /** The digest of the link that it is good for, and for nothing else. */
  link: z.string().optional(),
});
type Session = z.infer<typeof sessionSchema>;

const common = { purpose: 'session', schema: sessionSchema, maxAgeSeconds: ABSOLUTE_MS / 1000 } as const;
const everywhere: SealedCookie<Session> = { ...common, name: 'onboard_session', path: '/' };
const oneLink: SealedCookie<Session> = { ...common, name: 'onboard_link', path: '/d/' };

/** Whoever has signed in, if they are still in the profile and the session has not ended. */
export function viewerOf(parts: WebParts, request: FastifyRequest): Viewer | undefined {
  const session = readCookie(parts, request, everywhere);
  return session?.link === undefined ? viewerBehind(parts, request, session) : undefined;
}

/** Whoever has entered the code that was mailed for this link. */
export function linkViewerOf(parts: WebParts, request: FastifyRequest, token: string): Viewer | undefined {
  const session = readCookie(parts, request, oneLink);
  return session?.link === digestOf(token) ? viewerBehind(parts, request, session) : undefined;
}

function viewerBehind(
  parts: WebParts,
  request: FastifyRequest,
  session: Session | undefined,
): Viewer | undefined {
  if (session === undefined || !isOffered(parts, request, session)) return undefined;
  const { profile, now } = parts;
  const { person, provenBy, startedAt, seenAt } = session;
  const at = now().getTime();
  if (at - seenAt > IDLE_MS || at - startedAt > ABSOLUTE_MS) return undefined;
  const known = profile().people.find(({ id }) => id === person);
  return known && { person, name: known.name, provenBy, startedAt };
}

/** Whether one could still sign in like that, here and now: the way is offered, and no setting of it has changed. */
function isOffered(parts: WebParts, request: FastifyRequest, { provenBy, settings }: Session): boolean {
  if (settings !== settingsOf(parts)) return false;
  const { web, systems } = parts.profile();
  switch (proofOf(provenBy)) {
    case 'claimed':
      return takesTheirWord(parts, request);
    case 'token':
      return web.token !== undefined;
    case 'mailed code':
      return systems.email.mode !== 'off';
    case 'oidc':
      return web.oidc !== undefined;
    case undefined:
      return false;
  }
}

/** Another provider or token ends the sessions of the one before. */
function settingsOf({ profile, token }: WebParts): string {
  const { oidc } = profile().web;
  return digestOf(JSON.stringify([oidc?.issuer, oidc?.clientId, oidc?.trustEmails, token]));
}

/** Begins a session, good for all pages. */
export function beginSession(
  parts: WebParts,
  reply: FastifyReply,
  who: { readonly person: PersonId; readonly provenBy: string },
): void {
  const at = parts.now().getTime();
  const settings = settingsOf(parts);
  setCookie(parts, reply, everywhere, { ...who, settings, startedAt: at, seenAt: at });
}

/** Begins a session that is good for one link alone. */
export function beginLinkSession(
  parts: WebParts,
  reply: FastifyReply,
  token: string,
  who: { readonly person: PersonId; readonly provenBy: string },
): void {
  const at = parts.now().getTime();
  const [settings, link] = [settingsOf(parts), digestOf(token)];
  setCookie(parts, reply, oneLink, { ...who, settings, link, startedAt: at, seenAt: at });
}

/** Ends all sessions of this browser. */
export function endSessions(parts: WebParts, reply: FastifyReply): void {
  clearCookie(parts, reply, everywhere);
  clearCookie(parts, reply, oneLink);
}

/** Notes that somebody is still there. */
export function touchSessions(parts: WebParts, request: FastifyRequest, reply: FastifyReply): void {
  const at = parts.now().getTime();
  for (const cookie of [everywhere, oneLink]) {
    const session = readCookie(parts, request, cookie);
    if (viewerBehind(parts, request, session) === undefined || session === undefined) continue;
    if (at - session.seenAt > TOUCH_MS) setCookie(parts, reply, cookie, { ...session, seenAt: at });
  }
}

/** A link's token, as sessions and codes name it. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
