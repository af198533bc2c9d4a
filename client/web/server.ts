import { readFile } from 'node:fs/promises';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { keyFor } from '../../activities/links/sealed-token.ts';
import { boardRoutes } from './board/routes.ts';
import { cookieOptions } from './cookies.ts';
import { decisionRoutes } from './decision/routes.ts';
import { answerErrors, sendError } from './errors.ts';
import { linkRoutes } from './link/routes.ts';
import { onboardingRoutes } from './onboarding/routes.ts';
import { baseOf, type WebParts } from './parts.ts';
import { asksForUs } from './reach.ts';
import { touchSessions } from './session.ts';
import { ownerOf } from './sheet.ts';
import { signInRoutes } from './sign-in/routes.ts';

/** No form of ours is longer. */
const LONGEST_BODY = 64 * 1024;

/** A link’s token holds ids and a revision; what is longer is none. */
const LONGEST_TOKEN = 2_000;

/** The web process: pages for people, and nothing that a script could fetch. It does not listen yet. */
export async function createWebApp(parts: WebParts): Promise<FastifyInstance> {
  // A proxy in front runs on this machine; from elsewhere nobody says whose address it is.
  const app = fastify({
    bodyLimit: LONGEST_BODY,
    trustProxy: 'loopback',
    // Browsers hold connections open that they do not use; what was cut off can be sent again and is one answer.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: LONGEST_TOKEN },
    frameworkErrors: (error, _request, reply) => sendError(reply, error),
  });
  answerErrors(app, parts);
  refuseOtherNames(app, parts);
  await protect(app, parts);
  const style = await readFile(new URL('style.css', import.meta.url), 'utf8');
  app.get('/style.css', (_request, reply) =>
    reply.type('text/css').header('cache-control', 'max-age=300').send(style),
  );
  signInRoutes(app, parts);
  boardRoutes(app, parts);
  onboardingRoutes(app, parts);
  decisionRoutes(app, parts);
  linkRoutes(app, parts);
  return app;
}

/** A name that is not ours and leads here is somebody’s trick: a page elsewhere could then read ours. */
function refuseOtherNames(app: FastifyInstance, parts: WebParts): void {
  app.addHook('onRequest', async (request, reply) => {
    if (asksForUs(parts, request)) return;
    reply.status(421).type('text/plain');
    return reply.send(
      'Nothing is served by that name. Open the address that your messages show (web.url).\n',
    );
  });
}

async function protect(app: FastifyInstance, parts: WebParts): Promise<void> {
  const { key } = parts;
  await app.register(cookie);
  await app.register(formbody);
  await app.register(helmet, headers(parts));
  await app.register(csrf, {
    cookieKey: 'onboard_form',
    cookieOpts: cookieOptions(parts, '/'),
    csrfOpts: { hmacKey: keyFor(key, 'form').toString('hex'), userInfo: true },
    getUserInfo: (request) => ownerOf(parts, request),
  });
  await app.register(rateLimit, { max: 600, timeWindow: '1 minute' });
  app.addHook('preHandler', (request, reply, done) => {
    if (request.method === 'POST') app.csrfProtection(request, reply, done);
    else done();
  });
  app.addHook('preHandler', async (request, reply) => touchSessions(parts, request, reply));
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}

/** Nothing from elsewhere, no script, in nobody’s frame; addresses with tokens stay here. */
function headers(parts: WebParts) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    frameguard: { action: 'deny' as const },
    referrerPolicy: { policy: 'same-origin' as const },
    hsts: baseOf(parts.profile()).startsWith('https:'),
  };
}
