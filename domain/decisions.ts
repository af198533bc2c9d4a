import type { PersonId } from './ids.ts';
import type { StepId } from './steps/step.ts';

// Workflows import this module: it stays free of libraries.

/** The kinds of question that people are asked; the profile says per question who may answer, and how well proven. */
export type Question =
  | 'contractTerms'
  | 'openStep'
  | 'alreadyLive'
  | 'lateGoLive'
  | 'accessAfterMove'
  | 'drift'
  | 'endAfterLive';

/** All questions. */
export const questions: readonly Question[] = [
  'contractTerms',
  'openStep',
  'alreadyLive',
  'lateGoLive',
  'accessAfterMove',
  'drift',
  'endAfterLive',
];

/** How the identity of whoever answers was proven, from the weakest to the strongest. */
export type ProofKind = 'claimed' | 'token' | 'mailed code' | 'oidc';

/** From the weakest to the strongest. */
export const proofKinds: readonly ProofKind[] = ['claimed', 'token', 'mailed code', 'oidc'];

/** How the identity behind a `provenBy` was proven; undefined where it says nothing that we know. */
export function proofOf(provenBy: string): ProofKind | undefined {
  return proofKinds.find((kind) => provenBy.startsWith(`${kind}: `));
}

/** Whether that proof is as good as the wanted one, or better. */
export function isProofEnough(provenBy: string, wanted: ProofKind): boolean {
  const given = proofOf(provenBy);
  return given !== undefined && isKindEnough(given, wanted);
}

/** Whether a proof of that kind is as good as one of the wanted kind, or better. */
export function isKindEnough(given: ProofKind, wanted: ProofKind): boolean {
  return proofKinds.indexOf(given) >= proofKinds.indexOf(wanted);
}

/** Who may answer a question, and what an answer to it needs. */
export interface DecisionRule {
  readonly mayDecide: readonly PersonId[];
  /** They may, too, and are reminded when nobody of the others answers. */
  readonly deputies: readonly PersonId[];
  readonly minimumProof: ProofKind;
  /** Whoever asked for the onboarding may not answer: money and go-live have two pairs of eyes. */
  readonly notTheRequester: boolean;
}

/** Everybody whose answer counts. */
export function everyDecider({
  mayDecide,
  deputies,
}: Pick<DecisionRule, 'mayDecide' | 'deputies'>): readonly PersonId[] {
  return [...mayDecide, ...deputies];
}

/** Something that a person should know before answering. */
export interface DecisionFact {
  readonly label: string;
  readonly value: string;
  /** Where the signed contract says so (R6). */
  readonly clause?: string;
  readonly link?: string;
}

/** One of the answers that there are. */
export interface DecisionOption {
  /** What is said to the workflow, and typed on a command line: `approve`, `retry`, `choose:set-1`. */
  readonly id: string;
  readonly label: string;
  /** What happens then, in a sentence. */
  readonly effect: string;
  readonly needsReason: boolean;
  /** Whether it commits, opens or ends something that cannot simply be answered again. */
  readonly weighty: boolean;
}

/** One line of what was asked back and answered about a decision. */
export interface Remark {
  readonly kind: 'asked-back' | 'reply';
  readonly by: PersonId;
  readonly text: string;
  /** The workflow's time, ISO 8601 in UTC. */
  readonly at: string;
}

/**
 * One point where a person is needed: what is asked, what is to be known, which answers there are, who may give them and
 * until when. Made from an onboarding's state; the same for command line, page, mail and validator.
 */
export interface Decision {
  /** Names it for people and in addresses: `contract-terms`, `vip-users`, `drift-vip-users`, `late-go-live`… */
  readonly id: string;
  readonly question: Question;
  /** The step that it is about, where it is about one. */
  readonly step?: StepId;
  /** Changes whenever something else is asked: an answer or a link is for one revision only. */
  readonly revision: string;
  readonly title: string;
  /** The question in plain words. */
  readonly ask: string;
  readonly facts: readonly DecisionFact[];
  /** What an approval must accept by name (R61). */
  readonly accepts: readonly { readonly id: string; readonly text: string }[];
  /** What a person does instead of the machine, copyable; empty where nothing is done by hand. */
  readonly byHand: string;
  readonly options: readonly DecisionOption[];
  readonly rule: DecisionRule;
  /** ISO 8601 in UTC. */
  readonly since: string;
  /** Until when an answer is in time, ISO 8601 in UTC, and what happens without one. */
  readonly deadline?: string;
  readonly withoutAnswer?: string;
  /** Rings at once, at night too (R23). */
  readonly urgent: boolean;
  /** What makes it one with the questions of other onboardings: the same outage, say. */
  readonly cause?: string;
  readonly remarks: readonly Remark[];
}
