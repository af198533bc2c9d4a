import { z } from 'zod';
import type { NamedEdits } from '../kit/control.ts';
import { ENTITY_PATHS } from './entities/types.ts';
import { type AutotaskState, findRow } from './state.ts';

const fieldSchema = z.object({
  entity: z.enum(ENTITY_PATHS),
  id: z.int(),
  field: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  /** A user-defined field rather than a column. */
  udf: z.boolean().default(false),
});

/** Changes by somebody else, for `/__control/edit/<name>`: `set-field` sets one field of one row, unchecked. */
export const AUTOTASK_EDITS: NamedEdits<AutotaskState> = {
  'set-field': (state, input) => {
    const { entity, id, field, value, udf } = fieldSchema.parse(input);
    const row = findRow(state, entity, id);
    if (!row) throw new Error(`there is no row ${id} in ${entity}`);
    if (udf) row.udf[field] = value === null ? null : String(value);
    else row.fields[field] = value;
  },
};
