import type { DecisionRule, Question } from './decisions.ts';
import type { EvidenceReference } from './evidence.ts';
import type { ResolvedGoLive } from './go-live-instant.ts';
import type { CustomerId, PersonId } from './ids.ts';
import type { Problem } from './problems.ts';
import type { Facts, Phase, StepId, SystemName, Values } from './steps/step.ts';

/** One value of the signed contract beside the clause that says it (R6). */
export interface ContractTerm {
  readonly term: string;
  readonly value: string;
  readonly clause: string;
}

/** What a plan says of one step in one phase. */
export interface PlanLine {
  readonly step: StepId;
  readonly phase: Phase;
  readonly title: string;
  readonly rules: readonly string[];
  readonly system: SystemName;
  /** What is there now, in words; undefined when it could not be read. */
  readonly before?: string;
  /** What is wanted, in words. */
  readonly after: string;
  readonly verdict: 'as-wanted' | 'change' | 'by-hand' | 'unreadable';
  /** Why it could not be read. */
  readonly note?: string;
  /** What a person would do instead: system, page, field, value. */
  readonly instruction: string;
  /**
   * What is asked for in words, where that is not what will be there afterwards: the people of a list to which visits only
   * add, or what a message says (R9, R11). When it changes, what was done follows.
   */
  readonly content?: string;
  /** Not before this instant, ISO 8601 in UTC: it gives Mission Control access (R16). */
  readonly notBefore?: string;
}

/** Something that an approval must accept by name: silence is no answer to it. */
export interface PlanQuestion {
  readonly id: string;
  readonly text: string;
}

/** Who may answer which question and how well proven, resolved from the profile's roles and policies. */
export type DecisionRules = { readonly [Name in Question]: DecisionRule };

/** What will be done for a customer and when, as a person approves it. */
export interface Plan {
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly contractLink: string;
  readonly terms: readonly ContractTerm[];
  readonly goLive: ResolvedGoLive;
  readonly lines: readonly PlanLine[];
  /** What a person should look at twice: flags of the date, people in one list only (R5). */
  readonly remarks: readonly string[];
  /** Who answers the customer's users when, in an ordinary week (R61); for the person who approves. */
  readonly answering: readonly string[];
  readonly questions: readonly PlanQuestion[];
  /** What was read beside settings. */
  readonly facts: Facts;
  /** Values as they were read; what undo returns to. */
  readonly observed: Values;
  /** Short digest of wanted and observed values: an approval is for this and nothing else. */
  readonly hash: string;
  readonly rules: DecisionRules;
  /** Policies of the profile that the waiting workflow follows. */
  readonly policy: {
    readonly leadMs: number;
    readonly syncPatienceMs: number;
    /** From when on Mission Control may be given access (R16), ISO 8601 in UTC. */
    readonly accessOpensAt: string;
    /** When everything is inspected again and readiness is told, ISO 8601 in UTC. */
    readonly readinessAt: string;
    /** How late a go-live may still happen by itself. */
    readonly latenessMs: number;
    /** R23 · Until when a person may settle what keeps R20 and R21 apart, ISO 8601 in UTC. */
    readonly switchOverDeadline: string;
    /** R23 · What happens then: R20 is put back, or a person ticks the box of R21. */
    readonly switchOverDefault: 'put-back' | 'person-ticks';
    /** How long after go-live settings are watched for drift. */
    readonly aftercareMs: number;
  };
  /** Which revision of the profile it was made with. */
  readonly profileRevision: string;
}

/** What came of one step in one phase. */
export type Outcome =
  | { readonly kind: 'unchanged'; readonly after: string; readonly at: string }
  | { readonly kind: 'changed'; readonly before: string; readonly after: string; readonly at: string }
  | {
      readonly kind: 'confirmed-by-hand';
      readonly after: string;
      readonly by: PersonId;
      readonly at: string;
      /** Whether we could look for ourselves afterwards. */
      readonly inspected: boolean;
    }
  | { readonly kind: 'waived'; readonly by: PersonId; readonly reason: string; readonly at: string };

/** What came of steps, by step and phase. */
export type Outcomes = { readonly [Id in StepId]?: { readonly [Name in Phase]?: Outcome } };

/** A step that cannot go on by itself, with all that a person needs to answer. */
export interface OpenItem {
  readonly step: StepId;
  readonly phase: Phase;
  readonly title: string;
  readonly since: string;
  readonly problem: Problem;
  readonly instruction: string;
  /** False while it only waits (a sync under way): nobody needs to act yet. */
  readonly attention: boolean;
  readonly nextLookAt?: string;
  /** What the last visits have kept of it, so that a person sees what the machine saw. */
  readonly evidence?: readonly EvidenceReference[];
}
