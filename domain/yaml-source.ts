import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Fault } from './fault.ts';

/** The way to a value inside a file: keys and list indexes. */
export type Path = readonly PropertyKey[];

/** What the file says at some path. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** `missing`: there is no such key; `empty`: there is, with nothing after it. */
  readonly holds: 'something' | 'empty' | 'missing';
  /** What stands there, as JSON would write it; empty where nothing does. */
  readonly shown: string;
}

/** A YAML file as text with positions. */
export class YamlSource {
  readonly file: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  constructor(text: string, file: string) {
    this.file = file;
    // Repeated keys are our own check: the parser’s does not say where in the tree they are.
    this.#document = parseDocument(text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      uniqueKeys: false,
    });
  }

  /** What is wrong with the file as YAML. The parser’s own messages quote the file, which may hold a secret: not used. */
  syntaxFaults(): Fault[] {
    return [...this.#document.errors, ...this.#document.warnings].map((error) => ({
      ...this.#position(error.pos[0]),
      file: this.file,
      field: '',
      value: '',
      ...(syntaxTexts[error.code] ?? notYaml),
    }));
  }

  /** What YAML allows and we do not: repeated keys, references, keys that are not plain text. */
  structureFaults(): Fault[] {
    return this.#structure(this.#document.contents, []);
  }

  /** The whole file as plain values; what `structureFaults` reports is left out, so that the rest can be checked. */
  value(): unknown {
    return plainValue(this.#document.contents);
  }

  /** Where the value at a path stands, or its key; if there is neither, the key that should hold it. */
  place(path: Path, of: 'value' | 'key' = 'value'): Place {
    let node: unknown = this.#document.contents;
    let start = 0;
    for (const step of path) {
      const next = child(node, step);
      if (!next) return { ...this.#position(start), holds: 'missing', shown: '' };
      node = next.value;
      start = next.start;
    }
    const position = this.#position(of === 'key' ? start : valueStart(node, start));
    return { ...position, holds: isNothing(node) ? 'empty' : 'something', shown: shown(node) };
  }

  #structure(node: unknown, path: Path): Fault[] {
    if (isAlias(node)) return [this.#fault(node.range?.[0] ?? 0, path, reference)];
    if (isSeq(node)) return node.items.flatMap((item, index) => this.#structure(item, [...path, index]));
    if (!isMap(node)) return [];
    const seen = new Set<string>();
    return node.items.flatMap((pair) => {
      const start = rangeOf(pair.key)?.[0] ?? 0;
      if (!isScalar(pair.key)) return [this.#fault(start, path, oddKey)];
      const key = String(pair.key.value);
      const repeated = seen.has(key) ? [this.#fault(start, [...path, key], twice)] : [];
      seen.add(key);
      return [...repeated, ...this.#structure(pair.value, [...path, key])];
    });
  }

  #fault(start: number, path: Path, texts: { message: string; remedy: string }): Fault {
    return { file: this.file, ...this.#position(start), field: showPath(path), value: '', ...texts };
  }

  #position(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

/** A path as people write it: `vips[1].email`. */
export function showPath(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

const twice = {
  message: 'is written twice',
  remedy: 'Keep one of the two; YAML would silently take the last.',
};
const reference = { message: 'is a reference to another place', remedy: 'Write the value out here.' };
const oddKey = { message: 'has a key that is not plain text', remedy: 'Write keys as single words.' };
const notYaml = {
  message: 'is not readable as YAML here',
  remedy: 'Look at indentation, colons and quotes on this line and the one before it.',
};
const syntaxTexts: { readonly [code: string]: { message: string; remedy: string } } = {
  TAB_AS_INDENT: { message: 'is indented with a tab', remedy: 'Use spaces.' },
  BAD_INDENT: {
    message: 'is indented differently from its neighbours, or a bracket is not closed',
    remedy: 'Line it up with its neighbours and close every bracket.',
  },
  MISSING_CHAR: {
    message: 'lacks a closing quote, bracket or colon',
    remedy: 'Close what is open on this line or before it.',
  },
  MULTIPLE_DOCS: {
    message: 'starts a second document',
    remedy: 'Remove the line “---”: one file, one document.',
  },
  TAG_RESOLVE_FAILED: {
    message: 'has a tag (!) that is not known',
    remedy: 'Remove the tag, or quote the text.',
  },
};

function plainValue(node: unknown): unknown {
  if (isSeq(node)) return node.items.map(plainValue);
  if (isScalar(node)) return node.value;
  if (!isMap(node)) return undefined;
  return Object.fromEntries(
    node.items.flatMap(({ key, value }) => (isScalar(key) ? [[String(key.value), plainValue(value)]] : [])),
  );
}

/** The value below a map or list, and where its key or item starts. */
function child(node: unknown, step: PropertyKey): { value: unknown; start: number } | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return item === undefined ? undefined : { value: item, start: rangeOf(item)?.[0] ?? 0 };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.findLast((one) => isScalar(one.key) && String(one.key.value) === String(step));
  return pair && { value: pair.value, start: rangeOf(pair.key)?.[0] ?? 0 };
}

/** A key with nothing after it is pointed at itself: its value has no place of its own. */
function valueStart(node: unknown, keyStart: number): number {
  const range = rangeOf(node);
  return range && range[1] > range[0] ? range[0] : keyStart;
}

function rangeOf(node: unknown): Node['range'] {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
}

function isNothing(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

function shown(node: unknown): string {
  if (isMap(node)) return '{…}';
  if (isSeq(node)) return '[…]';
  if (!isScalar(node) || isNothing(node)) return '';
  const text = JSON.stringify(node.value).replace(/\/\/[^/@\s]*@/, '//…@');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
