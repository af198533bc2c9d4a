import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Html, html, htmlPage } from '../kit/html.ts';
import { lateMs, type Service } from './api.ts';
import {
  addGroup,
  addMember,
  ConsoleRefusal,
  inviteUser,
  moveComputer,
  removeMember,
  setComputerAccess,
} from './edits.ts';
import { copyOfAccess, type Group, type SplashtopState } from './state.ts';

/** Where the console is. */
export const CONSOLE = '/console';

const formSchema = z.object({
  actor: z.string().min(1).catch('administrator'),
  group: z.coerce.number().catch(0),
  computer: z.coerce.number().catch(0),
  email: z.string().trim().catch(''),
  name: z.string().trim().catch(''),
});
type Form = z.infer<typeof formSchema>;

/** What each form does. */
const ACTIONS: { readonly [name: string]: (state: SplashtopState, form: Form) => void } = {
  'add-group': (state, { name }) => addGroup(state, name),
  'invite-user': (state, { email }) => inviteUser(state, email),
  'add-member': (state, { group, email }) => addMember(state, group, email),
  'remove-member': (state, { group, email }) => removeMember(state, group, email),
  'move-computer': (state, { group, computer }) => moveComputer(state, group, computer),
  'give-computer': (state, { email, computer }) => setComputerAccess(state, email, computer, true),
  'take-computer': (state, { email, computer }) => setComputerAccess(state, email, computer, false),
};

/** One labelled list of choices. */
interface Choice {
  readonly label: string;
  readonly name: string;
  readonly options: readonly { readonly value: string | number; readonly text: string }[];
}

function formFor(action: string, button: string, fields: Html): Html {
  return html`<form method="post" action="${CONSOLE}/${action}">${fields} <button>${button}</button></form>`;
}

function select({ label, name, options }: Choice): Html {
  const items = options.map(({ value, text }) => html`<option value="${value}">${text}</option>`);
  return html`<label>${label} <select name="${name}">${items}</select></label>`;
}

function userChoice({ users }: SplashtopState): Choice {
  const options = users.map(({ email, name }) => ({ value: email, text: `${name} <${email}>` }));
  return { label: 'User', name: 'email', options };
}

function computerChoice({ computers }: SplashtopState): Choice {
  return { label: 'Computer', name: 'computer', options: computers.map(named) };
}

function named({ id, name }: { readonly id: number; readonly name: string }) {
  return { value: id, text: name };
}

function groupSection(state: SplashtopState, { id, name }: Group): Html {
  const members = state.users.filter(({ groupIds }) => groupIds.includes(id));
  const computers = state.computers.filter(({ groupId }) => groupId === id);
  const hidden = html`<input type="hidden" name="group" value="${id}">`;
  const member = ({ email }: { readonly email: string }) => html`<li>${email}
${formFor('remove-member', `Remove ${email}`, html`${hidden}<input type="hidden" name="email" value="${email}">`)}</li>`;
  return html`<section aria-label="${name}"><h2>${name}</h2>
<h3>Members</h3><ul>${members.map(member)}</ul>
${formFor('add-member', 'Add to group', html`${hidden}${select(userChoice(state))}`)}
<h3>Computers</h3><ul>${computers.map((computer) => html`<li>${computer.name}</li>`)}</ul>
${formFor('move-computer', 'Move into group', html`${hidden}${select(computerChoice(state))}`)}</section>`;
}

function consolePage(state: SplashtopState, refusal: string): string {
  const both = html`${select(userChoice(state))} ${select(computerChoice(state))}`;
  const body = html`<h1>Grouping</h1>${refusal ? html`<p role="alert">${refusal}</p>` : null}
${formFor('add-group', 'Create group', html`<label>Name <input name="name"></label>`)}
${formFor('invite-user', 'Invite user', html`<label>E-mail <input name="email"></label>`)}
${state.groups.map((group) => groupSection(state, group))}
<section aria-label="Access permission"><h2>Access permission, computer by computer</h2>
${formFor('give-computer', 'Give access', both)}${formFor('take-computer', 'Take access away', both)}</section>`;
  return htmlPage('Grouping', body);
}

function send(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}

/** Carries out a form; the API may show it only later. */
function carryOut(service: Service, request: FastifyRequest, action: string): void {
  const { context } = service;
  const work = ACTIONS[action];
  if (!work) throw new ConsoleRefusal('There is no such form.');
  const form = formSchema.parse(request.body ?? {});
  const delayMs = lateMs(service, request);
  const before = copyOfAccess(context.state());
  context.change(form.actor, (state) => {
    work(state, form);
    if (delayMs > 0) state.late = { untilMs: context.clock.now().getTime() + delayMs, access: before };
  });
}

/** Adds the console, where a person grants access: one page of plain forms. */
export function addConsole(app: FastifyInstance, service: Service): void {
  const { context } = service;
  app.get('/', (_request, reply) => reply.redirect(CONSOLE));
  app.get(CONSOLE, (_request, reply) => send(reply, 200, consolePage(context.state(), '')));
  app.post<{ Params: { action: string } }>(`${CONSOLE}/:action`, (request, reply) => {
    try {
      carryOut(service, request, request.params.action);
    } catch (error) {
      if (!(error instanceof ConsoleRefusal)) throw error;
      return send(reply, 422, consolePage(context.state(), error.message));
    }
    return reply.redirect(CONSOLE, 303);
  });
}
