import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { openToken, type Purpose, sealToken } from '../../activities/links/sealed-token.ts';
import { baseOf, type WebParts } from './parts.ts';

/** A cookie that only this process can make or read. */
export interface SealedCookie<Content> {
  readonly name: string;
  readonly path: string;
  readonly purpose: Purpose;
  readonly schema: z.ZodType<Content>;
  /** How long the browser keeps it at most. */
  readonly maxAgeSeconds: number;
}

/** The content of a cookie; undefined when there is none that we made. */
export function readCookie<Content>(
  { key }: WebParts,
  request: FastifyRequest,
  { name, purpose, schema }: SealedCookie<Content>,
): Content | undefined {
  const text = openToken(key, purpose, request.cookies[name] ?? '');
  return text === undefined ? undefined : schema.safeParse(JSON.parse(text)).data;
}

/** Sets a cookie that no script reads and that other sites’ forms do not send. */
export function setCookie<Content>(
  parts: WebParts,
  reply: FastifyReply,
  { name, path, purpose, maxAgeSeconds }: SealedCookie<Content>,
  content: Content,
): void {
  reply.setCookie(name, sealToken(parts.key, purpose, JSON.stringify(content)), {
    ...cookieOptions(parts, path),
    maxAge: maxAgeSeconds,
  });
}

/** Takes a cookie away. */
export function clearCookie<Content>(
  parts: WebParts,
  reply: FastifyReply,
  { name, path }: SealedCookie<Content>,
): void {
  reply.clearCookie(name, cookieOptions(parts, path));
}

/** `lax`: a link in a mail opens with the session, a form of another site posts without it. */
export function cookieOptions({ profile }: WebParts, path: string) {
  const secure = baseOf(profile()).startsWith('https:');
  return { path, secure, httpOnly: true, sameSite: 'lax' as const };
}
