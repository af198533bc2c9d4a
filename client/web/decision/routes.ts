import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Decision } from '../../../domain/decisions.ts';
import { decisionNamed } from '../../../workflows/decisions/open-decisions.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { html } from '../../report/markup.ts';
import type { Viewer } from '../desk.ts';
import { Form } from '../form.ts';
import { onboardingNamed } from '../onboarding/named.ts';
import type { WebParts } from '../parts.ts';
import { type Sheet, sheetFor } from '../sheet.ts';
import { oidcAddress } from '../sign-in/return-to.ts';
import { admitted } from '../sign-in/routes.ts';
import { answerFrom } from './answer.ts';
import { nudgeWords } from './nudge.ts';
import { closedPage, decisionPage } from './page.ts';
import { picturesOf, sendPicture } from './pictures.ts';

interface Named {
  Params: { readonly customer: string; readonly decision: string };
}

/** One decision for whoever has signed in. */
export function decisionRoutes(app: FastifyInstance, parts: WebParts): void {
  const path = '/onboardings/:customer/decisions/:decision';
  app.get<Named>(path, async (request, reply) => {
    const viewer = admitted(parts, request, reply);
    return viewer === undefined ? reply : await show(parts, request, reply, viewer);
  });
  app.post<Named>(path, async (request, reply) => {
    const viewer = admitted(parts, request, reply);
    if (viewer === undefined) return reply;
    const { state } = await onboardingNamed(parts, request.params.customer);
    const decision = decisionNamed(state, request.params.decision);
    if (decision !== undefined) {
      const { answer, updateId } = answerFrom(decision, new Form(request.body), viewer);
      await parts.desk.answer(state.customerId, answer, updateId);
    }
    return reply.redirect(request.url, 303);
  });
  app.get<Named & { Params: { sha256: string } }>(`${path}/pictures/:sha256`, async (request, reply) => {
    if (admitted(parts, request, reply) === undefined) return reply;
    const { state } = await onboardingNamed(parts, request.params.customer);
    const step = decisionNamed(state, request.params.decision)?.step;
    return await sendPicture(parts, reply, picturesOf(state, step), request.params.sha256);
  });
}

async function show(
  parts: WebParts,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
  viewer: Viewer,
): Promise<FastifyReply> {
  const { customer, decision: id } = request.params;
  const { state } = await onboardingNamed(parts, customer);
  const sheet = sheetFor(parts, request, reply, viewer);
  const back = html`<a href="/onboardings/${state.customerId}">${state.customerName}</a>`;
  const decision = decisionNamed(state, id);
  if (decision === undefined)
    return sheet.send('No longer open', closedPage(state, id, undefined, back), 410);
  const [action = ''] = request.url.split('?');
  const home = `/onboardings/${state.customerId}`;
  return sendDecision(parts, sheet, { state, decision, viewer, action, home });
}

/** Sends the page of an open decision. */
export function sendDecision(
  { profile, now }: WebParts,
  sheet: Sheet,
  shown: {
    readonly state: OnboardingState;
    readonly decision: Decision;
    readonly viewer: Viewer;
    readonly action: string;
    readonly home?: string;
  },
): FastifyReply {
  const { state, decision, action } = shown;
  const content = decisionPage({
    ...shown,
    ...{ now: now(), formKey: sheet.formKey },
    ...(profile().web.oidc !== undefined && { strongSignIn: oidcAddress(action) }),
    pictures: picturesOf(state, decision.step),
    nudge: nudgeWords(profile(), state, decision),
  });
  return sheet.send(`${decision.title} · ${state.customerName}`, content);
}
