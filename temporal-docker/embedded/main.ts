// `npm run temporal`: the embedded server with its web UI, data kept in var/temporal, until Ctrl-C.
import { once } from 'node:events';
import path from 'node:path';
import { startEmbeddedTemporal } from './start.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const dataDir = path.resolve(import.meta.dirname, '..', '..', 'var', 'temporal');

try {
  const temporal = await startEmbeddedTemporal({
    dataDir,
    ui: true,
    port: 7233,
    uiPort: 8233,
    progress: say,
  });
  say(`Temporal   ${temporal.address}`);
  void temporal.ui.then((address) => address && say(`Web UI     ${address}`));
  say(`Data       ${dataDir}`);
  say('Ctrl-C stops it; the data stays.');
  const stopped = await Promise.race([
    once(process, 'SIGINT').then(() => true),
    once(process, 'SIGTERM').then(() => true),
    temporal.ended.then(() => false),
  ]);
  await temporal.stop();
  if (!stopped) throw new Error(`The Temporal server ended by itself. Its logs are in ${dataDir}.`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
