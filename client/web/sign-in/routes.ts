import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PersonId } from '../../../domain/ids.ts';
import { html } from '../../report/markup.ts';
import { Refusal, type Viewer } from '../desk.ts';
import { Form } from '../form.ts';
import { notice } from '../layout.ts';
import type { WebParts } from '../parts.ts';
import { takesTheirWord } from '../reach.ts';
import { beginSession, endSessions, viewerOf } from '../session.ts';
import { sheetFor } from '../sheet.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { signInPage } from './page.ts';
import { returnTo, signInAddress } from './return-to.ts';

/** Guessing a token is slow. */
const GUESSES = { rateLimit: { max: 10, timeWindow: '1 minute' } };

/** Signing in and out. */
export function signInRoutes(app: FastifyInstance, parts: WebParts): void {
  app.get<{ Querystring: { to?: string } }>('/sign-in', (request, reply) => {
    const to = returnTo(request.query.to);
    if (viewerOf(parts, request) !== undefined) return reply.redirect(to, 303);
    const sheet = sheetFor(parts, request, reply);
    const byWord = takesTheirWord(parts, request);
    const { formKey } = sheet;
    return sheet.send('Sign in', signInPage({ profile: parts.profile(), byWord, formKey, to }));
  });
  app.post('/sign-in/token', { config: GUESSES }, (request, reply) => {
    const form = new Form(request.body);
    if (!isToken(parts, form.text('token')))
      throw new Refusal('That is not the token. Go back and try again.');
    return admit(parts, reply, form, 'token: web');
  });
  app.post('/sign-in/claim', (request, reply) => {
    if (!takesTheirWord(parts, request)) throw new Refusal('Here one has to sign in.');
    return admit(parts, reply, new Form(request.body), `claimed: web@${parts.host}`);
  });
  app.post('/sign-out', (request, reply) => {
    endSessions(parts, reply);
    const sheet = sheetFor(parts, request, reply);
    const back = html`<a class="button" href="/sign-in">Sign in again</a>`;
    return sheet.send('Signed out', notice('Signed out', 'You are signed out here.', back));
  });
  oidcRoutes(app, parts);
}

function admit(parts: WebParts, reply: FastifyReply, form: Form, provenBy: string): FastifyReply {
  beginSession(parts, reply, { person: personIn(parts, form), provenBy });
  return reply.redirect(returnTo(form.text('to')), 303);
}

function personIn({ profile }: WebParts, form: Form): PersonId {
  const person = profile().people.find(({ id }) => id === form.text('person'));
  if (person === undefined) throw new Refusal('Choose who you are.');
  return person.id;
}

function isToken({ token, profile }: WebParts, given: string): boolean {
  if (token === undefined || profile().web.token === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

/** Whoever has signed in; undefined after the browser was sent to the sign-in page, which leads back. */
export function admitted(parts: WebParts, request: FastifyRequest, reply: FastifyReply): Viewer | undefined {
  const viewer = viewerOf(parts, request);
  if (viewer === undefined) reply.redirect(signInAddress(request.method === 'GET' ? request.url : '/'), 303);
  return viewer;
}
