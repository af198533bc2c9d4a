import { catalogue, wantedOf } from '../../domain/steps/catalogue.ts';
import type { StepId, StepValues, Values, Wish } from '../../domain/steps/step.ts';
import type { Visit } from '../visit.ts';

/** One step's setting held against what is wanted, with the typed values bound inside. */
export interface StepDifference {
  readonly step: StepId;
  readonly satisfied: boolean;
  /** What was read, in words. */
  readonly before: string;
  /** What there will be, in words. */
  readonly after: string;
  /** What a person would do instead. */
  readonly instruction: string;
  /** Writes the wanted value, merged with what must not be lost. */
  readonly write: (visit: Visit) => Promise<void>;
}

/** The difference of one step; undefined when nothing is wanted in this phase or nothing was read. */
export function differenceOf<Id extends StepId>(
  id: Id,
  read: Values,
  wish: Wish,
): StepDifference | undefined {
  const wanted = wantedOf(id, wish);
  const value: StepValues[Id] | undefined = read[id];
  if (wanted === undefined || value === undefined) return undefined;
  return between(id, value, wanted, wish);
}

/** How to take a step back to a value; undefined when that value is not known or nothing was read. */
export function returnOf<Id extends StepId>(
  id: Id,
  read: Values,
  target: StepValues[Id] | undefined,
  wish: Wish,
): StepDifference | undefined {
  const value: StepValues[Id] | undefined = read[id];
  if (target === undefined || value === undefined) return undefined;
  const step = catalogue[id];
  const same = step.show(value) === step.show(target);
  return {
    step: id,
    satisfied: same,
    before: step.show(value),
    after: step.show(target),
    instruction: step.byHand(target, wish),
    write: (visit) => visit.write(id, target),
  };
}

/** What a person would do for a step in this phase, in words. */
export function instructionFor<Id extends StepId>(id: Id, wish: Wish): string {
  const wanted = wantedOf(id, wish);
  return wanted === undefined ? '' : catalogue[id].byHand(wanted, wish);
}

function between<Id extends StepId>(
  id: Id,
  read: StepValues[Id],
  wanted: StepValues[Id],
  wish: Wish,
): StepDifference {
  const step = catalogue[id];
  const satisfied = step.satisfied(read, wanted);
  const target = satisfied ? read : step.merged(read, wanted);
  return {
    step: id,
    satisfied,
    before: step.show(read),
    after: step.show(target),
    instruction: step.byHand(wanted, wish),
    write: (visit) => visit.write(id, target),
  };
}
