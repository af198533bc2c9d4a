import type { Decision, DecisionOption } from '../../domain/decisions.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Terminal } from '../terminal.ts';

/** Asks somebody at the terminal, who was shown the decision, which answer it is; undefined leaves it open. */
export async function chosenOption(
  ask: NonNullable<Terminal['ask']>,
  { options }: Decision,
): Promise<DecisionOption | undefined> {
  const numbered = options.map(({ label }, index) => `${index + 1} ${label}`).join(', ');
  const typed = (await ask(`Which answer: ${numbered}? (number, or nothing to leave it open) `)).trim();
  if (typed === '') return undefined;
  const option = options.find(({ id }, index) => typed === id || typed === String(index + 1));
  if (option !== undefined) return option;
  throw new CommandFailure(`“${typed}” is none of ${numbered}. Nothing was answered.`);
}

/** The reason, asked for where the answer needs one and none was given. */
export async function reasonFor(
  ask: Terminal['ask'],
  { needsReason }: DecisionOption,
  given: string | undefined,
): Promise<string | undefined> {
  if (given !== undefined || !needsReason || ask === undefined) return given;
  return (await ask('Why? ')).trim();
}

/** R61 · What an approval accepts by name: what was named, and what is said yes to now. */
export async function acceptedBy(
  ask: Terminal['ask'],
  { accepts }: Decision,
  named: readonly string[],
): Promise<readonly string[]> {
  if (ask === undefined) return named;
  const accepted = [...named];
  for (const { id, text } of accepts) {
    if (accepted.includes(id)) continue;
    if (/^y(es)?$/i.test((await ask(`${text} Accept this? (yes/no) `)).trim())) accepted.push(id);
  }
  return accepted;
}
