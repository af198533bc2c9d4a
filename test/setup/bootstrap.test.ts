import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const LOCK = JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '2.0.0' } } });
const OLD_LOCK = LOCK.replace('2.0.0', '1.0.0');

let checkout: string;

beforeEach(async () => {
  checkout = await mkdtemp(path.join(os.tmpdir(), 'onboard-bootstrap-'));
  await mkdir(path.join(checkout, 'setup'));
  await mkdir(path.join(checkout, 'node_modules'));
  const original = path.resolve(import.meta.dirname, '../../setup/bootstrap.mjs');
  await copyFile(original, path.join(checkout, 'setup', 'bootstrap.mjs'));
  await write('package-lock.json', LOCK);
  await write('node_modules/.package-lock.json', LOCK);
  await write(
    'program.ts',
    'const rc: number = Number(process.argv[2]);\nconsole.log("ran");\nprocess.exit(rc);',
  );
});

afterEach(() => rm(checkout, { recursive: true, force: true }));

async function write(file: string, text: string): Promise<void> {
  await writeFile(path.join(checkout, file), text);
}

/** Puts an `npm` on the PATH of the checkout that is this JavaScript. */
async function fakeNpm(script: string): Promise<void> {
  await mkdir(path.join(checkout, 'bin'));
  await write('bin/npm', `#!/usr/bin/env node\n${script}`);
  await write('bin/npm.cmd', '@node "%~dp0npm" %*');
  await chmod(path.join(checkout, 'bin', 'npm'), 0o755);
}

function start(...args: string[]) {
  const PATH = [path.join(checkout, 'bin'), path.dirname(process.execPath), process.env['PATH']].join(
    path.delimiter,
  );
  const child = spawn(process.execPath, [path.join(checkout, 'setup', 'bootstrap.mjs'), ...args], {
    env: { ...process.env, PATH },
  });
  const seen = { output: '' };
  child.stdout.on('data', (chunk) => {
    seen.output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    seen.output += chunk;
  });
  return { child, seen, closed: once(child, 'close') };
}

async function run(...args: string[]) {
  const { seen, closed } = start(...args);
  const [code] = await closed;
  return { code, output: seen.output };
}

test('runs a TypeScript program, without npm when everything is installed, and hands on its exit code', async () => {
  await fakeNpm('throw new Error("npm was called")');
  expect(await run('program.ts', '0')).toEqual({ code: 0, output: 'ran\n' });
  expect(await run('program.ts', '5')).toEqual({ code: 5, output: 'ran\n' });
});

test('installs first when the lockfile has changed, and keeps a quiet npm quiet', async () => {
  await write('node_modules/.package-lock.json', OLD_LOCK);
  await fakeNpm(
    'console.log("chatter"); const fs = require("node:fs"); fs.writeFileSync("npm-args", process.argv.slice(2, 4).join(" "));' +
      'fs.copyFileSync("package-lock.json", "node_modules/.package-lock.json")',
  );
  const first = await run('program.ts', '0');
  expect(first.code).toBe(0);
  expect(first.output).toMatch(/^Installing dependencies .*\nran\n$/);
  expect(await readFile(path.join(checkout, 'npm-args'), 'utf8')).toBe('install --no-save');
  expect((await run('program.ts', '0')).output).toBe('ran\n');
});

test("shows npm's words and a remedy when npm fails, and does not run the program", async () => {
  await rm(path.join(checkout, 'node_modules'), { recursive: true });
  await fakeNpm('console.error("npm error network is down"); process.exit(1)');
  const { code, output } = await run('program.ts', '0');
  expect(code).toBe(1);
  expect(output).toContain('npm error network is down');
  expect(output).toContain('then run `npm install`');
  expect(output).not.toContain('ran');
});

test('hands on a signal, so that the program can clean up', async () => {
  await write(
    'program.ts',
    'process.on("SIGTERM", () => process.exit(7));\nconsole.log("up");\nsetInterval(() => {}, 1e3);',
  );
  const { child, closed } = start('program.ts');
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  // Windows knows no signals that a program could handle.
  expect((await closed)[0]).toBe(process.platform === 'win32' ? null : 7);
});
