import type { FastifyInstance } from 'fastify';
import { html, htmlPage } from '../kit/html.ts';
import type { HttpContext } from '../kit/http-server.ts';
import { isObject } from '../kit/json.ts';
import { countByMessageId, type Mail, type SmtpState } from './state.ts';

function mailArticle(mail: Mail) {
  return html`<article id="mail-${mail.number}"><h2>${mail.subject}</h2>
<p><time>${mail.at.slice(0, 16).replace('T', ' ')} UTC</time> from ${mail.from} to ${mail.to.join(', ')}
 · <a href="/mails/${mail.number}/raw">raw</a></p>
<pre>${mail.text === '' ? mail.html : mail.text}</pre></article>`;
}

function listed(state: SmtpState, { raw: _raw, ...mail }: Mail) {
  return { ...mail, copies: countByMessageId(state, mail.messageId) };
}

/** A page of all mails at `/`, the same as JSON at `/mails`, each raw at `/mails/<number>/raw`. */
export function addMailbox(app: FastifyInstance, context: HttpContext<SmtpState>): void {
  app.get('/', (_request, reply) => {
    const { mails } = context.state();
    const body = html`<h1>Mailbox</h1><p>${mails.length} mails</p>${mails.toReversed().map(mailArticle)}`;
    return reply.type('text/html; charset=utf-8').send(htmlPage('Mailbox', body));
  });
  app.get('/mails', () => context.state().mails.map((mail) => listed(context.state(), mail)));
  app.get('/mails/:number/raw', (request, reply) => {
    const number = isObject(request.params) ? Number(request.params['number']) : 0;
    const mail = context.state().mails.find((one) => one.number === number);
    if (!mail) return reply.code(404).send('no such mail');
    return reply.type('text/plain').send(Buffer.from(mail.raw, 'latin1'));
  });
}
