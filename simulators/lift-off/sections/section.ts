import { isObject, toJsonObject } from '../../kit/json.ts';
import type { Json } from '../../kit/types.ts';
import type { LiftOffAccount } from '../state.ts';

/** What a tab shows and sends, by field name. */
export type Values = { readonly [field: string]: Json };

/** How a skin writes times and dates. */
export interface Formats {
  /** `HH:MM` as the skin shows it; empty stays empty. */
  time(stored: string): string;
  /** The stored form of what was typed; undefined when it is no time. */
  parseTime(shown: string): string | undefined;
  dateTime(instant: Date): string;
  readonly timeExample: string;
  /** Whether a day's two times stand in one field. */
  readonly spans: boolean;
}

/** What reading and checking a tab depends on besides the account. */
export interface SectionContext {
  readonly formats: Formats;
  readonly now: Date;
}

/** What a save would do. It is only carried out without problems. */
export interface Plan {
  readonly problems: readonly string[];
  apply(account: LiftOffAccount): void;
}

/** One tab of an account: how its values are read and stored. */
export interface Section {
  /** Last part of the address. */
  readonly slug: string;
  readonly title: string;
  read(account: LiftOffAccount, context: SectionContext): Values;
  plan(account: LiftOffAccount, values: Values, context: SectionContext): Plan;
}

/** A field that should hold text. */
export function textOf(values: Values, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value : '';
}

/** A field that should hold yes or no. */
export function flagOf(values: Values, field: string): boolean {
  return values[field] === true;
}

/** A field that should hold a list. */
export function listOf(values: Values, field: string): readonly Json[] {
  const value: unknown = values[field];
  return Array.isArray(value) ? value : [];
}

/** The values out of a request's body; nothing when there are none. */
export function valuesOf(body: unknown): Values {
  const values = isObject(body) ? body['values'] : undefined;
  return isObject(values) ? toJsonObject(values) : {};
}
