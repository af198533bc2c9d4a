import { startHttpSimulator } from '../kit/http-server.ts';
import { liftOffEdits } from './edits.ts';
import { type LiftOffOptions, type LiftOffSimulator, settingsOf } from './options.ts';
import { createMemories, createPortal } from './portal.ts';
import { maintenance } from './routes/admission.ts';
import { addLoginRoutes } from './routes/login-routes.ts';
import { addPageRoutes } from './routes/page-routes.ts';
import { addScriptRoutes } from './routes/script-routes.ts';
import { liftOffSeed } from './seed.ts';
import { auditRecords, type LiftOffState } from './state.ts';

export { liftOffDefaults } from './defaults.ts';
export type { LiftOffOptions, LiftOffSimulator } from './options.ts';
export { liftOffSeed } from './seed.ts';
export type { LiftOffState } from './state.ts';

/** Starts the simulated portal "Lift Off" on loopback. */
export async function startLiftOffSimulator(options: LiftOffOptions = {}): Promise<LiftOffSimulator> {
  const settings = settingsOf(options);
  const memories = createMemories(settings);
  const simulator = await startHttpSimulator<LiftOffState>({
    system: 'lift-off',
    options,
    seed: liftOffSeed,
    records: auditRecords,
    edits: liftOffEdits(memories),
    routes: (app, context) => {
      const portal = createPortal(context, settings, memories);
      app.addHook('preHandler', (request, reply) => maintenance(portal, request, reply));
      addLoginRoutes(app, portal);
      addPageRoutes(app, portal);
      addScriptRoutes(app, portal);
    },
  });
  return {
    ...simulator,
    expireSessions: (email) => memories(simulator.state()).sessions.endAll(email),
  };
}
