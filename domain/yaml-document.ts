import type { z } from 'zod';
import { type CustomerFile, customerFileSchema } from './customer-file.ts';
import { type Fault, heard, type Parsed } from './fault.ts';
import { nearest } from './nearest.ts';
import { type Profile, profileSchema } from './profile.ts';
import { keySeparator, schemaTexts } from './schema-texts.ts';
import { type Environment, holdsVariable, type ReadSecretFile, withSecrets } from './secrets.ts';
import { type Path, showPath, YamlSource } from './yaml-source.ts';

export { type Fault, type Parsed, showFault } from './fault.ts';

/** A customer file, checked in full. `fileName` is what faults call it. */
export function parseCustomerFile(text: string, fileName: string): Parsed<CustomerFile> {
  return parseYaml(customerFileSchema, text, fileName);
}

/**
 * The MSP's profile, checked in full. With an environment, every secret that the chosen modes need must be in it (or in
 * the file that `<NAME>_FILE` names, which `readSecretFile` reads); clients, which hold no secrets, leave it out.
 */
export function parseProfile(
  text: string,
  fileName: string,
  environment?: Environment,
  readSecretFile: ReadSecretFile = () => undefined,
): Parsed<Profile> {
  const schema = environment ? withSecrets(profileSchema, environment, readSecretFile) : profileSchema;
  return parseYaml(schema, text, fileName, holdsVariable);
}

/**
 * A YAML file checked against a schema: its value, or every fault at once. The values of fields that `hidden` points
 * out are never repeated in a fault.
 */
export function parseYaml<Value>(
  schema: z.ZodType<Value>,
  text: string,
  fileName: string,
  hidden: (field: string) => boolean = () => false,
): Parsed<Value> {
  const source = new YamlSource(text, fileName);
  // After a syntax fault the rest is the parser's guess: faults of a guess would only mislead.
  const syntax = source.syntaxFaults();
  if (syntax.length > 0) return { ok: false, faults: syntax };
  const structure = source.structureFaults();
  const result = schema.safeParse(source.value(), { error: schemaTexts });
  if (result.success && structure.length === 0) return { ok: true, value: result.data };
  const issues = result.success ? [] : result.error.issues;
  return {
    ok: false,
    faults: inOrder([...structure, ...issues.flatMap((issue) => faultsOf(issue, source, hidden))]),
  };
}

function faultsOf(issue: z.core.$ZodIssue, source: YamlSource, hidden: (field: string) => boolean): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(keySeparator);
    return issue.keys.map((key) => unknownKey([...issue.path, key], key, known, source));
  }
  return [wrongValue(issue, source, hidden)];
}

function unknownKey(path: Path, key: string, known: readonly string[], source: YamlSource): Fault {
  const { line, column } = source.place(path, 'key');
  const meant = nearest(key, known);
  return {
    file: source.file,
    line,
    column,
    field: showPath(path),
    value: '',
    message: 'is not a key that is known here',
    remedy: `${meant ? `Did you mean “${meant}”? ` : ''}Known here: ${known.join(keySeparator)}.`,
  };
}

function wrongValue(issue: z.core.$ZodIssue, source: YamlSource, hidden: (field: string) => boolean): Fault {
  const { line, column, holds, shown } = source.place(issue.path);
  const field = showPath(issue.path);
  const { message, remedy } = heard(issue.message);
  return {
    file: source.file,
    line,
    column,
    field,
    value: hidden(field) ? '' : shown,
    // Checks of our own (custom) may complain about a place with nothing in it; their words say why.
    message: holds === 'something' || issue.code === 'custom' ? message : `is ${holds}`,
    remedy,
  };
}

/** Top to bottom; of several complaints about one value only the first, because the others follow from it. */
function inOrder(faults: readonly Fault[]): Fault[] {
  const first = new Map<string, Fault>();
  for (const fault of faults) if (!first.has(fault.field)) first.set(fault.field, fault);
  return [...first.values()].toSorted((one, other) => one.line - other.line || one.column - other.column);
}
