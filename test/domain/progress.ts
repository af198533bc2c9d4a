import fc from 'fast-check';
import { personIdSchema } from '../../domain/ids.ts';
import type { Progress } from '../../domain/onboarding-ticket.ts';
import type { Outcome, PlanLine } from '../../domain/plan.ts';
import { catalogue, stepIds, systemOf } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';

const at = '2030-01-07T13:00:00.000Z';
const by = personIdSchema.parse('dana.ops');

/** Ways in which a step is settled. */
export const settled = {
  unchanged: { kind: 'unchanged', after: 'off', at },
  changed: { kind: 'changed', before: 'on', after: 'off', at },
  byHand: { kind: 'confirmed-by-hand', after: 'off', by, at, inspected: false },
  waived: { kind: 'waived', by, reason: 'agreed by phone', at },
} satisfies { readonly [name: string]: Outcome };

/** What a plan says of a step. */
export function lineOf(step: StepId, phase: Phase = 'preparation'): PlanLine {
  const { title, rules } = catalogue[step];
  return {
    step,
    phase,
    title,
    rules,
    system: systemOf(step),
    after: 'set',
    verdict: 'change',
    instruction: '',
  };
}

/** Every step in both phases: more than any plan has. */
export const everyLine: readonly PlanLine[] = stepIds.flatMap((step) => [lineOf(step), lineOf(step, 'live')]);

/** Some lines of a plan, some of them settled. */
export const progresses: fc.Arbitrary<Progress> = fc
  .subarray([...everyLine])
  .chain((lines) =>
    fc.tuple(fc.constant(lines), fc.array(fc.option(fc.constantFrom(...Object.values(settled))))),
  )
  .map(([lines, outcomes]) => progressOf(lines, (_line, index) => outcomes[index] ?? undefined));

/** Lines and what came of each. */
export function progressOf(
  lines: readonly PlanLine[],
  outcomeOf: (line: PlanLine, index: number) => Outcome | undefined = () => undefined,
): Progress {
  const outcomes: { [step: string]: { [phase: string]: Outcome } } = {};
  lines.forEach((line, index) => {
    const outcome = outcomeOf(line, index);
    if (outcome) outcomes[line.step] = { ...outcomes[line.step], [line.phase]: outcome };
  });
  return { plan: { lines }, outcomes };
}
