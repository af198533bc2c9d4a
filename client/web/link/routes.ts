import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { decisionLinkOf } from '../../../activities/links/decision-link.ts';
import type { DecisionLink } from '../../../domain/decision-link.ts';
import { proofKinds, proofOf } from '../../../domain/decisions.ts';
import { decisionNamed } from '../../../workflows/decisions/open-decisions.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { html } from '../../report/markup.ts';
import { readCookie, type SealedCookie, setCookie } from '../cookies.ts';
import { answerFrom } from '../decision/answer.ts';
import { closedPage } from '../decision/page.ts';
import { picturesOf, sendPicture } from '../decision/pictures.ts';
import { sendDecision } from '../decision/routes.ts';
import { Refusal, type Viewer } from '../desk.ts';
import { NotHere } from '../errors.ts';
import { Form } from '../form.ts';
import { onboardingNamed } from '../onboarding/named.ts';
import type { WebParts } from '../parts.ts';
import { takesTheirWord } from '../reach.ts';
import { beginLinkSession, digestOf, linkViewerOf, viewerOf } from '../session.ts';
import { type Sheet, sheetFor } from '../sheet.ts';
import { Challenges } from './challenges.ts';
import {
  codePage,
  expiredPage,
  isCodeEnough,
  type KnockView,
  knockPage,
  notYoursPage,
  strangePage,
} from './pages.ts';

interface Named {
  Params: { readonly token: string };
}

/** Somebody with a forwarded link must not be able to try much. */
const GUESSES = { rateLimit: { max: 20, timeWindow: '1 minute' } };

const challengeCookie: SealedCookie<{ readonly id: string }> = {
  name: 'onboard_code',
  path: '/d/',
  purpose: 'session',
  schema: z.strictObject({ id: z.string() }),
  maxAgeSeconds: 10 * 60,
};

/** Links in messages: each opens one decision for one person. Looking at one uses nothing up. */
export function linkRoutes(app: FastifyInstance, parts: WebParts): void {
  const challenges = new Challenges(parts.key, parts.now);
  app.get<Named>('/d/:token', (request, reply) => open(parts, request, reply));
  app.post<Named>('/d/:token', (request, reply) => answer(parts, request, reply));
  app.post<Named>('/d/:token/code', { config: GUESSES }, (request, reply) =>
    mailCode(parts, challenges, request, reply),
  );
  app.get<Named>('/d/:token/code', (request, reply) => {
    const sheet = sheetFor(parts, request, reply);
    return linkIn(parts, request) === undefined
      ? sheet.send('Not a link of ours', strangePage(), 404)
      : sheet.send('Enter the code', codePage(sheet.formKey, pathOf(request)));
  });
  app.post<Named>('/d/:token/enter', { config: GUESSES }, (request, reply) =>
    enterCode(parts, challenges, request, reply),
  );
  app.get<Named & { Params: { sha256: string } }>('/d/:token/pictures/:sha256', async (request, reply) => {
    const link = linkIn(parts, request);
    if (link === undefined || hasEnded(parts, link) || ownerOfLink(parts, request, link) === undefined)
      throw new NotHere('Not here.');
    const { state } = await onboardingNamed(parts, link.customer);
    const step = asked(state, link)?.step;
    return await sendPicture(parts, reply, picturesOf(state, step), request.params.sha256);
  });
}

function linkIn({ key }: WebParts, { params }: FastifyRequest<Named>): DecisionLink | undefined {
  return decisionLinkOf(key, params.token);
}

function pathOf({ params }: FastifyRequest<Named>): string {
  return `/d/${params.token}`;
}

/** Whoever has shown that the link is theirs: by a mailed code, or by a sign-in as that person. */
function ownerOfLink(
  parts: WebParts,
  request: FastifyRequest<Named>,
  link: DecisionLink,
): Viewer | undefined {
  const viewers = [linkViewerOf(parts, request, request.params.token), viewerOf(parts, request)];
  const own = viewers.flatMap((viewer) => (viewer?.person === link.person ? [viewer] : []));
  return own.toSorted((one, other) => strength(other) - strength(one))[0];
}

function strength({ provenBy }: Viewer): number {
  const proof = proofOf(provenBy);
  return proof === undefined ? -1 : proofKinds.indexOf(proof);
}

/** The decision as it was when the message was written; undefined when something else is asked, or nothing. */
function asked(state: OnboardingState, { decision: id, revision }: DecisionLink) {
  const decision = decisionNamed(state, id);
  return decision?.revision === revision ? decision : undefined;
}

function knockOf(
  parts: WebParts,
  request: FastifyRequest<Named>,
  { formKey }: Sheet,
  { proof }: DecisionLink,
): KnockView {
  const byWord = takesTheirWord(parts, request);
  return { profile: parts.profile(), byWord, formKey, path: pathOf(request), proof };
}

async function open(
  parts: WebParts,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const sheet = sheetFor(parts, request, reply);
  const link = linkIn(parts, request);
  if (link === undefined) return sheet.send('Not a link of ours', strangePage(), 404);
  const viewer = ownerOfLink(parts, request, link);
  if (viewer === undefined) {
    const other = viewerOf(parts, request);
    if (other !== undefined) return sheet.send('Not your link', notYoursPage(other.name), 403);
    return sheet.send('A decision', knockPage(knockOf(parts, request, sheet, link)));
  }
  if (hasEnded(parts, link)) return sheet.send('Expired', expiredPage(), 410);
  const { state } = await onboardingNamed(parts, link.customer);
  const decision = asked(state, link);
  if (decision === undefined) {
    const back = html`A newer message holds a newer link. Whoever signs in sees everything on the <a href="/">board</a>.`;
    return sheet.send('No longer open', closedPage(state, link.decision, link.revision, back), 410);
  }
  return sendDecision(parts, sheet, { state, decision, viewer, action: pathOf(request) });
}

/** Such a link shows nothing more. Whether an answer is in time is judged where it arrives. */
function hasEnded({ now }: WebParts, { expiresAt }: DecisionLink): boolean {
  return Date.parse(expiresAt) <= now().getTime();
}

async function answer(
  parts: WebParts,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const link = linkIn(parts, request);
  const viewer = link && ownerOfLink(parts, request, link);
  if (link === undefined || viewer === undefined) return reply.redirect(pathOf(request), 303);
  const { state } = await onboardingNamed(parts, link.customer);
  const decision = asked(state, link);
  if (decision !== undefined) {
    const given = answerFrom(decision, new Form(request.body), viewer, link.expiresAt);
    await parts.desk.answer(link.customer, given.answer, given.updateId);
  }
  return reply.redirect(pathOf(request), 303);
}

async function mailCode(
  parts: WebParts,
  challenges: Challenges,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const link = linkIn(parts, request);
  if (link === undefined)
    return sheetFor(parts, request, reply).send('Not a link of ours', strangePage(), 404);
  if (hasEnded(parts, link)) return sheetFor(parts, request, reply).send('Expired', expiredPage(), 410);
  if (!isCodeEnough(link.proof)) throw new Refusal('A mailed code is not proof enough here. Sign in.');
  const challenge = challenges.begin(digestOf(request.params.token), link.person);
  if (challenge === undefined)
    throw new Refusal('Too many codes were mailed or guessed. Wait ten minutes, or sign in.');
  try {
    await parts.desk.mailCode({ person: link.person, challenge });
  } catch (error) {
    challenges.drop(challenge);
    throw error;
  }
  setCookie(parts, reply, challengeCookie, { id: challenge });
  return reply.redirect(`${pathOf(request)}/code`, 303);
}

function enterCode(
  parts: WebParts,
  challenges: Challenges,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
): FastifyReply {
  const link = linkIn(parts, request);
  const id = readCookie(parts, request, challengeCookie)?.id ?? '';
  const code = new Form(request.body).text('code');
  const entered = challenges.enter(id, digestOf(request.params.token), code);
  const person = parts.profile().people.find((one) => one.id === link?.person);
  if (entered.kind === 'right' && person !== undefined) {
    const provenBy = `mailed code: ${person.email}`;
    beginLinkSession(parts, reply, request.params.token, { person: person.id, provenBy });
    return reply.redirect(pathOf(request), 303);
  }
  const trouble =
    entered.kind === 'wrong'
      ? `That is not the code. Tries left: ${entered.left}.`
      : 'That code is no longer good. Have another one mailed.';
  const sheet = sheetFor(parts, request, reply);
  return sheet.send('Enter the code', codePage(sheet.formKey, pathOf(request), trouble), 403);
}
