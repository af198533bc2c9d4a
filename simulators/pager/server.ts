import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html, htmlPage } from '../kit/html.ts';
import type { FaultAlias } from '../kit/http-faults.ts';
import { type HttpContext, startHttpSimulator } from '../kit/http-server.ts';
import { isObject } from '../kit/json.ts';
import type { Simulator, SimulatorOptions } from '../kit/types.ts';
import { auditRecords, type PagerState, summary } from './state.ts';

/** The secret part of the webhook's address, behind `/hooks/`. */
export const DEFAULT_HOOK = 'simulatedPagerSecret';

/** How a pager simulator is started. */
export interface PagerOptions extends SimulatorOptions<PagerState> {
  readonly hook?: string;
}

/** This system's names for generic faults. */
const FAULT_ALIASES: { readonly [name: string]: FaultAlias } = {
  '429': { kind: 'status', options: { status: 429, retryAfter: 2 } },
  '500': { kind: 'status', options: { status: 500, body: 'Internal Server Error' } },
  'ring-then-drop': { kind: 'drop-after-commit' },
};

/**
 * Starts a stand-in for a pager behind a webhook, on loopback: `POST /hooks/<secret>` with `{ summary, details, source,
 * dedupKey }`. The same key, or the same `Idempotency-Key`, is the same alarm. What rang is shown at `/`.
 */
export function startPagerSimulator(options: PagerOptions = {}): Promise<Simulator<PagerState>> {
  const hook = options.hook ?? DEFAULT_HOOK;
  return startHttpSimulator<PagerState>({
    system: 'pager',
    options,
    seed: () => ({ alarms: [] }),
    records: auditRecords,
    aliases: FAULT_ALIASES,
    maskPath: (path) => path.replace(/^\/hooks\/.*/i, '/hooks/***'),
    routes: (app, context) => addRoutes(app, context, hook),
  });
}

function addRoutes(app: FastifyInstance, context: HttpContext<PagerState>, hook: string): void {
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page(context.state())));
  app.post<{ Params: { hook: string } }>('/hooks/:hook', (request, reply) =>
    request.params.hook === hook
      ? ring(context, request, reply)
      : reply.code(404).send({ error: 'no such hook' }),
  );
}

function ring(context: HttpContext<PagerState>, { body, headers }: FastifyRequest, reply: FastifyReply) {
  const field = (name: string) => {
    const value = isObject(body) ? body[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  const header = headers['idempotency-key'];
  const key = field('dedupKey') || (typeof header === 'string' ? header : '');
  if (field('summary') === '' || key === '')
    return reply.code(400).send({ error: 'summary and dedupKey are needed' });
  const { alarms } = context.state();
  const known = alarms.find((alarm) => alarm.key === key);
  if (known !== undefined) {
    known.asked += 1;
    return reply.code(202).send({ status: 'known', key });
  }
  const alarm = {
    key,
    summary: field('summary'),
    details: field('details'),
    source: field('source'),
    asked: 1,
  };
  alarms.push(alarm);
  context.audit('webhook', [
    { entity: 'pager', id: key, field: 'alarm', before: null, after: summary(alarm) },
  ]);
  return reply.code(202).send({ status: 'rings', key });
}

function page({ alarms }: PagerState): string {
  const items = alarms.map(
    ({ summary: line, details, asked }) =>
      html`<li><strong>${line}</strong> (asked for ${String(asked)} times)<pre>${details}</pre></li>`,
  );
  return htmlPage('Pager', html`<h1>What rang</h1><ol>${items}</ol>`);
}
