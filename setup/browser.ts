import { access, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder } from './cache.ts';
import { withLock } from './lock.ts';
import { lastLines, runCommand } from './run-command.ts';

/** A browser that puppeteer can drive. */
export interface Browser {
  executablePath: string;
  /** Whether it must be started with `--no-sandbox`: as root on Linux it does not start otherwise. */
  noSandbox: boolean;
}

/** How a browser is looked for. */
export interface FindBrowserOptions {
  /** The executable that the user configured; nothing else is tried then. */
  configuredPath?: string;
  /** Gets a line for whatever takes time: downloading, installing. */
  progress: (line: string) => void;
  /** Ways to get a browser when none is named, in order; replaceable in tests. */
  sources?: readonly BrowserSource[];
}

/** One way to get a browser: the executable's path, or undefined when this way leads nowhere. */
export type BrowserSource = (progress: (line: string) => void) => Promise<string | undefined>;

const PUPPETEER_CLI = path.resolve(
  import.meta.dirname,
  '../node_modules/puppeteer/lib/puppeteer/node/cli.js',
);
// A download that brings nothing for this long is taken for no internet.
const DOWNLOAD_SILENCE_MS = 20_000;
const DOWNLOAD_WITHIN_MS = 10 * 60_000;
const APT_WITHIN_MS = 10 * 60_000;

// Debian's package comes before puppeteer's download: it brings the libraries that the download lacks there.
const SOURCES: readonly BrowserSource[] = [installedBrowser, downloadedChrome, debianPackage, downloadChrome];

/** Debian's launcher of the same name, on the PATH, would stay between us and it: a kill would reach only the launcher. */
const HEADLESS_SHELL = '/usr/lib/chromium/chromium-headless-shell';
/** Those of Debian, the first that can be had: the shell brings no desktop along. Older releases lack it. */
const DEBIAN_PACKAGES = [['chromium-headless-shell', 'chromium-sandbox'], ['chromium']];

/**
 * Finds a Chrome, Chromium or Edge: the configured one, the one named by `ONBOARD_BROWSER`, an installed one,
 * Debian's package (installed if this is root on such a machine), or puppeteer's download in the cache folder.
 * On Linux Chromium's headless shell comes before whole browsers (docs/decisions/0014).
 *
 * @throws Error when a named browser does not exist or none can be had; the message says what to do.
 */
export async function findBrowser({
  configuredPath,
  progress,
  sources = SOURCES,
}: FindBrowserOptions): Promise<Browser> {
  const named = configuredPath || process.env['ONBOARD_BROWSER'];
  if (named) return { executablePath: await existing(named), noSandbox: isLinuxRoot() };
  for (const source of sources) {
    const executablePath = await source(progress);
    if (executablePath) return { executablePath, noSandbox: isLinuxRoot() };
  }
  throw new Error(
    'Wanted a browser for the portals, but found none and could not install one. Install Google Chrome, ' +
      'Chromium or Microsoft Edge, or name an executable in the environment variable ONBOARD_BROWSER.',
  );
}

async function existing(named: string): Promise<string> {
  const file = path.resolve(named);
  if (await exists(file)) return file;
  throw new Error(
    `Wanted to use the browser ${file}, but there is no such file. Correct the configured path or ONBOARD_BROWSER.`,
  );
}

function isLinuxRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

async function installedBrowser(): Promise<string | undefined> {
  for (const file of usualPlaces(process.platform, process.env)) {
    if (await exists(file)) return file;
  }
  return undefined;
}

/** Where the makers of Chrome, Chromium and Edge install them. */
export function usualPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(isSet);
    const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return programs.flatMap((program) => roots.map((root) => path.join(root, program)));
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', path.join(env['HOME'] ?? os.homedir(), 'Applications')];
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      roots.map((root) => path.join(root, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'microsoft-edge-stable'];
  return [HEADLESS_SHELL, ...names.flatMap((name) => folders.map((folder) => path.join(folder, name)))];
}

async function debianPackage(progress: (line: string) => void): Promise<string | undefined> {
  if (!isLinuxRoot() || !(await exists('/usr/bin/apt-get'))) return undefined;
  return withLock(path.join(cacheFolder(), 'apt.lock'), async () => {
    const already = await installedBrowser();
    if (already) return already;
    let problem = await apt('update');
    for (const names of problem ? [] : DEBIAN_PACKAGES) {
      progress(`Installing Debian's package ${names[0]}`);
      problem = await apt('install', '-y', ...names);
      const installed = await installedBrowser();
      if (installed) return installed;
    }
    if (problem) progress(`That did not work:\n${problem}`);
    return undefined;
  });
}

async function apt(...args: string[]): Promise<string | undefined> {
  const options = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=1'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const result = await runCommand('apt-get', [...options, ...args], { env, timeoutMs: APT_WITHIN_MS });
  return result.code === 0 ? undefined : (result.failure ?? lastLines(result.output, 5));
}

async function downloadedChrome(): Promise<string | undefined> {
  const executable = await readFile(downloadRecord(), 'utf8').catch(() => undefined);
  return executable && (await exists(executable)) ? executable : undefined;
}

async function downloadChrome(progress: (line: string) => void): Promise<string | undefined> {
  return withLock(path.join(cacheFolder(), 'chrome.lock'), async () => {
    const already = await downloadedChrome();
    if (already) return already;
    progress('Downloading Chrome');
    const args = [PUPPETEER_CLI, 'browsers', 'install', 'chrome', '--path', downloadFolder()];
    const limits = { timeoutMs: DOWNLOAD_WITHIN_MS, silenceMs: DOWNLOAD_SILENCE_MS };
    const result = await runCommand(process.execPath, [...args, '--format', 'installed:{{path}}'], limits);
    const executable = result.output.match(/installed:(.+)/)?.[1]?.trim();
    if (result.code === 0 && executable) {
      await writeFile(downloadRecord(), executable);
      return executable;
    }
    const words = result.output.replaceAll(/^ +at .*$/gm, '').replaceAll(/\n{2,}/g, '\n');
    progress(`That did not work: ${result.failure ?? lastLines(words, 2)}`);
    return undefined;
  });
}

function downloadFolder(): string {
  return path.join(cacheFolder(), 'chrome');
}

function downloadRecord(): string {
  return path.join(downloadFolder(), 'executable');
}

function isSet(value: string | undefined): value is string {
  return Boolean(value);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
