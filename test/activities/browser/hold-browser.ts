// A worker that is about to be killed: opens a page, says which browser it is, and does not end by itself.
import { createBrowserPool } from '../../../activities/browser/pool.ts';
import { browserForTests } from '../../support/browser.ts';

const pool = createBrowserPool(browserForTests);
await pool.open(new AbortController().signal);
process.stdout.write(`${await pool.processIds()}\n`);
setInterval(() => {}, 60_000);
