import { ProductError } from '../../domain/problems.ts';
import type { AutotaskCompany, FieldDefinition } from './answers.ts';
import { systemTitle } from './errors.ts';

type Choice = NonNullable<FieldDefinition['choices']>[number];

/**
 * R20 · The one user-defined field of that name or label. The sources name it differently, so a person picks the name;
 * none and two candidates are stops. Throws `ProductError` `not-found`, `ambiguous`.
 */
export function fieldNamed(definitions: readonly FieldDefinition[], name: string): FieldDefinition {
  const matches = definitions.filter((field) => field.name === name || field.label === name);
  const [only, second] = matches;
  if (!only) throw stop('not-found', `company field “${name}”`);
  if (second)
    throw stop(
      'ambiguous',
      `the company field “${name}”`,
      `${matches.length} fields have that name or label`,
    );
  return only;
}

/** What a person sees in the field: a list's label. Null when it is empty; a value that the list lacks stays as it is. */
export function shownValue(definition: FieldDefinition, company: AutotaskCompany): string | null {
  const stored = company.fields.find((field) => field.name === definition.name)?.value ?? null;
  if (stored === null || definition.choices === null) return stored;
  return definition.choices.find(({ value }) => value === stored)?.label ?? stored;
}

/**
 * What is stored for what a person sees: a list keeps its item's `value`, which need not be the label.
 * Throws `ProductError` `input-rejected`, `not-found`, `ambiguous`.
 */
export function storedValue(definition: FieldDefinition, shown: string | null): string | null {
  if (definition.isReadOnly) throw cannotSet(definition, 'the field is read-only');
  if (shown === null || definition.choices === null) return shown;
  return selectable(definition, shown, candidates(definition.choices, shown)).value;
}

/** Labels come first; a profile may name the stored value instead. */
function candidates(choices: readonly Choice[], shown: string): Choice[] {
  const labelled = choices.filter(({ label }) => label === shown);
  return labelled.length > 0 ? labelled : choices.filter(({ value }) => value === shown);
}

function selectable(definition: FieldDefinition, shown: string, choices: readonly Choice[]): Choice {
  if (choices.length === 0) throw stop('not-found', `value “${shown}” in the list “${definition.name}”`);
  const [only, second] = choices.filter(({ isActive }) => isActive);
  if (!only) throw cannotSet(definition, `“${shown}” is no longer selectable`);
  if (second)
    throw stop('ambiguous', `“${shown}” in the list “${definition.name}”`, 'several items have that label');
  return only;
}

function cannotSet(definition: FieldDefinition, detail: string): ProductError {
  const wanted = `set “${definition.name}”`;
  return new ProductError('input-rejected', { system: systemTitle, wanted, detail });
}

function stop(code: 'not-found' | 'ambiguous', what: string, detail = ''): ProductError {
  return new ProductError(code, { system: systemTitle, what, detail });
}
