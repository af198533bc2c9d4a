#!/usr/bin/env node
// What `npx onboard` runs, on whatever Node the machine has: hands over to the bootstrap, which installs what is
// missing and runs the command on the project's own Node. Must not import any dependency.
import { fileURLToPath } from 'node:url';

process.argv.splice(2, 0, 'client/main.ts');
process.argv[1] = fileURLToPath(new URL('../setup/bootstrap.mjs', import.meta.url));
await import('../setup/bootstrap.mjs');
