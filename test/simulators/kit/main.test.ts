import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const MAIN = resolve('simulators/main.ts');

function run(...args: string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function outputUntil(child: ChildProcess, end: string): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    if (output.includes(end)) break;
  }
  return output;
}

test('all simulators start on loopback, record, and end on a signal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulators-'));
  const child = run('--control', '--record', folder);
  try {
    const output = await outputUntil(child, 'Ctrl-C');
    for (const name of ['Autotask', 'Slack', 'Mail', 'Lift Off']) expect(output).toContain(name);
    expect(output.match(/\/\/(?!127\.0\.0\.1:)/g)).toBeNull();
    const origin = /Autotask\s+(http:\/\/[^/]+)/.exec(output)?.[1];
    expect((await fetch(`${origin}/__control/state`)).status).toBe(200);
    expect((await fetch(`${origin}/atservicesrest/versioninformation`)).status).toBe(200);
    expect(existsSync(join(folder, 'journal.jsonl'))).toBe(true);
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = await ended;
    // Windows knows no signals: the process is just ended there.
    if (process.platform !== 'win32') expect(code).toBe(0);
    rmSync(folder, { recursive: true });
  }
});

test('a wrong port is said, and nothing stays behind', async () => {
  const child = run('--port', 'x');
  const [code] = await once(child, 'exit');
  expect(code).toBe(1);
});
