import type { EvidenceReference } from '../../domain/evidence.ts';
import { type Problem, ProductError } from '../../domain/problems.ts';
import type { Facts, StepId, StepValues } from '../../domain/steps/step.ts';
import type { OpenVisit, Reading } from '../visit.ts';
import type { Asset } from './answers.ts';
import type { ItGlueClient } from './client.ts';
import { systemTitle } from './errors.ts';
import { shownText, storedValue } from './field-text.ts';
import { mergedTraits } from './merge.ts';
import { approverCandidates } from './resolve-organization.ts';
import {
  type DocumentedStep,
  fieldOf,
  look,
  type OrganizationVisitSettings,
  organizationOf,
  placeOf,
  problemAfterWrite,
  refuseOtherEdits,
  type Sitting,
} from './sitting.ts';

export type { OrganizationVisitSettings } from './sitting.ts';

/**
 * Visits to the record `it-glue-organization` (R8). Values are texts in one line as people read them, null for an empty
 * field. A first reading brings the candidates for approvers as well (R5). The steps of other records cost no request.
 */
export function openItGlueOrganizationVisit(
  client: ItGlueClient,
  settings: OrganizationVisitSettings,
): OpenVisit {
  return async (context) => {
    const sitting: Sitting = { client, settings, context, memory: {} };
    let facts: Promise<Facts> | undefined;
    const factsOnce = () => {
      facts ??= candidateFacts(sitting);
      return facts;
    };
    return {
      read: (steps) => read(sitting, steps.filter(isDocumentedStep), factsOnce),
      write: (step, value) => write(sitting, step, value),
      close: async () => {},
    };
  };
}

const nothing: Reading = { values: {}, problems: {}, signsOfLife: [], pictures: [] };

async function read(
  sitting: Sitting,
  steps: readonly DocumentedStep[],
  factsOnce: () => Promise<Facts>,
): Promise<Reading> {
  if (steps.length === 0) return nothing;
  sitting.context.signal.throwIfAborted();
  sitting.context.beat('reading the Site Summary in IT Glue');
  try {
    const asset = await look(sitting);
    const pictures = [await keep(sitting, asset)];
    return { ...nothing, ...readingOf(sitting, steps, asset), pictures, facts: await factsOnce() };
  } catch (error) {
    const found = lastingProblem(error);
    const problems = Object.fromEntries(steps.map((step) => [step, found]));
    // Whose Site Summary is missing, or there twice, has people all the same.
    return { ...nothing, problems, facts: sitting.memory.place ? await factsOnce() : {} };
  }
}

/** R8 is "set or confirmed": a plan that stands there already is no sign of life (R1 names two others). */
function readingOf(
  sitting: Sitting,
  steps: readonly DocumentedStep[],
  asset: Asset | undefined,
): Pick<Reading, 'values' | 'problems'> {
  const afterWrite = problemAfterWrite(sitting, asset);
  if (afterWrite)
    return { values: {}, problems: Object.fromEntries(steps.map((step) => [step, afterWrite])) };
  const values: { [Id in DocumentedStep]?: StepValues[Id] } = {};
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

/** R5 · Absent where the account does not let us see them: that is no reason to leave R8 undone. */
async function candidateFacts(sitting: Sitting): Promise<Facts> {
  const { client, settings } = sitting;
  const { approverTypes = [] } = settings;
  if (approverTypes.length === 0) return {};
  try {
    return {
      approverCandidates: await approverCandidates(client, organizationOf(sitting), approverTypes),
    };
  } catch (error) {
    lastingProblem(error);
    return {};
  }
}

/**
 * R8 · One field is set and all others are sent back, out of a reading made right before. If that differs from what we
 * had read, somebody else is at it, and we begin anew. Between that reading and the write remains a moment that the
 * vendor gives no means to guard.
 */
async function write<Id extends StepId>(sitting: Sitting, id: Id, value: StepValues[Id]): Promise<void> {
  sitting.context.signal.throwIfAborted();
  sitting.context.beat('writing the Site Summary in IT Glue');
  const { step, text } = wantedText(id, value);
  const { client, memory } = sitting;
  if (memory.seen === undefined) await look(sitting);
  const seen = memory.seen ?? undefined;
  const now = await look(sitting);
  refuseOtherEdits(sitting, seen, now);
  const field = fieldOf(sitting, step);
  const { fields, organization, typeId } = placeOf(sitting);
  const traits = mergedTraits(fields, now?.traits ?? {}, { field, value: storedValue(field, text) });
  if (now) await client.replaceTraits(now.id, traits);
  else await client.createAsset(organization.id, typeId, traits);
  memory.sent = { traits, field };
}

function isDocumentedStep(step: StepId): step is DocumentedStep {
  return step === 'documented-hours' || step === 'documented-plan';
}

function wantedText(step: StepId, value: StepValues[StepId]): { step: DocumentedStep; text: string | null } {
  const isText = typeof value === 'string' || value === null;
  if (isDocumentedStep(step) && isText) return { step, text: value };
  const detail = `the step ${step} does not belong to an organization`;
  throw new ProductError('our-request', { system: systemTitle, wanted: 'change the Site Summary', detail });
}

/** What a person or time must mend is told beside the other steps; what passes by itself is thrown, to be tried again. */
function lastingProblem(error: unknown): Problem {
  if (error instanceof ProductError && error.problem.class !== 'retryable') return error.problem;
  throw error;
}

/** Hours and plan as they are stored, before and after: the undo of a person who wants the old formatting back. */
function keep(sitting: Sitting, asset: Asset | undefined): Promise<EvidenceReference> {
  const { memory, settings, context } = sitting;
  const labels = [settings.hoursField, settings.planField];
  const shown = placeOf(sitting).fields.filter(({ label }) => labels.includes(label));
  const stored = (one: Asset | null | undefined) =>
    Object.fromEntries(shown.map(({ label, key }) => [label, one?.traits[key] ?? null]));
  const content = {
    organizationId: organizationOf(sitting).id,
    assetId: asset?.id ?? null,
    url: asset?.url ?? null,
    before: stored(memory.first),
    after: stored(asset),
  };
  const text = JSON.stringify(content, undefined, 2);
  return context.keep('site-summary.json', new TextEncoder().encode(text));
}
