import { z } from 'zod';
import { ProductError } from '../../domain/problems.ts';

/** One text, or several of which any counts: while a vendor rolls out another word, both are right. */
export const texts = (...defaults: string[]) =>
  z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .transform((given): readonly string[] => (typeof given === 'string' ? [given] : given))
    .prefault(defaults);

/** A text with places to fill in, such as `{account}`; each must be there. */
export const template = (...[defaults, ...places]: [string, ...string[]]) =>
  z
    .string()
    .refine(
      (text) => places.every((place) => text.includes(`{${place}}`)),
      `must hold ${places.map((place) => `{${place}}`).join(' and ')}`,
    )
    .prefault(defaults);

/** Keys that belong together; others are refused. */
export const group = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape);

/** The text with its places filled in. */
export function filled(text: string, places: { readonly [place: string]: string }): string {
  return text.replace(/\{(\w+)\}/g, (whole, place: string) => places[place] ?? whole);
}

/**
 * A portal's map: the defaults of its schema with overrides laid over them. Throws `profile-invalid`, naming each wrong
 * key and the keys that there are.
 */
export function parseMap<Schema extends z.ZodType>(schema: Schema, overrides: unknown): z.output<Schema> {
  const parsed = schema.safeParse(overrides ?? {});
  if (parsed.success) return parsed.data;
  const describe = (issue: z.core.$ZodIssue) => describeIssue(issue, schema.parse({}));
  const detail = `portal map: ${parsed.error.issues.map(describe).join('; ')}`;
  throw new ProductError('profile-invalid', { detail });
}

function describeIssue(issue: z.core.$ZodIssue, defaults: unknown): string {
  const at = issue.path.join('.') || 'the top level';
  if (issue.code !== 'unrecognized_keys') return `${at}: ${issue.message}`;
  const known = keysAt(defaults, issue.path).join(', ');
  return `${at} has no ${issue.keys.join(', ')}; known are ${known}`;
}

function keysAt(defaults: unknown, path: readonly PropertyKey[]): string[] {
  let there: unknown = defaults;
  for (const key of path) there = new Map(Object.entries(there ?? {})).get(String(key));
  return Object.keys(there ?? {});
}
