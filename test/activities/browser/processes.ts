import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Whether the process runs. One that has ended and that nobody has collected does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !stateOf(pid).startsWith('Z');
}

/** Resolves when none of the processes runs any more; the test's own time-out says when that takes too long. */
export async function haveEnded(pids: readonly number[]): Promise<void> {
  while (pids.some(isRunning)) await wait(20);
}

/** The process and everything that it has started, as far as the machine's process list tells. */
export function withDescendants(pid: number): number[] {
  const pairs = parents();
  const family = new Set([pid]);
  for (let grown = true; grown; ) {
    const before = family.size;
    for (const [child, parent] of pairs) if (family.has(parent)) family.add(child);
    grown = family.size > before;
  }
  return [...family];
}

function parents(): [child: number, parent: number][] {
  if (process.platform === 'win32') return [];
  const lines = execFileSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return [child, parent];
  });
}

function stateOf(pid: number): string {
  if (process.platform !== 'linux') return '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2);
  } catch {
    return 'Z';
  }
}
