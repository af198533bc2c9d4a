import { systemTitles } from '../../domain/steps/catalogue.ts';
import { factsOf, type ReportData } from './data.ts';
import type { ReportedReference, ReportedSettlement } from './fact-data.ts';

/** A step in a phase: what was planned, and what became of it. */
export interface StepStanding {
  readonly step: string;
  readonly phase: string;
  readonly title: string;
  readonly rules: readonly string[];
  readonly system: string;
  /** What was there before anything of ours; undefined when nobody could read it. */
  readonly found: string | undefined;
  /** What the plan wants; undefined for a step that it does not know. */
  readonly wanted: string | undefined;
  /** The last word on it; undefined while there is none, or while it is open again. */
  readonly settled: ReportedSettlement | undefined;
  /** Numbers of its entries in the chain. */
  readonly entries: readonly number[];
  readonly evidence: readonly ReportedReference[];
  /** What it waits for while it is not settled. */
  readonly waits: 'needs a person' | 'not there yet' | 'to come';
}

const systemsByName: { readonly [name: string]: string } = systemTitles;

/** Every step of the plan, and any other that was settled, in the order of the plan. */
export function standings(data: ReportData): StepStanding[] {
  const planned = (data.plan?.lines ?? []).map((line) => ({
    ...line,
    system: systemsByName[line.system] ?? line.system,
    wanted: line.after,
  }));
  const others = settlements(data)
    .map(({ fact }) => ({ ...fact, wanted: undefined }))
    .filter((fact, index, all) => all.findIndex((one) => isSame(one, fact)) === index)
    .filter((fact) => !planned.some((line) => isSame(line, fact)));
  return [...planned, ...others].map((line) => standing(data, line));
}

type Line = Pick<StepStanding, 'step' | 'phase' | 'title' | 'rules' | 'system' | 'wanted'> & {
  readonly before?: string;
};

function standing(data: ReportData, line: Line): StepStanding {
  const { step, phase, title, rules, system, wanted, before } = line;
  const history = settlements(data).filter(({ fact }) => isSame(fact, line));
  const open = data.openItems.find((item) => isSame(item, line));
  const firstOfStep = settlements(data).find(({ fact }) => fact.step === step)?.fact.before;
  return {
    ...{ step, phase, title, rules, system, wanted },
    found: firstOfStep ?? before,
    settled: open === undefined ? history.at(-1)?.fact : undefined,
    entries: history.flatMap(({ seq }) => seq ?? []),
    evidence: history.flatMap(({ fact }) => fact.evidence),
    waits: open === undefined ? 'to come' : open.attention ? 'needs a person' : 'not there yet',
  };
}

function settlements(data: ReportData): { readonly seq?: number; readonly fact: ReportedSettlement }[] {
  const chained = data.chain.flatMap(({ seq, fact }) => (fact.kind === 'settled' ? [{ seq, fact }] : []));
  return [...chained, ...data.unchained.settled.map((fact) => ({ fact }))];
}

interface Place {
  readonly step: string;
  readonly phase: string;
}

function isSame(one: Place, other: Place): boolean {
  return one.step === other.step && one.phase === other.phase;
}

/** What a settlement says in two or three words. */
export function outcomeLabel({ outcome, readBack }: ReportedSettlement): string {
  switch (outcome) {
    case 'changed':
      return 'changed, verified';
    case 'unchanged':
      return 'right already';
    case 'confirmed-by-hand':
      return readBack === undefined ? 'done by hand, not inspected' : 'done by hand, inspected';
    case 'waived':
      return 'waived';
    case 'reopened':
      return 'open again';
    case 'taken-back':
      return 'taken back';
    case 'left':
      return 'left as it is';
  }
}

/** The phase as a person says it. */
export function phaseLabel(phase: string): string {
  return phase === 'live' ? 'at go-live' : 'before go-live';
}

/** Who did it and how we know, in words. */
export function actorLabel(actor: ReportedSettlement['actor']): string {
  return actor.kind === 'machine' ? 'onboard' : `${actor.by} (${actor.provenBy})`;
}

/** Decisions in the order in which they were made. */
export function decisionsIn(data: ReportData) {
  return [...data.unchained.decided, ...factsOf(data, 'decided')].toSorted((one, other) =>
    one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
  );
}
