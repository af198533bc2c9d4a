import type { z } from 'zod';
import { said } from './fault.ts';

/** Reports that the value at `path` does not fit with the rest. */
export type Complain = (path: readonly (string | number)[], message: string, remedy: string) => void;

/**
 * Adds a check that compares several fields. It runs as soon as the `part` that it reads is right, however much else
 * is wrong in the file: zod by itself would hold it back until everything else is mended, and faults come all at once.
 */
export function across<Schema extends z.ZodType, Part>(
  schema: Schema,
  part: z.ZodType<Part>,
  check: (part: Part, complain: Complain) => void,
): Schema {
  return schema.superRefine(
    (value, context) => {
      const read = part.safeParse(value);
      if (!read.success) return;
      check(read.data, (path, message, remedy) =>
        context.addIssue({ code: 'custom', path: [...path], message: said(message, remedy) }),
      );
    },
    { when: () => true },
  );
}
