import type { EvidenceReference } from '../../domain/evidence.ts';
import { type Problem, ProductError, problem } from '../../domain/problems.ts';
import type { VisitContext } from '../visit.ts';
import type { Asset, Traits } from './answers.ts';
import type { ItGlueClient } from './client.ts';
import { systemTitle } from './errors.ts';
import { fieldLabelled, shownText, storedValue } from './field-text.ts';
import { differingLabels, mergedTraits } from './merge.ts';
import { agreedOrganization } from './resolve-organization.ts';
import { findSummary, noSummary, type SummaryPlace, summaryNow, summaryPlace } from './site-summary.ts';

/** The MSP's own names, from the profile (it-glue.md §8). */
export interface OrganizationVisitSettings {
  /** The flexible asset type. */
  readonly typeName: string;
  /** Labels of the fields that hold the hours and the plan. */
  readonly hoursField: string;
  readonly planField: string;
  /** What to do for a customer without a Site Summary: leave it to a person, or add one. */
  readonly onNone: 'human' | 'create';
}

/** R8 · What the steps of the record `it-glue-organization` hold: texts in one line as people read them, null if empty. */
export interface DocumentedValues {
  readonly 'documented-hours': string | null;
  readonly 'documented-plan': string | null;
}
/** The steps of this record. */
export type DocumentedStep = keyof DocumentedValues;

/** See `Reading` in `activities/visit.ts`. */
export interface DocumentedReading {
  readonly values: { readonly [Id in DocumentedStep]?: DocumentedValues[Id] };
  readonly problems: { readonly [Id in DocumentedStep]?: Problem };
  readonly signsOfLife: readonly string[];
  readonly pictures: readonly EvidenceReference[];
}

/** See `Visit` in `activities/visit.ts`; takes ids of other records' steps as well, and reads nothing for them. */
export interface DocumentedVisit {
  read(steps: readonly string[]): Promise<DocumentedReading>;
  write(step: string, value: unknown): Promise<void>;
  close(): Promise<void>;
}

/** Visits to the record `it-glue-organization`. */
export function openItGlueOrganizationVisit(
  client: ItGlueClient,
  settings: OrganizationVisitSettings,
): (context: VisitContext) => Promise<DocumentedVisit> {
  return async (context) => {
    const sitting: Sitting = { client, settings, context, memory: {} };
    return {
      read: (steps) => read(sitting, steps.filter(isDocumentedStep)),
      write: (step, value) => write(sitting, step, value),
      close: async () => {},
    };
  };
}

/** What a visit has learnt so far. */
interface Memory {
  place?: SummaryPlace;
  /** The Site Summary as it was last read; null when there was none. */
  seen?: Asset | null;
  /** As it was read first, for the evidence. */
  first?: Asset | null;
  /** All traits as we last wrote them. */
  sent?: Traits;
}

interface Sitting {
  readonly client: ItGlueClient;
  readonly settings: OrganizationVisitSettings;
  readonly context: VisitContext;
  readonly memory: Memory;
}

async function read(sitting: Sitting, steps: readonly DocumentedStep[]): Promise<DocumentedReading> {
  const nothing = { values: {}, problems: {}, signsOfLife: [], pictures: [] };
  if (steps.length === 0) return nothing;
  sitting.context.signal.throwIfAborted();
  sitting.context.beat('reading the Site Summary in IT Glue');
  try {
    const asset = await look(sitting);
    return { ...readingOf(sitting, steps, asset), signsOfLife: [], pictures: [await keep(sitting, asset)] };
  } catch (error) {
    const found = lastingProblem(error);
    return { ...nothing, problems: Object.fromEntries(steps.map((step) => [step, found])) };
  }
}

/** The Site Summary as it is now. Throws `not-found` where a person has to add it. */
async function look({ client, settings, context, memory }: Sitting): Promise<Asset | undefined> {
  memory.place ??= await summaryPlace(
    client,
    await agreedOrganization(client, context.customer),
    settings.typeName,
  );
  const { place, seen } = memory;
  const asset = seen ? await summaryNow(client, place, seen.id) : await findSummary(client, place);
  if (!asset && settings.onNone === 'human') throw noSummary(place);
  memory.seen = asset ?? null;
  if (memory.first === undefined) memory.first = memory.seen;
  return asset;
}

/** R8 is "set or confirmed": a plan that stands there already is no sign of life (R1 names two others). */
function readingOf(
  sitting: Sitting,
  steps: readonly DocumentedStep[],
  asset: Asset | undefined,
): Pick<DocumentedReading, 'values' | 'problems'> {
  const lost = lostProblem(sitting, asset);
  if (lost) return { values: {}, problems: Object.fromEntries(steps.map((step) => [step, lost])) };
  const values: { [Id in DocumentedStep]?: string | null } = {};
  const problems: { [Id in DocumentedStep]?: Problem } = {};
  for (const step of steps) {
    try {
      const field = fieldOf(sitting, step);
      values[step] = shownText(field, asset?.traits[field.key]);
    } catch (error) {
      problems[step] = lastingProblem(error);
    }
  }
  return { values, problems };
}

/** After a write everything must be there as it was sent, not only what was changed (it-glue.md §4, step 7). */
function lostProblem({ memory }: Sitting, asset: Asset | undefined): Problem | undefined {
  if (!memory.sent || !memory.place) return undefined;
  const labels = differingLabels(memory.place.fields, memory.sent, asset?.traits ?? {});
  if (labels.length === 0) return undefined;
  const { typeName } = memory.place;
  const detail = `other values in ${labels.map((label) => `“${label}”`).join(', ')}`;
  return problem('not-verified', { system: systemTitle, wanted: `change the ${typeName}`, detail });
}

/**
 * R8 · One field is set and all others are sent back, out of a reading made right before. If that differs from what we
 * had read, somebody else is at it, and we begin anew. Between that reading and the write remains a moment that the
 * vendor gives no means to guard (it-glue.md §4).
 */
async function write(sitting: Sitting, step: string, value: unknown): Promise<void> {
  sitting.context.signal.throwIfAborted();
  sitting.context.beat('writing the Site Summary in IT Glue');
  const { step: known, text } = wantedText(step, value);
  if (sitting.memory.seen === undefined) await look(sitting);
  const { client, memory } = sitting;
  const seen = memory.seen ?? undefined;
  const field = fieldOf(sitting, known);
  const now = await look(sitting);
  refuseOtherEdits(memory, seen, now);
  const stored = storedValue(field, text);
  const traits = mergedTraits(placeOf(memory).fields, now?.traits ?? {}, { field, value: stored });
  if (now) await client.replaceTraits(now.id, traits);
  else await client.createAsset(placeOf(memory).organization.id, placeOf(memory).typeId, traits);
  memory.sent = traits;
}

/** A stamp shows whole seconds only, so the values are compared as well. */
function refuseOtherEdits(memory: Memory, seen: Asset | undefined, now: Asset | undefined): void {
  const { fields, typeName } = placeOf(memory);
  const expected = memory.sent ?? seen?.traits ?? {};
  const isSame = differingLabels(fields, expected, now?.traits ?? {}).length === 0;
  const isOurs = memory.sent !== undefined;
  const isUntouched = isOurs || seen?.updatedAt === now?.updatedAt;
  const isThere = isOurs || seen !== undefined;
  if (isSame && isUntouched && isThere === (now !== undefined)) return;
  throw new ProductError('conflict', { system: systemTitle, wanted: `change the ${typeName}` });
}

function placeOf({ place }: Memory): SummaryPlace {
  if (place) return place;
  throw ourMistake('the record was not read before');
}

function fieldOf({ memory, settings }: Sitting, step: DocumentedStep) {
  const label = step === 'documented-hours' ? settings.hoursField : settings.planField;
  return fieldLabelled(placeOf(memory).fields, label);
}

function isDocumentedStep(step: string): step is DocumentedStep {
  return step === 'documented-hours' || step === 'documented-plan';
}

function wantedText(step: string, value: unknown): { step: DocumentedStep; text: string | null } {
  const isText = typeof value === 'string' || value === null;
  if (isDocumentedStep(step) && isText) return { step, text: value };
  throw ourMistake(`the step ${step} does not belong to an organization`);
}

function ourMistake(detail: string): ProductError {
  return new ProductError('our-request', {
    system: systemTitle,
    wanted: 'change the Site Summary',
    detail,
  });
}

/** What a person or time must mend is told beside the other steps; what passes by itself is thrown, to be tried again. */
function lastingProblem(error: unknown): Problem {
  if (error instanceof ProductError && error.problem.class !== 'retryable') return error.problem;
  throw error;
}

/** Hours and plan as they are stored, before and after: the undo of a person who wants the old formatting back. */
function keep({ memory, settings, context }: Sitting, asset: Asset | undefined): Promise<EvidenceReference> {
  const { organization, fields } = placeOf(memory);
  const labels = [settings.hoursField, settings.planField];
  const shown = fields.filter(({ label }) => labels.includes(label));
  const stored = (one: Asset | null | undefined) =>
    Object.fromEntries(shown.map(({ label, key }) => [label, one?.traits[key] ?? null]));
  const text = JSON.stringify(
    {
      organizationId: organization.id,
      assetId: asset?.id ?? null,
      url: asset?.url ?? null,
      before: stored(memory.first),
      after: stored(asset),
    },
    undefined,
    2,
  );
  return context.keep('site-summary.json', new TextEncoder().encode(text));
}
