// The first thing that every command of this project runs, on whatever Node ≥ 18 the machine has: installs the
// dependencies if they are missing or out of date, then runs the given program on the project's own Node, which
// loads TypeScript itself. Must not import any dependency.
// Usage: node setup/bootstrap.mjs <program.ts> [args…]
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Whether every package of the lockfile is installed in its version; optional ones may be missing. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
    // npm writes this file last: an interrupted installation has none.
    const present = JSON.parse(
      readFileSync(join(ROOT, 'node_modules', '.package-lock.json'), 'utf8'),
    ).packages;
    return Object.entries(wanted).every(
      ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
    );
  } catch {
    return false;
  }
}

/**
 * Installs what the lockfile says; npm's own output is shown only if it fails. Not `npm ci`: that refuses a lockfile
 * made where the registry lacked some platform's optional packages, and cannot replace a Node that is running.
 */
async function install() {
  const start = Date.now();
  process.stderr.write('Installing dependencies (npm install), once: about two minutes\n');
  const ticker = setInterval(() => {
    process.stderr.write(`Still installing dependencies (${Math.round((Date.now() - start) / 1000)} s)\n`);
  }, 15_000);
  const { code, output } = await npm('install', '--no-save', '--include=dev', '--no-audit', '--no-fund');
  clearInterval(ticker);
  if (code === 0) return;
  process.stderr.write(
    `${output.trimEnd()}\n\nWanted to install the dependencies, but npm failed (see above).\n` +
      'Check that npm reaches its registry (`npm ping`) and may write to this folder, then run `npm install`.\n',
  );
  process.exit(1);
}

function npm(...args) {
  const windows = process.platform === 'win32';
  return new Promise((resolve) => {
    const child = spawn(windows ? 'npm.cmd' : 'npm', args, { cwd: ROOT, shell: windows });
    let output = '';
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** The Node that the package `node` brought; the machine's own if it can load TypeScript. */
function projectNode() {
  const bin = join(ROOT, 'node_modules', 'node', 'bin');
  const own = [join(bin, 'node.exe'), join(bin, 'node')].find((file) => existsSync(file) && canRun(file));
  if (own) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  process.stderr.write(
    `Wanted Node 22.18 or newer, but this is ${process.versions.node} and the package \`node\` is not usable.\n` +
      'Install Node 24, or allow npm to run install scripts and repeat `npm install`.\n',
  );
  return process.exit(1);
}

/** On Windows the file without `.exe` is a placeholder that cannot be run. */
function canRun(file) {
  return process.platform !== 'win32' || file.endsWith('.exe');
}

function run(node, args) {
  const child = spawn(node, args, { stdio: 'inherit', env: { ...process.env, TZ: 'UTC' } });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    // A terminal sends Ctrl-C to the child as well: a second one would cut its clean-up short.
    const alreadyThere = signal === 'SIGINT' && process.stdin.isTTY;
    process.on(signal, () => alreadyThere || child.kill(signal));
  }
  child.once('error', (error) => {
    process.stderr.write(`Wanted to run ${node}, but that failed: ${error.message}\n`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

const [program, ...args] = process.argv.slice(2);
if (!program) {
  process.stderr.write('Usage: node setup/bootstrap.mjs <program.ts> [args…]\n');
  process.exit(1);
}
if (!isInstalled()) await install();
run(projectNode(), [join(ROOT, program), ...args]);
