// A worker that is about to be killed: opens a page, says which browser it is, and does not end by itself.
import { createBrowserPool } from '../../../activities/browser/pool.ts';

const pool = createBrowserPool({
  executablePath: process.argv[2] ?? '',
  noSandbox: true,
  loopbackOnly: true,
});
await pool.open(new AbortController().signal);
process.stdout.write(`${await pool.processIds()}\n`);
setInterval(() => {}, 60_000);
