import type { ExitCode } from '../exit-codes.ts';
import type { Invocation } from '../invocation.ts';

/** Runs a command with what it works with, and keeps its exit code. */
export type Run = (command: (invocation: Invocation) => Promise<ExitCode>) => Promise<void>;

/** What a command's help ends with. */
export function example(...lines: readonly string[]): string {
  return ['', lines.length === 1 ? 'Example:' : 'Examples:', ...lines.map((line) => `  ${line}`)].join('\n');
}
