import { startHttpSimulator } from '../kit/http-server.ts';
import { addApi } from './api.ts';
import { addConsole } from './console.ts';
import { SPLASHTOP_EDITS } from './edits.ts';
import { type SplashtopOptions, type SplashtopSimulator, settingsOf } from './options.ts';
import { splashtopSeed } from './seed.ts';
import { auditRecords, type SplashtopState } from './state.ts';

/** Starts a stand-in for Splashtop on loopback: the Open API, which only reads, and a console for a person. */
export function startSplashtopSimulator(options: SplashtopOptions = {}): Promise<SplashtopSimulator> {
  const settings = settingsOf(options);
  return startHttpSimulator<SplashtopState>({
    system: 'splashtop',
    options,
    seed: splashtopSeed,
    records: auditRecords,
    edits: SPLASHTOP_EDITS,
    routes: (app, context) => {
      addApi(app, { context, settings });
      addConsole(app, { context, settings });
    },
  });
}
