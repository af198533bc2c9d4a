import type { Decision, DecisionOption } from '../../domain/decisions.ts';

/** Exactly what to type for one answer to a decision; what weighs much is bound to what was read. */
export function commandFor(
  customer: string,
  { id, revision, accepts }: Pick<Decision, 'id' | 'revision' | 'accepts'>,
  { id: answer, needsReason, weighty }: DecisionOption,
): string {
  const decide = `onboard decide ${customer} ${id}`;
  if (answer === 'ask-back') return `${decide} --ask-back "…"`;
  return [
    decide,
    `--answer ${answer}`,
    ...(answer === 'approve' ? accepts.map((accept) => `--accept ${accept.id}`) : []),
    ...(needsReason ? ['--reason "…"'] : []),
    ...(weighty ? [`--revision ${revision}`] : []),
  ].join(' ');
}
