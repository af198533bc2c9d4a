import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { openDecisions } from '../../../workflows/decisions/open-decisions.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { html } from '../../report/markup.ts';
import { digest } from '../decision/answer.ts';
import { nudgeWords } from '../decision/nudge.ts';
import { Refusal, type Viewer, type Wish } from '../desk.ts';
import { Form } from '../form.ts';
import type { WebParts } from '../parts.ts';
import { sheetFor } from '../sheet.ts';
import { admitted } from '../sign-in/routes.ts';
import { onboardingNamed } from './named.ts';
import { onboardingPage } from './page.ts';
import { reschedulePage, wantedGoLive } from './reschedule.ts';
import { wishForms } from './wish-forms.ts';

interface Named {
  Params: { readonly customer: string };
}

const dateSchema = z.object({ date: z.string().catch(''), time: z.string().catch('') });

/** One onboarding, and what people may ask for without being asked. */
export function onboardingRoutes(app: FastifyInstance, parts: WebParts): void {
  app.get<Named>('/onboardings/:customer', async (request, reply) => {
    const viewer = admitted(parts, request, reply);
    return viewer === undefined ? reply : await show(parts, request, reply, viewer);
  });
  app.get<Named>('/onboardings/:customer/reschedule', async (request, reply) => {
    const viewer = admitted(parts, request, reply);
    if (viewer === undefined) return reply;
    const { state } = await onboardingNamed(parts, request.params.customer);
    const goLive = await wantedGoLive(parts, state, dateSchema.parse(request.query));
    const sheet = sheetFor(parts, request, reply, viewer);
    return sheet.send('Move the go-live', reschedulePage(state, goLive, viewer.person, sheet.formKey));
  });
  for (const kind of ['hold', 'release', 'cancel', 'reschedule'] as const) {
    app.post<Named>(`/onboardings/:customer/${kind}`, (request, reply) =>
      take(parts, request, reply, async (state, form, viewer) => {
        const wish = await wishOf(parts, state, form, viewer, kind);
        await parts.desk.wish(state.customerId, wish, updateIdOf(kind, form, viewer));
      }),
    );
  }
  app.post<Named>('/onboardings/:customer/withdraw', (request, reply) =>
    take(parts, request, reply, async (state, form, { person: by, provenBy }) => {
      if (state.approved === undefined)
        throw new Refusal('Nothing is approved, so nothing can be withdrawn.');
      const answer = {
        ...{ by, provenBy, reason: form.text('reason') },
        ...({ decision: 'contract-terms', choice: 'withdraw', planHash: form.text('plan') } as const),
      };
      await parts.desk.answer(state.customerId, answer, updateIdOf('withdraw', form, { person: by }));
    }),
  );
}

async function take(
  parts: WebParts,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
  work: (state: OnboardingState, form: Form, viewer: Viewer) => Promise<void>,
): Promise<FastifyReply> {
  const viewer = admitted(parts, request, reply);
  if (viewer === undefined) return reply;
  const { state } = await onboardingNamed(parts, request.params.customer);
  await work(state, new Form(request.body), viewer);
  return reply.redirect(`/onboardings/${state.customerId}`, 303);
}

async function wishOf(
  parts: WebParts,
  state: OnboardingState,
  form: Form,
  { person: by, provenBy }: Viewer,
  kind: Wish['kind'],
): Promise<Wish> {
  const signed = { by, provenBy, reason: form.text('reason') };
  if (kind !== 'reschedule') return { ...signed, kind };
  const wanted = { date: form.text('date'), time: form.text('time') };
  return { ...signed, kind, goLive: await wantedGoLive(parts, state, wanted) };
}

/** One form is one wish, however often it is sent: `seen` is how far the story was when it was shown. */
function updateIdOf(kind: string, form: Form, { person }: Pick<Viewer, 'person'>): string {
  const said = ['seen', 'reason', 'date', 'time'].map((name) => form.text(name));
  return ['web', kind, person, digest(JSON.stringify(said))].join('/');
}

async function show(
  parts: WebParts,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
  viewer: Viewer,
): Promise<FastifyReply> {
  const onboarding = await onboardingNamed(parts, request.params.customer);
  const { state, closedAs } = onboarding;
  const profile = parts.profile();
  const sheet = sheetFor(parts, request, reply, viewer);
  const words = openDecisions(state).map(
    (decision) => [decision.id, nudgeWords(profile, state, decision)] as const,
  );
  const content = onboardingPage({
    ...{ ...onboarding, now: parts.now(), nudges: new Map(words) },
    nameOf: (id) => profile.people.find((person) => person.id === id)?.name ?? id,
    wishes: closedAs === undefined ? wishForms(state, viewer, sheet.formKey) : html``,
  });
  return sheet.send(state.customerName, content);
}
