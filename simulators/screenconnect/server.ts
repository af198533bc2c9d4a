import { startHttpSimulator } from '../kit/http-server.ts';
import { screenConnectEdits } from './edits.ts';
import { FAULT_ALIASES } from './faults.ts';
import { type ScreenConnectOptions, type ScreenConnectSimulator, settingsOf } from './options.ts';
import { createMemories, createPortal } from './portal.ts';
import { addPageRoutes } from './routes/page-routes.ts';
import { addServiceRoutes } from './routes/service-routes.ts';
import { screenConnectSeed } from './seed.ts';
import { machine } from './seed-machines.ts';
import { nextVersion } from './services/live.ts';
import { auditRecords, type ScreenConnectState } from './state.ts';

export { screenConnectDefaults } from './defaults.ts';
export type { ScreenConnectOptions, ScreenConnectSimulator } from './options.ts';
export { screenConnectSeed } from './seed.ts';
export type { ScreenConnectState } from './state.ts';

/** Starts the simulated ScreenConnect instance on loopback. */
export async function startScreenConnectSimulator(
  options: ScreenConnectOptions = {},
): Promise<ScreenConnectSimulator> {
  const settings = settingsOf(options);
  const memories = createMemories(settings);
  const simulator = await startHttpSimulator<ScreenConnectState>({
    system: 'screenconnect',
    options,
    seed: () => screenConnectSeed(settings.groups),
    records: auditRecords,
    aliases: FAULT_ALIASES,
    edits: screenConnectEdits(memories),
    routes: (app, context) => {
      const portal = createPortal(context, settings, memories);
      addServiceRoutes(app, portal);
      addPageRoutes(app, portal);
    },
  });
  const signIns = () => memories(simulator.state()).signIns;
  return {
    ...simulator,
    checkIn: (company, name) => {
      const added = machine(company, name);
      simulator.edit('agent', (state) => state.machines.push(added));
      return added;
    },
    expireSignIns: (userName) => signIns().expireAll(userName),
    bumpVersion: () =>
      simulator.edit('update', (state) => {
        state.productVersion = nextVersion(state.productVersion);
      }),
  };
}
