import { z } from 'zod';
import { said } from './fault.ts';

/** What is said of a wrong value whose schema has no words of its own; given to zod with every parse. */
export const schemaTexts: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return knownKeys(issue.inst).join(keySeparator);
    case 'invalid_value':
      return notOneOf(issue.values);
    case 'invalid_union':
      return notOneOf(Array.isArray(issue['options']) ? issue['options'] : []);
    case 'invalid_type':
      return said(`is not ${kindOf(issue.expected)}`, `Write ${kindWithKeys(issue.expected, issue.inst)}.`);
    default:
      return said('is not allowed here', 'See docs/reference for what may stand here.');
  }
};

/** Separates the known keys in the message of an issue about unknown ones. */
export const keySeparator = ', ';

function notOneOf(values: readonly unknown[]): string {
  if (values.length === 1) return said('is not the value that must stand here', `Write ${values[0]}.`);
  return said('is not one of the values that may stand here', `Write one of: ${values.join(keySeparator)}.`);
}

function kindOf(expected: string): string {
  return kinds[expected] ?? expected;
}

const kinds: { readonly [expected: string]: string } = {
  object: 'a group of keys',
  record: 'a group of keys',
  array: 'a list (one “- ” line per entry)',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function kindWithKeys(expected: string, schema: unknown): string {
  const keys = knownKeys(schema);
  return keys.length === 0 ? kindOf(expected) : `the keys ${keys.join(keySeparator)} indented below it`;
}

function knownKeys(schema: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) {
    return schema.keyType.options.map(String);
  }
  return [];
}
