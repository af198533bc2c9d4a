import type { FastifyInstance } from 'fastify';
import pLimit from 'p-limit';
import { z } from 'zod';
import { customerIdSchema } from '../../../domain/ids.ts';
import { decisionNamed } from '../../../workflows/decisions/open-decisions.ts';
import { html } from '../../report/markup.ts';
import { answerFrom } from '../decision/answer.ts';
import { Refusal, type Viewer } from '../desk.ts';
import { NotHere } from '../errors.ts';
import { Form } from '../form.ts';
import { onboardingNamed } from '../onboarding/named.ts';
import type { WebParts } from '../parts.ts';
import { sheetFor } from '../sheet.ts';
import { admitted } from '../sign-in/routes.ts';
import { calendarPage, monthNamed } from './calendar.ts';
import { boardPage } from './page.ts';
import { sameCauses } from './same-cause.ts';

/** So many workflows are asked at the same time. */
const AT_ONCE = 5;

const querySchema = z.object({
  text: z.string().catch(''),
  stage: z.string().catch(''),
  only: z.string().catch(''),
});

/** What concerns all onboardings: the board, the calendar, and one answer for a cause in common. */
export function boardRoutes(app: FastifyInstance, parts: WebParts): void {
  app.get('/', async (request, reply) => {
    const viewer = admitted(parts, request, reply);
    if (viewer === undefined) return reply;
    const entries = await parts.desk.board();
    const states = entries.flatMap(({ state }) => state ?? []);
    const sheet = sheetFor(parts, request, reply, viewer);
    const content = boardPage({
      ...{ entries, causes: sameCauses(states, viewer.person), filter: querySchema.parse(request.query) },
      ...{ people: parts.profile().people, now: parts.now(), formKey: sheet.formKey },
    });
    return sheet.send('Board', content);
  });
  app.get<{ Querystring: { month?: string } }>('/calendar', async (request, reply) => {
    const viewer = admitted(parts, request, reply);
    if (viewer === undefined) return reply;
    const { timeZone } = parts.profile().msp;
    const month = monthNamed(request.query.month, parts.now(), timeZone);
    const content = calendarPage(await parts.desk.board(), month);
    return sheetFor(parts, request, reply, viewer).send('Go-live calendar', content);
  });
  app.post('/same-cause', async (request, reply) => {
    const viewer = admitted(parts, request, reply);
    if (viewer === undefined) return reply;
    const limit = pLimit(AT_ONCE);
    const form = new Form(request.body);
    const said = await Promise.all(
      form.all('about').map((about) => limit(() => answerOne(parts, viewer, form.text('choice'), about))),
    );
    const content = html`<h1>Answered together</h1>
${said.length === 0 ? html`<p class="said">Nothing was chosen.</p>` : html`<ul>${said.map((line) => html`<li>${line}</li>\n`)}</ul>`}
<p><a href="/">To the board</a></p>`;
    return sheetFor(parts, request, reply, viewer).send('Answered together', content);
  });
}

const aboutSchema = z.tuple([customerIdSchema, z.string(), z.string()]);

/** Answers one of them; whatever goes wrong with it is told beside the others. */
async function answerOne(parts: WebParts, viewer: Viewer, choice: string, about: string): Promise<string> {
  let name = 'One of them';
  try {
    const [customer, id, revision] = aboutSchema.parse(JSON.parse(about));
    name = customer;
    const { state } = await onboardingNamed(parts, customer);
    name = state.customerName;
    const decision = decisionNamed(state, id);
    if (decision === undefined) return `${name}: it is no longer asked.`;
    const { answer, updateId } = answerFrom(decision, new Form({ choice, revision }), viewer);
    const { sentence } = await parts.desk.answer(customer, answer, updateId);
    return `${name}: ${sentence}`;
  } catch (error) {
    if (error instanceof Refusal || error instanceof NotHere) return `${name}: not taken. ${error.message}`;
    parts.tell(`POST /same-cause: ${error instanceof Error ? error.message : 'unknown'}`);
    return `${name}: something went wrong. Look at its page before you answer anew.`;
  }
}
