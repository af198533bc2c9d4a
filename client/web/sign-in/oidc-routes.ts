import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { clearCookie, readCookie, type SealedCookie, setCookie } from '../cookies.ts';
import { Refusal } from '../desk.ts';
import type { WebParts } from '../parts.ts';
import { beginSession } from '../session.ts';
import { createOidcSignIn, type Leaving } from './oidc.ts';
import { returnTo } from './return-to.ts';

const leavingCookie: SealedCookie<Leaving> = {
  name: 'onboard_leaving',
  path: '/sign-in',
  purpose: 'sign-in',
  schema: z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() }),
  maxAgeSeconds: 10 * 60,
};

/** To the provider and back. */
export function oidcRoutes(app: FastifyInstance, parts: WebParts): void {
  const signIn = createOidcSignIn(parts);
  app.get<{ Querystring: { to?: string } }>('/sign-in/oidc', async (request, reply) => {
    const { address, leaving } = await signIn.leave(returnTo(request.query.to));
    setCookie(parts, reply, leavingCookie, leaving);
    return reply.redirect(address, 303);
  });
  app.get('/sign-in/callback', async (request, reply) => {
    const leaving = readCookie(parts, request, leavingCookie);
    if (leaving === undefined)
      throw new Refusal('This browser did not begin that sign-in, or it took too long. Try again.');
    clearCookie(parts, reply, leavingCookie);
    beginSession(parts, reply, await signIn.comeBack(request.url, leaving));
    return reply.redirect(returnTo(leaving.to), 303);
  });
}
