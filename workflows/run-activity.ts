import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  scheduleActivity,
  TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';
import type {
  EnsureInput,
  EnsureResult,
  InspectInput,
  Inspection,
  OnboardingActivities,
  RestoreInput,
  VisitResult,
} from '../activities/types.ts';
import { type EvidenceReference, isEvidenceReference } from '../domain/evidence.ts';
import { type Choice, isProblemCode, type Problem, problem } from '../domain/problems.ts';
import { inspectActivity, visitActivity } from '../domain/steps/activity-names.ts';
import { catalogue, records, systemTitles } from '../domain/steps/catalogue.ts';
import type { RecordName, StepId } from '../domain/steps/step.ts';
import { type ActivityClass, activityOptions, defaultLimits, type Limits } from './limits.ts';
import { apiQueue, portalQueue } from './messages.ts';

/** A visit names at least one step, and all of one record. */
export type StepsOfOneRecord = readonly [StepId, ...StepId[]];

/** Runs the product's activities with the options of their class and a summary that an operator understands. */
export class ActivityRunner {
  readonly #limits: Limits;
  #underWay = 0;

  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  get limits(): Limits {
    return this.#limits;
  }

  /** How many activities are running or waiting for a worker. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Runs one of the activities that are not visits. */
  run<Name extends keyof OnboardingActivities>(
    name: Name,
    input: Parameters<OnboardingActivities[Name]>[0],
    summary: string,
    activityClass: ActivityClass = 'own',
  ): Promise<Awaited<ReturnType<OnboardingActivities[Name]>>> {
    return this.#schedule(name, input, activityClass, summary);
  }

  /** Reads a record. */
  inspect(record: RecordName, input: InspectInput): Promise<Inspection> {
    return this.#schedule(
      inspectActivity(record),
      input,
      classOf(record),
      `Read ${systemTitles[records[record].system]}: ${titles(input.steps)}`,
    );
  }

  /** Brings steps of one record to what the phase wants. */
  ensure(steps: StepsOfOneRecord, input: Omit<EnsureInput, 'steps'>): Promise<EnsureResult> {
    return this.#visit('ensure', steps, { ...input, steps }, 'Set');
  }

  /** Takes steps of one record back. */
  restore(steps: StepsOfOneRecord, input: Omit<RestoreInput, 'steps'>): Promise<VisitResult> {
    return this.#visit('restore', steps, { ...input, steps }, 'Take back');
  }

  #visit<Result extends VisitResult>(
    verb: 'ensure' | 'restore',
    steps: StepsOfOneRecord,
    input: unknown,
    word: string,
  ): Promise<Result> {
    const { record } = catalogue[steps[0]];
    const summary = `${word} in ${systemTitles[records[record].system]}: ${titles(steps)}`;
    return this.#schedule(visitActivity(verb, steps), input, classOf(record), summary);
  }

  async #schedule<Result>(
    type: string,
    input: unknown,
    activityClass: ActivityClass,
    summary: string,
  ): Promise<Result> {
    const queue = workflowInfo().taskQueue;
    const taskQueue = activityClass === 'portal' ? portalQueue(queue) : apiQueue(queue);
    const options = activityOptions(this.#limits.classes[activityClass], taskQueue, summary.slice(0, 200));
    this.#underWay += 1;
    try {
      return await scheduleActivity<Result>(type, [input], options);
    } finally {
      this.#underWay -= 1;
    }
  }
}

/**
 * The problem behind a failed activity. What is not in the table of problems is a mistake of ours: that, too, becomes a
 * question to a person and never ends an onboarding. Rethrows cancellations and what no activity threw.
 */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
  const { cause, activityType } = error;
  if (cause instanceof TimeoutFailure) {
    return problem('unavailable', {
      system: 'The outside system',
      wanted: activityType,
      detail: 'it took too long',
    });
  }
  if (!(cause instanceof ApplicationFailure) || !isProblemCode(cause.type)) {
    // Only the kind of error is told: its message could hold an outside body.
    const detail = (cause instanceof ApplicationFailure ? cause.type : cause?.name) ?? 'an unknown error';
    return problem('our-request', { system: 'A worker', wanted: activityType, detail });
  }
  const [remedy, choices] = cause.details ?? [];
  const described = problem(cause.type);
  return {
    ...described,
    message: cause.message,
    remedy: typeof remedy === 'string' ? remedy : described.remedy,
    ...(Array.isArray(choices) && choices.length > 0 && { choices: choices.filter(isChoice) }),
  };
}

/**
 * What the sitting behind a failed activity had kept until it ended; empty where there was none, or where it failed under
 * a release that did not say.
 */
export function evidenceOfFailure(error: unknown): readonly EvidenceReference[] {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  const [, , evidence] = (cause instanceof ApplicationFailure ? cause.details : undefined) ?? [];
  return Array.isArray(evidence) ? evidence.filter(isEvidenceReference) : [];
}

function isChoice(value: unknown): value is Choice {
  return typeof value === 'object' && value !== null && 'id' in value && 'label' in value;
}

function classOf(record: RecordName): ActivityClass {
  return records[record].way === 'portal' ? 'portal' : 'api';
}

function titles(steps: readonly StepId[]): string {
  return steps.map((step) => catalogue[step].title).join(', ');
}
