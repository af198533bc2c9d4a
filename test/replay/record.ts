// Records a history of each shape that workflows can have, anew: `node setup/bootstrap.mjs test/replay/record.ts`,
// which takes two minutes; a word after it records only the scenarios whose name has the word in it.
// To be run before a release, and never to make a failing replay pass: old histories are what is in the field.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Stack } from '../support/onboarding.ts';
import { startStack } from '../support/onboarding.ts';
import { quietTemporal } from '../support/temporal.ts';
import { historiesFolder, historyText } from './histories.ts';
import { type Recording, type Scenario, scenarios } from './scenarios.ts';

quietTemporal();
const say = (line: string) => process.stdout.write(`${line}\n`);

async function record({ name, profile, play }: Scenario): Promise<void> {
  say(name);
  const stack = await startStack({ profile, workers: 1 });
  try {
    for (const recording of await play(stack)) await keep(stack, recording);
  } finally {
    await stack.stop();
  }
}

async function keep({ client }: Stack, { name, workflowId, runId }: Recording): Promise<void> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const text = historyText(history);
  await writeFile(path.join(historiesFolder, `${name}.json`), text);
  say(`  ${name}.json: ${history.events?.length ?? 0} events, ${Math.ceil(text.length / 1024)} KB`);
}

await mkdir(historiesFolder, { recursive: true });
const [word = ''] = process.argv.slice(2);
for (const scenario of scenarios.filter(({ name }) => name.includes(word))) await record(scenario);
process.exit(0);
