import { z } from 'zod';

const bodySchema = z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({});

/** The fields of a form that was sent. */
export class Form {
  readonly #fields: z.infer<typeof bodySchema>;

  constructor(body: unknown) {
    this.#fields = bodySchema.parse(body);
  }

  /** One field’s text without space around it; empty when it is not there. */
  text(name: string): string {
    return (this.all(name)[0] ?? '').trim();
  }

  /** Every value of a field that may be there several times. */
  all(name: string): readonly string[] {
    const value = Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
    if (value === undefined) return [];
    return typeof value === 'string' ? [value] : value;
  }
}
