import { z } from 'zod';
import type { AssetField, Traits } from './answers.ts';
import { notWritable, wouldLose } from './errors.ts';
import type { TraitValue } from './field-text.ts';
import { holdsFragilePicture, oneLine, textOfHtml } from './html-text.ts';

/** One field set anew, its value as it is stored. */
export interface Change {
  readonly field: AssetField;
  readonly value: TraitValue;
}

/** Ids are sent back as they came; a number that is no longer exact is refused. */
const idSchema = z.union([z.int(), z.string().regex(/^\d+$/)]);
const taggedSchema = z.object({ id: idSchema, 'resource-deleted': z.boolean().nullish() });
/** Tags are read as objects and written as ids; what was deleted cannot be written. */
const tagSchema = z.union([
  z.object({ values: z.array(taggedSchema) }).transform(({ values }) => {
    return values.filter((value) => value['resource-deleted'] !== true).map(({ id }) => id);
  }),
  z.array(idSchema),
  idSchema.transform((id) => [id]),
]);

/**
 * All traits of an asset as they are written, one field set anew: a write replaces them all, so whatever were missing
 * here would be deleted. Throws `ProductError` `would-lose` where something would be lost all the same, such as a file, and
 * `input-rejected` where a required field would be empty.
 */
export function mergedTraits(fields: readonly AssetField[], read: Traits, change: Change): Traits {
  const wanted = `set “${change.field.label}”`;
  refuseTraitsWithoutField(fields, read);
  const merged: { [key: string]: TraitValue } = {};
  for (const field of fields.filter(({ kind }) => kind !== 'Header')) {
    const isChanged = field.key === change.field.key;
    const value = isChanged ? change.value : writable(field, read[field.key] ?? null);
    if (!isEmpty(value)) merged[field.key] = value;
    else if (field.isRequired) throw notWritable(wanted, `the required field “${field.label}” is empty`);
  }
  return merged;
}

/** A trait that no field shows would be refused if it were sent and deleted if it were not. */
function refuseTraitsWithoutField(fields: readonly AssetField[], read: Traits): void {
  const known = new Set(fields.map(({ key }) => key));
  const unknown = Object.entries(read).filter(([key, value]) => !known.has(key) && !isEmpty(value));
  if (unknown.length === 0) return;
  throw wouldLose(`${unknown.length} values`, 'no field shows them, so they cannot be sent back');
}

/** A value as it is written, by the kind of its field. */
function writable(field: AssetField, value: TraitValue): TraitValue {
  if (isEmpty(value)) return null;
  if (field.kind === 'Tag') return tagIds(field, value);
  if (field.kind === 'Password') return passwordId(field, value);
  if (field.kind === 'Upload') throw wouldLose(`the file in “${field.label}”`, 'a file cannot be sent back');
  if (typeof value === 'object') throw unknownForm(field);
  if (field.kind === 'Textbox' && typeof value === 'string' && holdsFragilePicture(value)) {
    throw wouldLose(`a picture in “${field.label}”`, 'it is not kept when the text is saved from outside');
  }
  return value;
}

function tagIds(field: AssetField, value: TraitValue): (string | number)[] {
  const parsed = tagSchema.safeParse(value);
  if (!parsed.success) throw unknownForm(field);
  return parsed.data;
}

/** Without the id the password would be cut off from the asset. */
function passwordId(field: AssetField, value: TraitValue): TraitValue {
  const [only, ...more] = tagIds(field, value);
  if (only === undefined || more.length > 0) throw unknownForm(field);
  return only;
}

function unknownForm({ label }: AssetField) {
  return wouldLose(`the value of “${label}”`, 'it has a form that we could not write back');
}

function isEmpty(value: TraitValue): boolean {
  if (value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.length === 0;
  const values = 'values' in value ? value['values'] : value;
  return typeof values === 'object' && values !== null && Object.keys(values).length === 0;
}

/** A field that does not hold the same in both; `isGone` if the second holds nothing in it. */
export interface Difference {
  readonly field: AssetField;
  readonly isGone: boolean;
}

/** Fields that do not hold the same in both, whether as read or as written. */
export function differences(fields: readonly AssetField[], one: Traits, other: Traits): Difference[] {
  return fields.flatMap((field) => {
    const now = comparable(field, other[field.key]);
    return comparable(field, one[field.key]) === now ? [] : [{ field, isGone: now === '' }];
  });
}

/** A value in a form that does not depend on how the vendor stores it. Nothing, an empty text and an open box are one. */
function comparable({ kind }: AssetField, value: TraitValue | undefined): string {
  if (value === undefined || isEmpty(value) || value === false) return '';
  if (kind === 'Tag' || kind === 'Password') {
    const ids = tagSchema.safeParse(value).data ?? [];
    return ids.map(String).sort().join(',');
  }
  if (kind === 'Upload') return 'a file';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (kind === 'Textbox') return textOfHtml(text);
  return kind === 'Number' || kind === 'Percent' ? String(Number(text)) : oneLine(text);
}
