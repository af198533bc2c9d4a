import puppeteer, { type Browser } from 'puppeteer';
import { BrowserGoneError } from './browser-problem.ts';
import { bounded } from './deadline.ts';

/** How browsers are started. */
export interface LaunchOptions {
  /** Chrome, Chromium or Edge on this machine. */
  readonly executablePath: string;
  /** Needed where the worker runs as root (containers, CI). Default false. */
  readonly noSandbox?: boolean;
  /** The browser reaches nothing but 127.0.0.1 and localhost: for samples and tests. Default false. */
  readonly loopbackOnly?: boolean;
  /** After how long an unanswered call counts as a stuck renderer. Default 30 000 ms. */
  readonly protocolTimeoutMs?: number;
}

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  // Each context has its own processes: one kept ready for a page that never comes costs as much as one that does.
  '--disable-features=SpareRendererForSitePerProcess',
];

/**
 * Proxies are left out too: names that a proxy resolves would get past the rules. Said so that the headless shell heeds
 * it, too: `--no-proxy-server` it does not know.
 */
const LOOPBACK_ONLY = [
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
  '--proxy-server=direct://',
];

/**
 * Starts a browser that ends with this process, however that ends (`pipe`), and that leaves signals to the worker's
 * graceful shutdown. Throws `BrowserGoneError`.
 */
export async function launchBrowser(options: LaunchOptions): Promise<Browser> {
  try {
    const browser = await puppeteer.launch({
      executablePath: options.executablePath,
      pipe: true,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      protocolTimeout: options.protocolTimeoutMs ?? 30_000,
      defaultViewport: { width: 1280, height: 900 },
      args: argumentsOf(options),
    });
    muteStreams(browser);
    return browser;
  } catch (cause) {
    throw new BrowserGoneError(`The browser ${options.executablePath} could not be started.`, { cause });
  }
}

/** Closes the browser; what has not ended after the time, in milliseconds, is killed with its whole process group. */
export async function endBrowser(browser: Browser, timeoutMs: number): Promise<void> {
  const child = browser.process();
  const closed = await bounded(browser.close(), timeoutMs);
  if (closed || child?.pid === undefined || child.exitCode !== null) return;
  killGroup(child.pid);
}

/**
 * When a browser is killed, its pipes may end with an error that puppeteer's log reader (readline) throws on as an
 * uncaught exception, which would end the worker. That the browser is gone, `disconnected` says anyway.
 */
function muteStreams(browser: Browser): void {
  for (const stream of browser.process()?.stdio ?? []) {
    stream?.removeAllListeners('error');
    stream?.on('error', () => {});
  }
}

function argumentsOf(options: LaunchOptions): string[] {
  return [
    ...QUIET,
    '--disable-sync',
    '--lang=en-US',
    ...(options.noSandbox ? ['--no-sandbox'] : []),
    ...(options.loopbackOnly ? LOOPBACK_ONLY : []),
  ];
}

function killGroup(pid: number): void {
  try {
    // Puppeteer starts the browser as leader of a group of its own, except on Windows.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It had ended in the meantime.
  }
}
