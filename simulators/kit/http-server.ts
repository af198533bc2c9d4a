import type { Server } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { addControl, type NamedEdits } from './control.ts';
import { type CoreDefinition, createCore, type SimulatorCore } from './core.ts';
import {
  answerInstead,
  type FaultAlias,
  pathOf,
  type Struck,
  sleepIfSlow,
  staysLost,
  strikeGeneric,
  strikesAfterCommit,
  truncate,
} from './http-faults.ts';
import { journalEntry } from './http-journal.ts';
import { createRepeats, type Repeats } from './repeats.ts';
import { trackSockets } from './sockets.ts';
import type { Fault, FaultBox, Simulator, SimulatorOptions } from './types.ts';

/** What a route of an HTTP simulator works with. */
export interface HttpContext<State> extends SimulatorCore<State> {
  /** Base address on loopback. Known once the server listens, so while requests are answered. */
  url(): string;
  /** Strikes one of the system's own faults for this request and notes it for the journal. */
  strike(request: FastifyRequest, ...kinds: string[]): Fault | undefined;
}

/** What a simulator serves over HTTP. */
export interface HttpSurface<State> {
  readonly options: Pick<SimulatorOptions<State>, 'port' | 'control'>;
  /** Adds the routes, hooks and error handlers of the system. */
  routes(app: FastifyInstance, context: HttpContext<State>): void | Promise<void>;
  /** The system's own names for generic faults. */
  readonly aliases?: { readonly [name: string]: FaultAlias };
  /** Named changes for `/__control/edit/<name>`. */
  readonly edits?: NamedEdits<State>;
  /** The name of this surface in the journal, where it is not the system's: a portal beside an API. */
  readonly journalAs?: string;
  /** Hides what is secret in a path, before it is recorded. */
  maskPath?(path: string): string;
  /** False for pages that are no part of the system: neither recorded nor struck by faults. */
  readonly isSystem?: boolean;
}

/** What makes an HTTP simulator. */
export interface HttpDefinition<State> extends CoreDefinition<State>, HttpSurface<State> {
  readonly options: SimulatorOptions<State>;
}

/** A running server. */
export interface HttpServer {
  /** Base address on loopback, without a slash at the end. */
  readonly url: string;
  stop(): Promise<void>;
}

interface Hooks<State> {
  readonly core: SimulatorCore<State>;
  readonly repeats: Repeats;
  readonly struck: WeakMap<FastifyRequest, Struck>;
  readonly surface: HttpSurface<State>;
}

/** Control endpoints, and pages for people, are left alone. */
function isOutside(
  { surface }: { readonly surface: { readonly isSystem?: boolean } },
  request: FastifyRequest,
): boolean {
  return surface.isSystem === false || pathOf(request).startsWith('/__control/');
}

/** JSON that is missing or broken reaches the route as undefined or text: what to say about it is the system's affair. */
function acceptAnyBody(app: FastifyInstance): void {
  const parse = (text: string): unknown => {
    try {
      return text === '' ? undefined : JSON.parse(text);
    } catch {
      return text;
    }
  };
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser(
    ['application/json'],
    { parseAs: 'string' },
    async (_request: unknown, text: string) => parse(text),
  );
  app.addContentTypeParser(
    '*',
    { parseAs: 'string' },
    async (_request: unknown, text: string) => text || undefined,
  );
}

function record<State>(
  hooks: Hooks<State>,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: object,
): void {
  const fault = hooks.struck.get(request)?.name;
  const maskPath = hooks.surface.maskPath ?? ((path: string) => path);
  const { journalAs: system } = hooks.surface;
  const entry = journalEntry(request, reply, { ...answer, fault }, maskPath);
  hooks.core.journal({ ...entry, ...(system !== undefined && { system }) });
}

/** Drops what a browser repeats by itself after an answer that is to stay lost. */
function dropRepeat<State>(hooks: Hooks<State>, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  hooks.struck.set(request, {
    name: 'repeat-dropped',
    kind: 'drop-before-commit',
    fault: { kind: 'repeat-dropped' },
  });
  hooks.repeats.lost(request);
  reply.hijack();
  record(hooks, request, reply, {});
  request.raw.socket.destroy();
  return reply;
}

/** Faults that strike before the handler: delays, other answers, none at all. */
async function beforeHandler<State>(
  hooks: Hooks<State>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (isOutside(hooks, request)) return undefined;
  const { faults } = hooks.core;
  if (hooks.repeats.isRepeat(request)) return dropRepeat(hooks, request, reply);
  await sleepIfSlow(faults, request);
  const struck = strikeGeneric(faults, hooks.surface.aliases ?? {}, request);
  if (!struck) return undefined;
  hooks.struck.set(request, struck);
  if (strikesAfterCommit(struck)) return undefined;
  if (struck.kind === 'status' || struck.kind === 'html-200') return answerInstead(reply, struck);
  if (staysLost(struck)) hooks.repeats.lost(request);
  reply.hijack();
  record(hooks, request, reply, {});
  if (struck.kind === 'drop-before-commit') request.raw.socket.destroy();
  return reply;
}

/** Faults that strike once the handler has done its work; true when nothing more may be sent. */
function afterHandler<State>(
  hooks: Hooks<State>,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): boolean {
  const struck = hooks.struck.get(request);
  if (!struck || !strikesAfterCommit(struck)) {
    record(hooks, request, reply, { payload });
    return false;
  }
  record(hooks, request, reply, {});
  if (staysLost(struck)) hooks.repeats.lost(request);
  if (struck.kind === 'truncate') truncate(reply, String(payload ?? ''));
  if (struck.kind === 'drop-after-commit') request.raw.socket.destroy();
  return true;
}

function addHooks<State>(app: FastifyInstance, hooks: Hooks<State>): void {
  app.addHook('preHandler', (request, reply) => beforeHandler(hooks, request, reply));
  app.addHook('onSend', (request, reply, payload, done) => {
    if (isOutside(hooks, request)) return done(null, payload);
    // Not calling `done` leaves the answer unsent for good: the connection is closed, or hangs until the stop.
    if (!afterHandler(hooks, request, reply, payload)) done(null, payload);
  });
}

function createApp(): FastifyInstance<Server> {
  return fastify({
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true },
    exposeHeadRoutes: false,
  });
}

type Strike = HttpContext<unknown>['strike'];

/** Strikes a system's own fault and keeps its name for the journal. */
function createStrike(faults: FaultBox, struck: WeakMap<FastifyRequest, Struck>): Strike {
  return (request, ...kinds) => {
    const fault = faults.strike({ method: request.method, path: pathOf(request) }, ...kinds);
    // A lost answer that was struck before still has to come.
    const noted = { name: fault?.kind ?? '', kind: fault?.kind ?? '', fault: { kind: fault?.kind ?? '' } };
    if (fault && !struck.has(request)) struck.set(request, noted);
    return fault;
  };
}

/** Serves a simulator's state over HTTP on loopback: generic faults, journal, control endpoints, the system's routes. */
export async function serveHttp<State>(
  core: SimulatorCore<State>,
  surface: HttpSurface<State>,
): Promise<HttpServer> {
  const app = createApp();
  const closeSockets = trackSockets(app.server);
  const struck = new WeakMap<FastifyRequest, Struck>();
  let url = '';
  await app.register(fastifyFormbody);
  await app.register(fastifyCookie);
  acceptAnyBody(app);
  addHooks(app, { core, repeats: createRepeats(), struck, surface });
  if (surface.options.control) addControl(app, core, surface.edits ?? {});
  await surface.routes(app, { ...core, url: () => url, strike: createStrike(core.faults, struck) });
  url = await app.listen({ host: '127.0.0.1', port: surface.options.port ?? 0 });
  const stop = async () => {
    closeSockets();
    await app.close();
  };
  return { url, stop };
}

/** Starts an HTTP simulator. */
export async function startHttpSimulator<State>(
  definition: HttpDefinition<State>,
): Promise<Simulator<State>> {
  const core = createCore(definition);
  return { ...core, ...(await serveHttp(core, definition)) };
}
