import { ProductError } from '../../domain/problems.ts';
import type { AssetField, Traits } from './answers.ts';
import { notWritable, systemTitle } from './errors.ts';
import { htmlOfText, oneLine, textOfHtml } from './html-text.ts';

/** A value as a trait holds it. */
export type TraitValue = Traits[string];

/** The one field of that label (R8). Throws `ProductError` `not-found`, `ambiguous`. */
export function fieldLabelled(fields: readonly AssetField[], label: string): AssetField {
  const matches = fields.filter((field) => field.label === label && field.kind !== 'Header');
  const [only, second] = matches;
  if (!only) throw new ProductError('not-found', { system: systemTitle, what: `field “${label}”` });
  if (!second) return only;
  const detail = `${matches.length} fields have that label`;
  throw new ProductError('ambiguous', { system: systemTitle, what: `the field “${label}”`, detail });
}

/**
 * What a person reads in the field, in one line; null when it is empty. A Checkbox reads `Yes` or `No`.
 * Throws `ProductError` `input-rejected` for a field that holds no text.
 */
export function shownText(field: AssetField, value: TraitValue | undefined): string | null {
  if (!isTextual(field)) throw notWritable(`read “${field.label}”`, noText(field));
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (field.kind === 'Textbox' ? textOfHtml(text) : oneLine(text)) || null;
}

/**
 * What is stored for what a person reads; null empties the field. Throws `ProductError` `not-found` for what is not in
 * a list, `input-rejected` for a field that cannot hold the text.
 */
export function storedValue(field: AssetField, shown: string | null): TraitValue {
  if (!isTextual(field)) throw notWritable(`set “${field.label}”`, noText(field));
  if (shown === null) return null;
  if (field.kind === 'Textbox') return htmlOfText(shown);
  if (field.kind === 'Checkbox') return checked(field, shown);
  if (field.kind === 'Select' && !field.options.includes(shown)) {
    const what = `value “${shown}” in the list “${field.label}”`;
    throw new ProductError('not-found', { system: systemTitle, what });
  }
  return oneLine(shown);
}

function isTextual({ kind }: AssetField): boolean {
  return ['Text', 'Textbox', 'Select', 'Checkbox'].includes(kind);
}

function noText({ label, kind }: AssetField): string {
  return `“${label}” is a field of the kind ${kind}, which holds no text`;
}

function checked({ label }: AssetField, shown: string): boolean {
  if (shown === 'Yes' || shown === 'No') return shown === 'Yes';
  throw notWritable(`set “${label}”`, `“${label}” is a box, so it takes Yes or No`);
}
