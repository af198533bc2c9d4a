/** One thing wrong in a file that a person wrote: where it stands, what is wrong, what to do. */
export interface Fault {
  readonly file: string;
  /** Counted from 1; a missing key is reported at the key that should hold it. */
  readonly line: number;
  readonly column: number;
  /** The way to the value: `contract.goLive.date`, `vips[1].email`; empty for the file as a whole. */
  readonly field: string;
  /** What stands there, as JSON would write it; empty where nothing stands, or where it may be a secret. */
  readonly value: string;
  /** Continues a sentence that starts with the value: `is not a date that exists`. */
  readonly message: string;
  /** What to write instead, as a sentence of its own. */
  readonly remedy: string;
}

/** A file that is right, as a typed value; or everything that is wrong with it, in the order of its lines. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** A fault in two lines that a terminal turns into a link and a person can act on. */
export function showFault(fault: Fault): string {
  const subject = [fault.field && `${fault.field}:`, fault.value, fault.message].filter(Boolean).join(' ');
  return `${fault.file}:${fault.line}:${fault.column}  ${subject}\n    → ${fault.remedy}`;
}

/**
 * What a schema says about a wrong value. Schemas of zod carry one text, so both parts travel in it:
 * the message, then a line break, then the remedy. `heard` takes them apart again.
 */
export function said(message: string, remedy: string): string {
  return `${message}\n${remedy}`;
}

/** Message and remedy of a text made by `said`. */
export function heard(text: string): { message: string; remedy: string } {
  const [message = text, remedy = ''] = text.split('\n');
  return { message, remedy };
}
