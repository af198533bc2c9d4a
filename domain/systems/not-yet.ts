import { z } from 'zod';
import { said } from '../fault.ts';

/**
 * A choice some of whose values are known, but can do nothing here yet: they are refused, each with what to do instead,
 * never taken and then ignored. Editors do not offer them.
 */
export function notYet<Choice extends z.ZodEnum>(
  choice: Choice,
  remedies: { readonly [value: string]: string },
): Choice {
  const working = choice.options.filter((value) => !(value in remedies));
  return choice
    .superRefine((value, context) => {
      const remedy = remedies[String(value)];
      if (remedy !== undefined) context.addIssue({ code: 'custom', message: said(NOT_YET, remedy) });
    })
    .meta({ enum: working });
}

/** A name for work that is not done here yet: it may not be set, so that nobody believes that it has an effect. */
export function notRead(remedy: string) {
  return z
    .never({ error: said(NOT_YET, remedy) })
    .optional()
    .describe('Not read yet.');
}

/** Whether a portal allows one session per account only. Ours share one login whatever it allows. */
export function singleSession() {
  return z
    .boolean()
    .refine((value) => value, {
      error: said(NOT_YET, 'Leave it out, or write true: all workers share one session per account.'),
    })
    .meta({ const: true })
    .default(true);
}

const NOT_YET = 'does not work yet';
