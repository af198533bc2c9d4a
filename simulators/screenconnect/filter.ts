import type { Machine } from './state.ts';

/** Whether a machine belongs to a group. */
export type Predicate = (machine: Machine) => boolean;

/** A filter that nobody can read. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}

const TOKEN = /\s*(?:'((?:[^']|'')*)'|(<>|=|\(|\)|,)|([A-Za-z_]\w*))/y;

interface Token {
  readonly kind: 'text' | 'sign' | 'word';
  readonly text: string;
}

function tokensOf(filter: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (filter.slice(TOKEN.lastIndex).trim() !== '') {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(filter);
    if (!match) throw new FilterError(`Cannot read the filter at "${filter.slice(from)}".`);
    const [, text, sign, word] = match;
    if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll("''", "'") });
    else tokens.push({ kind: sign === undefined ? 'word' : 'sign', text: sign ?? word ?? '' });
  }
  return tokens;
}

/** A property by its name in filters. No property is ever missing: the least is an empty text. */
function property(name: string): (machine: Machine) => string {
  const custom = /^CustomProperty([1-8])$/i.exec(name)?.[1];
  if (custom !== undefined) return (machine) => machine.CustomPropertyValues[Number(custom) - 1] ?? '';
  if (/^Name$/i.test(name)) return (machine) => machine.Name;
  if (/^GuestOperatingSystemName$/i.test(name)) return (machine) => machine.GuestOperatingSystemName;
  if (/^GuestLoggedOnUserName$/i.test(name)) return (machine) => machine.GuestLoggedOnUserName;
  throw new FilterError(`There is no property ${name}.`);
}

/** Wildcards count at the ends only. */
function like(value: string, pattern: string): boolean {
  const [text, wanted] = [value.toLowerCase(), pattern.toLowerCase()];
  const [open, close] = [wanted.startsWith('*'), wanted.length > 1 && wanted.endsWith('*')];
  const core = wanted.slice(open ? 1 : 0, close ? -1 : undefined);
  if (open && close) return text.includes(core);
  if (open) return text.endsWith(core);
  return close ? text.startsWith(core) : text === core;
}

/** Reads a filter from left to right: NOT binds closest, then AND, then OR. */
class Reader {
  readonly #tokens: Token[];
  constructor(filter: string) {
    this.#tokens = tokensOf(filter);
  }

  whole(): Predicate {
    const predicate = this.#either();
    const [rest] = this.#tokens;
    if (rest) throw new FilterError(`"${rest.text}" was not expected there.`);
    return predicate;
  }

  #takes(text: string): boolean {
    const [next] = this.#tokens;
    if (next === undefined || next.kind === 'text') return false;
    if (next.text.toUpperCase() !== text) return false;
    this.#tokens.shift();
    return true;
  }

  #needs(text: string): void {
    if (!this.#takes(text)) throw new FilterError(`"${text}" is missing.`);
  }

  #next(kind: Token['kind']): string {
    const token = this.#tokens.shift();
    if (token?.kind !== kind) throw new FilterError(`A ${kind} is missing.`);
    return token.text;
  }

  #either(): Predicate {
    const one = this.#both();
    if (!this.#takes('OR')) return one;
    const other = this.#either();
    return (machine) => one(machine) || other(machine);
  }

  #both(): Predicate {
    const one = this.#simple();
    if (!this.#takes('AND')) return one;
    const other = this.#both();
    return (machine) => one(machine) && other(machine);
  }

  #simple(): Predicate {
    if (this.#takes('NOT')) {
      const refused = this.#simple();
      return (machine) => !refused(machine);
    }
    if (!this.#takes('(')) return this.#comparison();
    const inner = this.#either();
    this.#needs(')');
    return inner;
  }

  #comparison(): Predicate {
    const value = property(this.#next('word'));
    if (this.#takes('IN')) return this.#oneOf(value);
    if (this.#takes('LIKE')) {
      const pattern = this.#next('text');
      return (machine) => like(value(machine), pattern);
    }
    const differs = this.#takes('<>');
    if (!differs) this.#needs('=');
    const wanted = this.#next('text');
    return (machine) => (value(machine) === wanted) !== differs;
  }

  #oneOf(value: (machine: Machine) => string): Predicate {
    this.#needs('(');
    const wanted = [this.#next('text')];
    while (this.#takes(',')) wanted.push(this.#next('text'));
    this.#needs(')');
    return (machine) => wanted.includes(value(machine));
  }
}

/** A filter in the product's language, such as `CustomProperty1 = 'O''Neil'`. Throws `FilterError`. */
export function parseFilter(filter: string): Predicate {
  return filter.trim() === '' ? () => true : new Reader(filter).whole();
}

/** The value that a subgroup expression gives a machine. Throws `FilterError` for what is no property. */
export function parseExpression(expression: string): (machine: Machine) => string {
  return property(expression.trim());
}
