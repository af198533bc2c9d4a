import type { Inspection } from '../../activities/types.ts';
import type { StepId } from '../../domain/steps/step.ts';

/**
 * What was last read of each setting, and when by the workflow's clock. Lives as long as the run: a continued run reads
 * anew.
 */
export class Readings {
  readonly #last = new Map<StepId, { readonly at: number; readonly inspection: Inspection }>();

  note(steps: readonly StepId[], inspection: Inspection): void {
    for (const step of steps) this.#last.set(step, { at: Date.now(), inspection });
  }

  /** To be called before anything is written there. */
  forget(steps: readonly StepId[]): void {
    for (const step of steps) this.#last.delete(step);
  }

  /** Those of the steps that must be read again: never read, longer ago than that, written since, or with a problem. */
  staleOf(steps: readonly StepId[], maxAgeMs: number): StepId[] {
    return steps.filter((step) => {
      const last = this.#last.get(step);
      if (last === undefined || Date.now() - last.at > maxAgeMs) return true;
      return last.inspection.problems[step] !== undefined;
    });
  }

  /** One inspection made of what was last read of each of the steps. */
  of(steps: readonly StepId[]): Inspection {
    const parts = steps.flatMap((step) => {
      const last = this.#last.get(step);
      return last === undefined ? [] : [onlyOf(step, last.inspection)];
    });
    const facts = parts.flatMap((part) => part.facts ?? []);
    return {
      values: Object.assign({}, ...parts.map(({ values }) => values)),
      problems: Object.assign({}, ...parts.map(({ problems }) => problems)),
      unreadable: parts.flatMap(({ unreadable }) => unreadable),
      signsOfLife: [...new Set(parts.flatMap(({ signsOfLife }) => signsOfLife))],
      evidence: [...new Set(parts.flatMap(({ evidence }) => evidence))],
      ...(facts.length > 0 && { facts: Object.assign({}, ...facts) }),
    };
  }
}

/** What an inspection says of this step, and what it says beside all steps. */
function onlyOf(step: StepId, inspection: Inspection): Inspection {
  const { [step]: value } = inspection.values;
  const { [step]: found } = inspection.problems;
  return {
    ...inspection,
    values: value === undefined ? {} : { [step]: value },
    problems: found === undefined ? {} : { [step]: found },
    unreadable: inspection.unreadable.filter((unread) => unread === step),
  };
}
