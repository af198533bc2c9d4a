import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pathOf } from '../kit/http-faults.ts';
import { startHttpSimulator } from '../kit/http-server.ts';
import type { Simulator, SimulatorOptions } from '../kit/types.ts';
import { SlackError } from './call.ts';
import { callMethod, sendMethodError } from './methods.ts';
import { workspacePage } from './page.ts';
import { FAULT_ALIASES, type Service } from './posting.ts';
import { createRateLimit, DEFAULT_RATE, type RateOptions } from './rate.ts';
import { buildSeed, DEFAULT_TOKEN } from './seed.ts';
import { auditRecords, type SlackState } from './state.ts';
import { sendWebhookError, useWebhook } from './webhook.ts';

/** How a Slack simulator is started. */
export interface SlackOptions extends SimulatorOptions<SlackState> {
  readonly token?: string;
  /** Messages per second and channel; loosen it where weeks pass in seconds. */
  readonly rate?: RateOptions;
}

const SERVICES = '/services/';
const API = '/api/';

function behind(prefix: string, request: FastifyRequest): string {
  return pathOf(request).slice(prefix.length);
}

function addRoutes(app: FastifyInstance, service: Service): void {
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof SlackError)) throw error;
    return pathOf(request).startsWith(SERVICES)
      ? sendWebhookError(reply, error)
      : sendMethodError(reply, error);
  });
  app.get('/', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(workspacePage(service.context.state())),
  );
  app.post(`${SERVICES}*`, (request, reply) =>
    reply.type('text/plain; charset=utf-8').send(useWebhook(service, request, behind(SERVICES, request))),
  );
  app.route({
    method: ['GET', 'POST'],
    url: `${API}*`,
    handler: async (request) => callMethod(service, request, behind(API, request)),
  });
}

/** Starts a stand-in for Slack on loopback: Web API under `/api/`, incoming webhook under `/services/`, channels at `/`. */
export function startSlackSimulator(options: SlackOptions = {}): Promise<Simulator<SlackState>> {
  return startHttpSimulator<SlackState>({
    system: 'slack',
    options,
    seed: buildSeed,
    records: auditRecords,
    aliases: FAULT_ALIASES,
    // The address of a webhook is a secret.
    maskPath: (path) => path.replace(/^\/services\/.*/i, '/services/***'),
    routes: (app, context) => {
      const rate = createRateLimit(options.rate ?? DEFAULT_RATE);
      addRoutes(app, { context, token: options.token ?? DEFAULT_TOKEN, rate });
    },
  });
}
