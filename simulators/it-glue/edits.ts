import { z } from 'zod';
import type { NamedEdits } from '../kit/control.ts';
import { toJson } from '../kit/json.ts';
import { COLLECTIONS, findRow, type ItGlueState, traitsOf } from './state.ts';

const attributeSchema = z.object({
  collection: z.enum(COLLECTIONS),
  id: z.int(),
  attribute: z.string(),
  value: z.json(),
});
const traitSchema = z.object({ id: z.int(), trait: z.string(), value: z.json() });

/**
 * Changes by somebody else, for `/__control/edit/<name>`, unchecked: `set-attribute` of any record, `set-trait` of an
 * asset, as it would be written.
 */
export const IT_GLUE_EDITS: NamedEdits<ItGlueState> = {
  'set-attribute': (state, input) => {
    const { collection, id, attribute, value } = attributeSchema.parse(input);
    const row = findRow(state, collection, id);
    if (!row) throw new Error(`there is no record ${id} in ${collection}`);
    row.attributes[attribute] = toJson(value);
  },
  'set-trait': (state, input) => {
    const { id, trait, value } = traitSchema.parse(input);
    const asset = findRow(state, 'flexible_assets', id);
    if (!asset) throw new Error(`there is no asset ${id}`);
    asset.attributes['traits'] = { ...traitsOf(asset), [trait]: toJson(value) };
  },
};
