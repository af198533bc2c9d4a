import { ProductError } from '../../domain/problems.ts';
import type { FieldDefinition } from './answers.ts';
import { systemTitle } from './errors.ts';

/**
 * The number that a list of tickets or their notes keeps for what people see. Throws `ProductError` `not-found`, with
 * the labels that there are, `input-rejected` for one no longer in use, `ambiguous`.
 */
export function numberLabelled(
  definitions: readonly FieldDefinition[],
  field: string,
  label: string,
): number {
  const choices = choicesOf(definitions, field);
  const labelled = choices.filter((choice) => choice.label === label);
  const [only, second] = labelled.filter(({ isActive }) => isActive);
  if (only && !second) return Number(only.value);
  const system = systemTitle;
  if (second) {
    const detail = `${labelled.length} items of the list “${field}” have that label`;
    throw new ProductError('ambiguous', { system, what: `“${label}”`, detail });
  }
  if (labelled.length > 0) {
    const detail = `“${label}” is no longer selectable in the list “${field}”`;
    throw new ProductError('input-rejected', { system, wanted: 'keep the onboarding ticket', detail });
  }
  const known = choices.filter(({ isActive }) => isActive).map((choice) => choice.label);
  throw new ProductError('not-found', { system, what: `“${label}” as ${field}; it has ${known.join(', ')}` });
}

/** What people see for a number; the number itself when the list lacks it. */
export function labelOf(definitions: readonly FieldDefinition[], field: string, value: number): string {
  const choice = choicesOf(definitions, field).find((one) => Number(one.value) === value);
  return choice?.label ?? String(value);
}

function choicesOf(definitions: readonly FieldDefinition[], field: string) {
  return definitions.find(({ name }) => name === field)?.choices ?? [];
}
