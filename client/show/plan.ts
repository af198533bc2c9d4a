import { showGoLive } from '../../domain/go-live.ts';
import type { Plan, PlanLine } from '../../domain/plan.ts';
import { recordNames, records, systemTitles } from '../../domain/steps/catalogue.ts';
import type { Phase, SystemName } from '../../domain/steps/step.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

const phases: readonly { readonly phase: Phase; readonly heading: string }[] = [
  { phase: 'preparation', heading: 'Before go-live, after approval' },
  { phase: 'live', heading: 'At go-live' },
];

const systems: readonly SystemName[] = [...new Set(recordNames.map((record) => records[record].system))];

/** A plan as a person approves it: the contract's terms beside their clauses, the instant, every difference, the hash. */
export function showPlan(read: Plan, paint: Paint): string {
  const plan = { ...read, lines: asTheyCome(read.lines) };
  return [
    paint.title(`${plan.customerName} (${plan.customerId})`),
    `Contract: ${plan.contractLink}`,
    ...table(
      plan.terms.map(({ term, value, clause }) => [term, value, paint.quiet(clause)]),
      '  ',
    ),
    '',
    `Go-live: ${paint.title(showGoLive(plan.goLive))}`,
    ...remarks(plan, paint),
    ...answering(plan, paint),
    ...phases.flatMap(({ phase, heading }) => phaseLines(plan, phase, heading, paint)),
    '',
    `Plan ${paint.title(plan.hash)}: ${summary(plan)}`,
  ].join('\n');
}

/** What preparation changes is found changed at go-live: a box that is turned off before is turned on then. */
function asTheyCome(lines: readonly PlanLine[]): PlanLine[] {
  return lines.map((line) => {
    const prepared = lines.find((other) => other.step === line.step && other.phase === 'preparation');
    if (line.phase !== 'live' || prepared === undefined || prepared.after === line.after) return line;
    const verdict = line.verdict === 'as-wanted' ? 'change' : line.verdict;
    return { ...line, before: prepared.after, verdict };
  });
}

/** What is to do, counted: `4 to change, 1 by hand, 1 as wanted`. */
export function summary({ lines }: Plan): string {
  const count = (verdict: PlanLine['verdict']) =>
    asTheyCome(lines).filter((line) => line.verdict === verdict).length;
  const counts = [
    [count('change'), 'to change'],
    [count('by-hand'), 'by hand'],
    [count('unreadable'), 'could not be read'],
    [count('as-wanted'), 'as wanted'],
  ] as const;
  const told = counts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  return told.join(', ') || 'nothing is wanted';
}

/** Whether anything remains to be done or looked at. */
export function hasWork({ lines }: Plan): boolean {
  return lines.some((line) => line.verdict !== 'as-wanted');
}

/** One line of a plan: sign, title, rules, difference; below it what a person does, where one is needed. */
export function showLine(line: PlanLine, paint: Paint): string[] {
  const rules = paint.quiet(`(${line.rules.join(', ')})`);
  const below = [
    ...(line.note === undefined ? [] : [line.note]),
    ...(line.verdict === 'by-hand' || line.verdict === 'unreadable' ? [line.instruction] : []),
    ...(line.notBefore === undefined || line.verdict === 'as-wanted'
      ? []
      : [`Not before ${line.notBefore} (R16).`]),
  ];
  return [
    `${sign(line, paint)} ${line.title} ${rules}: ${difference(line, paint)}`,
    ...below.map((text) => `    ${paint.quiet(text)}`),
  ];
}

function sign({ verdict }: PlanLine, paint: Paint): string {
  switch (verdict) {
    case 'as-wanted':
      return paint.good('✓');
    case 'change':
      return paint.change('~');
    case 'by-hand':
      return paint.change('☐');
    case 'unreadable':
      return paint.bad('?');
  }
}

function difference({ verdict, before, after }: PlanLine, paint: Paint): string {
  if (verdict === 'as-wanted') return after;
  const wanted = paint.change(after);
  const found = before === undefined ? 'not read' : before;
  const difference = `${found} → ${wanted}`;
  return verdict === 'by-hand' ? `${difference}, by hand` : difference;
}

function remarks(plan: Plan, paint: Paint): string[] {
  if (plan.remarks.length === 0) return [];
  return ['', 'Look at twice:', ...plan.remarks.map((remark) => `  ${paint.change('!')} ${remark}`)];
}

/** R61 · Who answers the customer's users when; what must be accepted by name stands below. */
function answering({ answering: lines, questions, goLive }: Plan, paint: Paint): string[] {
  return [
    '',
    `Who answers when, in an ordinary week (${goLive.zone}):`,
    ...lines.map((line) => `  ${line}`),
    ...questions.map(({ id, text }) => `  ${paint.bad('?')} ${text} Approve with --accept ${id}.`),
  ];
}

function phaseLines(plan: Plan, phase: Phase, heading: string, paint: Paint): string[] {
  const lines = systems.flatMap((system) => {
    const ofSystem = plan.lines.filter((line) => line.phase === phase && line.system === system);
    if (ofSystem.length === 0) return [];
    return [
      `  ${systemTitles[system]}`,
      ...ofSystem.flatMap((line) => showLine(line, paint).map((text) => `    ${text}`)),
    ];
  });
  return ['', paint.title(heading), ...(lines.length === 0 ? ['  nothing'] : lines)];
}
