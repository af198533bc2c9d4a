import { z } from 'zod';
import { across } from './across.ts';

/** Adds to a list of records the check that no two have the same text under `key`; letter case makes no difference. */
export function unique<List extends z.ZodType>(list: List, key: string): List {
  return across(list, z.array(z.unknown()), (items, complain) => {
    const first = new Map<string, number>();
    items.forEach((item, index) => {
      const text = textUnder(key, item);
      if (text === undefined) return;
      const earlier = first.get(text);
      if (earlier === undefined) first.set(text, index);
      else
        complain(
          [index, key],
          `is already the ${key} of number ${earlier + 1} in this list`,
          'Remove one of the two, or correct it.',
        );
    });
  });
}

function textUnder(key: string, item: unknown): string | undefined {
  const read = z.record(z.string(), z.unknown()).safeParse(item);
  const value = read.success ? read.data[key] : undefined;
  return typeof value === 'string' && value !== '' ? value.toLowerCase() : undefined;
}
