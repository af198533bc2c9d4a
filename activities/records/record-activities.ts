import type { CustomerFile } from '../../domain/customer-file.ts';
import { problem } from '../../domain/problems.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { Phase, RecordName, StepId, Wish } from '../../domain/steps/step.ts';
import type { EvidenceStore } from '../evidence-store.ts';
import { type CurrentProfile, isStepByHand, isSystemByHand, namesOf } from '../profile-view.ts';
import type {
  EnsureInput,
  InspectInput,
  Inspection,
  RestoreInput,
  StepResult,
  VisitResult,
} from '../types.ts';
import type { OpenVisit } from '../visit.ts';
import { applyDifferences } from './apply.ts';
import { restoreSteps } from './restore.ts';
import { sit } from './sitting.ts';
import { instructionFor } from './step-difference.ts';

/** What the activities of one record are made of. */
export interface RecordParts {
  readonly record: RecordName;
  readonly open: OpenVisit;
  readonly store: EvidenceStore;
  readonly profile: CurrentProfile;
  /** How long a change may take to show before the step counts as not there yet. */
  readonly readBackMs?: number;
}

/** Reads a record. Steps of a system that is switched to by hand come back as unreadable, without a look. */
export async function inspect(parts: RecordParts, input: InspectInput): Promise<Inspection> {
  const { profile } = parts.profile();
  if (isSystemByHand(profile, parts.record)) {
    return { values: {}, problems: {}, unreadable: input.steps, signsOfLife: [], evidence: [] };
  }
  return await sit(parts.open, parts.store, input.customer, async ({ visit, evidence }) => {
    const { values, problems, signsOfLife } = await visit.read(input.steps);
    return { values, problems, unreadable: [], signsOfLife, evidence };
  });
}

/** Brings steps to what the phase wants: reads, writes what differs, reads back. One sitting for all of them. */
export async function ensure(parts: RecordParts, input: EnsureInput): Promise<VisitResult> {
  const { wish, byHand, automatic } = sorted(parts, input, input.phase);
  if (automatic.length === 0) return { results: byHand, evidence: [] };
  const readBackMs = parts.readBackMs ?? 30_000;
  return await sit(parts.open, parts.store, input.customer, async ({ visit, evidence }) => {
    const results = await applyDifferences({
      visit,
      wish,
      steps: automatic,
      lastKnown: input.lastKnown,
      readBackMs,
    });
    return { results: { ...byHand, ...results }, evidence };
  });
}

/** Takes steps back as each declares, unless somebody else has changed them since. */
export async function restore(parts: RecordParts, input: RestoreInput): Promise<VisitResult> {
  const { wish, byHand, automatic } = sorted(parts, input, input.phase);
  if (automatic.length === 0) return { results: byHand, evidence: [] };
  return await sit(parts.open, parts.store, input.customer, async ({ visit, evidence }) => {
    const results = await restoreSteps(visit, wish, automatic, input.before);
    return { results: { ...byHand, ...results }, evidence };
  });
}

/** Which steps a person does (they come back at once, with their instruction) and which we do. */
function sorted(
  parts: RecordParts,
  input: { customer: CustomerFile; steps: readonly StepId[] },
  phase: Phase,
) {
  const { profile } = parts.profile();
  const wish: Wish = { customer: input.customer, phase, names: namesOf(profile) };
  const manual = input.steps.filter((step) => isStepByHand(profile, parts.record, step));
  const byHand = Object.fromEntries(
    manual.map((step): [StepId, StepResult] => [
      step,
      { kind: 'problem', problem: problem('by-hand'), instruction: instructionFor(step, wish) },
    ]),
  );
  const automatic = input.steps.filter(
    (step) => !manual.includes(step) && catalogue[step].record === parts.record,
  );
  return { wish, byHand, automatic };
}
