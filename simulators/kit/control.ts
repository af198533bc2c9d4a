import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SimulatorCore } from './core.ts';
import { isObject, toJson } from './json.ts';
import type { Fault, Json } from './types.ts';

/** Named changes by somebody else that a standalone simulator offers under `/__control/edit/<name>`. */
export type NamedEdits<State> = { readonly [name: string]: (state: State, input: Json) => void };

const faultSchema = z.object({
  kind: z.string().min(1),
  method: z.string().optional(),
  path: z.string().optional(),
  times: z.int().positive().optional(),
  options: z.record(z.string(), z.json()).optional(),
});
const clockSchema = z.union([
  z.object({ to: z.iso.datetime({ offset: true }) }),
  z.object({ ms: z.number().min(0) }),
]);
const editSchema = z.object({ actor: z.string().default('control'), input: z.json().default(null) });

/** A fault out of a control request. Properties that are not there are left out. */
function parseFault(body: unknown): Fault {
  const { kind, method, path, times, options } = faultSchema.parse(body);
  return {
    kind,
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    ...(times === undefined ? {} : { times }),
    ...(options === undefined ? {} : { options }),
  };
}

/** Endpoints through which another process steers a simulator. Only registered when asked for; loopback only. */
export function addControl<State>(
  app: FastifyInstance,
  core: SimulatorCore<State>,
  edits: NamedEdits<State>,
): void {
  const done = { ok: true };
  app.get('/__control/state', () => toJson(core.state()));
  app.get('/__control/audit', () => core.auditLog);
  app.get('/__control/journal', () => core.journalLog);
  app.get('/__control/faults', () => core.faults.list());
  app.get('/__control/clock', () => ({ now: core.clock.now().toISOString() }));
  app.post('/__control/reset', () => {
    core.reset();
    return done;
  });
  app.post('/__control/faults', (request) => {
    core.faults.add(parseFault(request.body));
    return done;
  });
  app.delete('/__control/faults', () => {
    core.faults.clear();
    return done;
  });
  app.post('/__control/clock', (request) => {
    const move = clockSchema.parse(request.body);
    core.clock.advanceTo('to' in move ? new Date(move.to) : new Date(core.clock.now().getTime() + move.ms));
    return { now: core.clock.now().toISOString() };
  });
  app.post('/__control/edit/:name', (request, reply) => {
    const name = isObject(request.params) ? String(request.params['name']) : '';
    const edit = Object.hasOwn(edits, name) ? edits[name] : undefined;
    if (!edit) return reply.code(404).send({ ok: false, edits: Object.keys(edits) });
    const { actor, input } = editSchema.parse(request.body ?? {});
    core.edit(actor, (state) => edit(state, toJson(input)));
    return done;
  });
}
