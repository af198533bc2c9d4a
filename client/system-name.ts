import { recordNames, records, systemTitles } from '../domain/steps/catalogue.ts';
import type { SystemName } from '../domain/steps/step.ts';
import { CommandFailure } from './command-failure.ts';

/** The outside systems, in the order in which plans show them. */
export const systemNames: readonly SystemName[] = [
  ...new Set(recordNames.map((record) => records[record].system)),
];

/** The system that a command names by its id or its title. Throws `CommandFailure` with those that there are. */
export function systemNamed(name: string): SystemName {
  const wanted = name.toLowerCase();
  const known = systemNames.find((id) => id === wanted || systemTitles[id].toLowerCase() === wanted);
  if (known !== undefined) return known;
  throw new CommandFailure(`There is no system “${name}”. There are: ${systemNames.join(', ')}.`);
}
