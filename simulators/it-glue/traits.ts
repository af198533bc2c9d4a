import { isObject, type JsonObject } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import { badTrait, unknownTrait } from './errors.ts';
import { findTagged } from './render.ts';
import { fieldsOfType, findRow, type ItGlueState } from './state.ts';

/** Everything that a value is checked against. */
interface Field {
  readonly key: string;
  readonly kind: string;
  readonly tagType: string;
  readonly options: readonly string[];
  readonly required: boolean;
}

function fieldsOf(state: ItGlueState, typeId: Json | undefined): Field[] {
  return fieldsOfType(state, typeId).map(({ attributes }) => ({
    key: String(attributes['name-key']),
    kind: String(attributes['kind']),
    tagType: String(attributes['tag-type'] ?? ''),
    options: String(attributes['default-value'] ?? '').split('\n'),
    required: attributes['required'] === true,
  }));
}

/** Ids as they are stored; the objects that a read shows are refused. */
function tagIds(state: ItGlueState, { key, tagType }: Field, value: Json): Json {
  const ids = Array.isArray(value) ? value : [value];
  const found = ids.every((id) => {
    const target = typeof id === 'number' ? findTagged(state, tagType, id) : undefined;
    return target && target.attributes['deleted'] !== true;
  });
  if (!found) throw badTrait(key, 'is invalid');
  return [...ids];
}

/** A file is sent whole; what a read shows of it is no file. */
function file({ key }: Field, value: Json): Json {
  if (!isObject(value) || typeof value['content'] !== 'string') throw badTrait(key, 'is invalid');
  const name = String(value['file_name'] ?? 'file');
  return { 'file-name': name, url: `https://files.itglue.example/${name}`, bytes: value['content'].length };
}

const SCALARS: { readonly [kind: string]: (value: Json, field: Field) => boolean } = {
  Text: (value) => typeof value === 'string',
  Textbox: (value) => typeof value === 'string',
  Select: (value, { options }) => typeof value === 'string' && options.includes(value),
  Checkbox: (value) => typeof value === 'boolean',
  Number: (value) => value !== '' && Number.isFinite(Number(value)),
  Percent: (value) => value !== '' && Number.isFinite(Number(value)),
  Date: (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)),
};

function stored(state: ItGlueState, field: Field, value: Json): Json {
  if (field.kind === 'Tag') return tagIds(state, field, value);
  if (field.kind === 'Upload') return file(field, value);
  if (field.kind === 'Password') {
    if (typeof value === 'number' && findRow(state, 'passwords', value)) return value;
    throw badTrait(field.key, 'is invalid');
  }
  if (!SCALARS[field.kind]?.(value, field)) throw badTrait(field.key, 'is invalid');
  return value;
}

/**
 * Traits that replace all that there were: what is not named, and what is null, is gone, and a file with it. `rewrite` is
 * what becomes of a Textbox's HTML.
 */
export function readTraits(
  state: ItGlueState,
  typeId: Json | undefined,
  sent: JsonObject,
  rewrite: (html: string) => string,
): JsonObject {
  const fields = fieldsOf(state, typeId).filter(({ kind }) => kind !== 'Header');
  if (Object.keys(sent).some((key) => !fields.some((field) => field.key === key))) throw unknownTrait();
  const traits: JsonObject = {};
  for (const field of fields) {
    const value = sent[field.key] ?? null;
    const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (isEmpty && field.required) throw badTrait(field.key, "can't be blank");
    if (isEmpty) continue;
    const kept = stored(state, field, value);
    traits[field.key] = field.kind === 'Textbox' ? rewrite(String(kept)) : kept;
  }
  return traits;
}

/** A Textbox's HTML once it was sanitised (`html: rewritten`): pictures inside it or at signed addresses go. */
export function rewritten(html: string): string {
  return html
    .replace(/<img\b[^>]*\bsrc="(data:[^"]*|[^"]*[?&](X-Amz-)?Signature=[^"]*)"[^>]*>/gi, '')
    .replace(/<(script|style)\b[^>]*>.*?<\/\1>/gis, '')
    .replace(/\s(style|class)="[^"]*"/gi, '')
    .replace(/<br\s*\/?>/gi, '<br />')
    .replace(/<\/p>\s*<p>/gi, '</p>\n<p>');
}
