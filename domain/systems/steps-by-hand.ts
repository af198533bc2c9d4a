import { z } from 'zod';
import { stepsOf } from '../steps/catalogue.ts';
import type { RecordName } from '../steps/step.ts';

/** One step can be by hand while the rest of its system is automatic. */
export function stepsByHand(...records: readonly RecordName[]) {
  return z
    .partialRecord(z.enum(records.flatMap(stepsOf)), z.literal('by-hand'))
    .prefault({})
    .describe('Steps that stay by hand while the rest is automatic.');
}
