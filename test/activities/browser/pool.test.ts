import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { browserProblem } from '../../../activities/browser/browser-problem.ts';
import { type BrowserPool, createBrowserPool } from '../../../activities/browser/pool.ts';
import { browserForTests } from '../../support/browser.ts';
import { haveEnded, isRunning, withDescendants } from './processes.ts';

const undertaking = { system: 'The portal', wanted: 'look' };
const never = new AbortController().signal;

let server: Server;
let url: string;
let onHang = () => {};
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/hang') return onHang();
    response.setHeader('content-type', 'text/html').end('<h1>Hello</h1>');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

let pool: BrowserPool;
beforeEach(() => {
  pool = createBrowserPool(browserForTests);
});
afterEach(() => pool.close());

describe('a pool', () => {
  test('starts one browser for all, when it is first needed', async () => {
    expect(await pool.processIds()).toEqual([]);
    await Promise.all([pool.open(never), pool.open(never)]);
    expect(await pool.processIds()).toHaveLength(1);
  });

  test('gives each tab a context of its own', async () => {
    const cookies = await pool.withPage(never, async ({ page }) => {
      await page.goto(url);
      await page.browserContext().setCookie({ name: 'a', value: 'b', domain: '127.0.0.1' });
      return pool.withPage(never, async (other) => {
        await other.page.goto(url);
        return [await page.browserContext().cookies(), await other.page.browserContext().cookies()];
      });
    });
    expect(cookies).toMatchObject([[{ name: 'a' }], []]);
  });

  test('closes the tab when the work fails', async () => {
    const failing = pool.withPage(never, async ({ page }) => {
      throw new Error(`failed with ${page.isClosed() ? 'a closed' : 'an open'} page`);
    });
    await expect(failing).rejects.toThrow('an open page');
    const tab = await pool.open(never);
    expect(tab.page.browser().browserContexts()).toHaveLength(2);
  });

  test('replaces a browser after so many jobs, once its last tab is closed', async () => {
    await pool.close();
    pool = createBrowserPool({ ...browserForTests, maxJobs: 2 });
    const tabs = [await pool.open(never), await pool.open(never)];
    const [first = 0] = await pool.processIds();
    await pool.open(never);
    expect(await pool.processIds()).toHaveLength(2);
    expect(isRunning(first)).toBe(true);
    for (const tab of tabs) await tab.close();
    await haveEnded([first]);
    expect(await pool.processIds()).toHaveLength(1);
  });

  test('leaves no process behind when it is closed', async () => {
    await pool.open(never);
    const [browser = 0] = await pool.processIds();
    const family = withDescendants(browser);
    expect(family.length).toBeGreaterThan(1);
    await pool.close();
    await haveEnded(family);
  });

  test('reaches nothing but this machine', async () => {
    const tab = await pool.open(never);
    await tab.page.goto(url);
    for (const outside of ['https://example.com/', 'http://127.0.0.2/', 'http://[::1]/']) {
      const error = await tab.page.goto(outside).catch((caught: unknown) => caught);
      expect(browserProblem(error, tab.signal, undertaking)).toMatchObject({
        problem: { code: 'unavailable', message: expect.stringContaining('net::ERR_NAME_NOT_RESOLVED') },
      });
    }
  });
});

describe('when things end early', () => {
  test('an aborted signal closes the page, and what was pending rejects with its reason', async () => {
    const abort = new AbortController();
    const tab = await pool.open(abort.signal);
    const reason = new Error('cancelled');
    onHang = () => abort.abort(reason);
    const error = await tab.page.goto(`${url}/hang`).catch((caught: unknown) => caught);
    expect(browserProblem(error, tab.signal, undertaking)).toBe(reason);
    await tab.close();
    expect(tab.page.isClosed()).toBe(true);
    await expect(pool.open(abort.signal)).rejects.toBe(reason);
  });

  test('a browser that is killed is reported, and the next tab gets a new one', async () => {
    const tab = await pool.open(never);
    const [browser = 0] = await pool.processIds();
    const lost = once(tab.signal, 'abort');
    process.kill(browser, 'SIGKILL');
    await lost;
    const error = await tab.page.goto(url).catch((caught: unknown) => caught);
    expect(browserProblem(error, tab.signal, undertaking)).toMatchObject({
      problem: { code: 'browser-crashed' },
    });
    const next = await pool.open(never);
    await next.page.goto(url);
    expect(await pool.processIds()).not.toContain(browser);
  });

  test('a pipe that breaks with the browser does not end the worker', async () => {
    const tab = await pool.open(never);
    const streams = tab.page.browser().process()?.stdio ?? [];
    expect(streams.map((stream) => stream?.emit('error', new Error('read ECONNRESET')))).toContain(true);
  });

  test('a page that crashes is reported', async () => {
    const tab = await pool.open(never);
    const lost = once(tab.signal, 'abort');
    await tab.page.goto('chrome://crash').catch(() => {});
    await lost;
    expect(browserProblem(undefined, tab.signal, undertaking)).toMatchObject({
      problem: { code: 'browser-crashed' },
    });
  });

  test('a browser that cannot be started is reported', async () => {
    const broken = createBrowserPool({ executablePath: '/nowhere/chromium' });
    const error = await broken.open(never).catch((caught: unknown) => caught);
    expect(browserProblem(error, never, undertaking)).toMatchObject({ problem: { code: 'browser-crashed' } });
    await broken.close();
  });

  test('no browser outlives a worker that is killed', async () => {
    const script = fileURLToPath(new URL('./hold-browser.ts', import.meta.url));
    const worker = spawn(process.execPath, [script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(worker.stdout, 'data');
    const browser = Number(String(said));
    const family = withDescendants(browser);
    const wasRunning = isRunning(browser);
    worker.kill('SIGKILL');
    expect(wasRunning).toBe(true);
    await haveEnded(family);
  });
});
