import { condition } from '@temporalio/workflow';
import type { Inspection, VisitResult } from '../../activities/types.ts';
import type { Pictures } from '../../activities/visit.ts';
import type { CustomerFile } from '../../domain/customer-file.ts';
import { problem } from '../../domain/problems.ts';
import { records, stepsOf, systemTitles } from '../../domain/steps/catalogue.ts';
import type { RecordName, StepId } from '../../domain/steps/step.ts';
import type { ActivityRunner, StepsOfOneRecord } from '../run-activity.ts';
import { Readings } from './readings.ts';
import type { OnboardingState } from './state.ts';

/** A visit that has not begun: whoever wants the same of the same record comes along. */
export interface WaitingVisit {
  steps: StepsOfOneRecord;
  readonly result: Promise<VisitResult>;
}

/**
 * Visits of an onboarding to its records: one at a time to each, for a portal minds two sittings of the same login, and
 * none while its system is paused.
 */
export class RecordVisits {
  readonly readings = new Readings();
  /** Visits that wait for their turn, by what they are for. */
  readonly waiting = new Map<string, WaitingVisit>();
  readonly #activities: ActivityRunner;
  readonly #state: Pick<OnboardingState, 'paused'>;
  /** Whom visits are about now: a file may be amended. */
  readonly #customer: () => CustomerFile;
  readonly #last = new Map<RecordName, Promise<unknown>>();

  constructor(
    activities: ActivityRunner,
    state: Pick<OnboardingState, 'paused'>,
    customer: () => CustomerFile,
  ) {
    this.#activities = activities;
    this.#state = state;
    this.#customer = customer;
  }

  /** Reads these settings of a record, when it is its turn. */
  inspect(
    record: RecordName,
    steps: readonly StepId[],
    pictures: Pictures = 'of-failures',
  ): Promise<Inspection> {
    const customer = this.#customer();
    return this.#oneAtATime(record, async () => {
      const unread = this.#unreadWhilePaused(record, steps);
      if (unread !== undefined) return unread;
      const inspection = await this.#activities.inspect(record, { customer, steps, pictures });
      this.readings.note(steps, inspection);
      return inspection;
    });
  }

  /** All settings of a record, each as last read, but not longer ago than so many milliseconds. */
  async reading(record: RecordName, maxAgeMs: number): Promise<Inspection> {
    const steps = stepsOf(record);
    const stale = this.readings.staleOf(steps, maxAgeMs);
    if (stale.length > 0) await this.inspect(record, stale);
    return this.readings.of(steps);
  }

  isPaused(record: RecordName): boolean {
    return this.#state.paused[records[record].system] !== undefined;
  }

  /** Waits while the system of the record is paused. */
  async whilePaused(record: RecordName): Promise<void> {
    await condition(() => !this.isPaused(record));
  }

  /** One visit at a time and none while the system is paused; a pause is waited for out of turn, so that looks go on. */
  async inTurn<Result>(record: RecordName, visit: () => Promise<Result>): Promise<Result> {
    for (;;) {
      await this.whilePaused(record);
      const visited = await this.#oneAtATime(record, async () =>
        this.isPaused(record) ? undefined : { result: await visit() },
      );
      if (visited !== undefined) return visited.result;
    }
  }

  async #oneAtATime<Result>(record: RecordName, visit: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(record) ?? Promise.resolve();
    const turn = before.then(visit, visit);
    this.#last.set(
      record,
      turn.catch(() => undefined),
    );
    return await turn;
  }

  /** What a reading gives while the system is paused: it is told, and nothing waits for it. */
  #unreadWhilePaused(record: RecordName, steps: readonly StepId[]): Inspection | undefined {
    const { system } = records[record];
    const pause = this.#state.paused[system];
    if (pause === undefined) return undefined;
    const details = {
      system: systemTitles[system],
      wanted: 'read it',
      detail: `${pause.by} (${pause.reason})`,
    };
    const paused = problem('paused', details);
    const problems = Object.fromEntries(steps.map((step) => [step, paused]));
    return { values: {}, problems, unreadable: [], signsOfLife: [], evidence: [] };
  }
}
