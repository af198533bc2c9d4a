import type { Json } from './types.ts';

/** A JSON object whose properties may be set. */
export interface JsonObject {
  [key: string]: Json;
}

/** Whether a value is a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A deep copy as plain JSON; what JSON cannot hold becomes null, dates become ISO text. */
export function toJson(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) return toJson(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(toJson);
  return isObject(value) ? toJsonObject(value) : null;
}

/** A deep copy of an object as plain JSON, without properties that are undefined. */
export function toJsonObject(value: { readonly [key: string]: unknown }): JsonObject {
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) copy[key] = toJson(item);
  return copy;
}

/** Parsed JSON, or undefined when the text is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return toJson(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Whether two values are the same JSON; the order of properties counts. */
export function sameJson(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
