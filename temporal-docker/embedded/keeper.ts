// Runs one command and kills it when standard input closes, which the operating system does for us when the
// process that started this keeper is gone. Node has no other way that works on every platform.
// Killing loses nothing: the server's state is in SQLite's transactions, or in memory and not wanted. Its own
// orderly stop takes up to five seconds.
// Usage: node keeper.ts <command> [args…]; prints the command's process id; its output goes to stderr.
import { spawn } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);

const child = spawn(command, args, { stdio: ['ignore', 2, 2], windowsHide: true });
child.once('error', (error) => {
  process.stderr.write(`Could not start ${command}: ${error.message}\n`);
  process.exit(1);
});
child.once('spawn', () => process.stdout.write(String(child.pid)));
child.once('exit', (code) => process.exit(code ?? 1));

process.stdout.on('error', () => undefined);
process.stdin.on('error', () => undefined);
process.stdin.once('close', () => child.kill('SIGKILL'));
process.stdin.resume();
