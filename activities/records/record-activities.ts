import { problem } from '../../domain/problems.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { RecordName, StepId, Values, Wish } from '../../domain/steps/step.ts';
import type { EvidenceStore } from '../evidence-store.ts';
import { type CurrentProfile, isStepByHand, isSystemByHand, namesOf } from '../profile-view.ts';
import type {
  EnsureInput,
  EnsureResult,
  InspectInput,
  Inspection,
  RestoreInput,
  StepResult,
  VisitResult,
} from '../types.ts';
import type { OpenVisit, Visit } from '../visit.ts';
import { applyDifferences } from './apply.ts';
import { restoreSteps, wayBack } from './restore.ts';
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
  return await sit(parts.open, parts.store, { ...input, choices: {} }, async ({ visit, evidence }) => {
    const { values, problems, signsOfLife, facts } = await visit.read(input.steps);
    return { values, problems, unreadable: [], signsOfLife, evidence, ...(facts && { facts }) };
  });
}

/** Brings steps to what the phase wants: reads, writes what differs, reads back. One sitting for all of them. */
export async function ensure(parts: RecordParts, input: EnsureInput): Promise<EnsureResult> {
  const { profile } = parts.profile();
  const wish: Wish = { customer: input.customer, phase: input.phase, names: namesOf(profile), facts: {} };
  const tasks = () => tasksFor(input.steps, (step) => instructionFor(step, wish));
  if (isSystemByHand(profile, parts.record)) return { ...tasks(), values: {} };
  return await sit(parts.open, parts.store, { ...input, pictures: 'all' }, async ({ visit, evidence }) => {
    const last = rememberingReadings(visit);
    const results = await applyDifferences({
      visit: last.visit,
      wish,
      steps: ofRecord(parts, input.steps),
      byHand: byHandIn(parts, input.steps),
      lastKnown: input.lastKnown,
      readBackMs: readBackMs(parts),
    });
    return { results, evidence, values: last.values };
  });
}

/** The visit, and what its readings have shown last. */
function rememberingReadings(visit: Visit): { readonly visit: Visit; readonly values: Values } {
  const values: Values = {};
  const read: Visit['read'] = async (steps) => {
    const reading = await visit.read(steps);
    Object.assign(values, reading.values);
    return reading;
  };
  return { visit: { ...visit, read }, values };
}

/** Takes steps back as each declares, unless somebody else has changed them since. */
export async function restore(parts: RecordParts, input: RestoreInput): Promise<VisitResult> {
  const { profile } = parts.profile();
  const wish: Wish = { customer: input.customer, phase: input.phase, names: namesOf(profile), facts: {} };
  if (isSystemByHand(profile, parts.record))
    return tasksFor(input.steps, (step) => wayBack(step, input.before, wish));
  return await sit(
    parts.open,
    parts.store,
    { ...input, choices: {}, pictures: 'all' },
    async ({ visit, evidence }) => {
      const results = await restoreSteps({
        visit,
        wish,
        steps: ofRecord(parts, input.steps),
        byHand: byHandIn(parts, input.steps),
        before: input.before,
        verified: input.verified,
        readBackMs: readBackMs(parts),
      });
      return { results, evidence };
    },
  );
}

/** A system that is done by hand cannot be looked at either: each step comes back at once, with its instruction. */
function tasksFor(steps: readonly StepId[], instructionOf: (step: StepId) => string): VisitResult {
  const results = steps.map((step): [StepId, StepResult] => [
    step,
    { kind: 'problem', problem: problem('by-hand'), instruction: instructionOf(step) },
  ]);
  return { results: Object.fromEntries(results), evidence: [] };
}

function ofRecord({ record }: RecordParts, steps: readonly StepId[]): StepId[] {
  return steps.filter((step) => catalogue[step].record === record);
}

function byHandIn({ record, profile }: RecordParts, steps: readonly StepId[]): StepId[] {
  return steps.filter((step) => isStepByHand(profile().profile, record, step));
}

function readBackMs(parts: RecordParts): number {
  return parts.readBackMs ?? 30_000;
}
