import type { CustomerFile } from '../domain/customer-file.ts';
import type { EvidenceReference } from '../domain/evidence.ts';
import type { Problem } from '../domain/problems.ts';
import type { Facts, StepId, StepValues, Values } from '../domain/steps/step.ts';

/** What a reading of one record gave: values for the steps that could be read, problems for the others. */
export interface Reading {
  readonly values: Values;
  readonly problems: { readonly [Id in StepId]?: Problem };
  /** Signs that the help desk already serves this customer (R1), in words; empty when there are none. */
  readonly signsOfLife: readonly string[];
  readonly pictures: readonly EvidenceReference[];
  /** What was read beside settings. */
  readonly facts?: Facts;
}

/** One sitting at one record: one login, one page flow. Closed by whoever opened it. */
export interface Visit {
  /**
   * Reads these steps' settings anew from the outside system, never from what was just typed:
   * a portal page is opened again, a REST record fetched again.
   */
  read(steps: readonly StepId[]): Promise<Reading>;
  /**
   * Writes one setting. Throws `ProductError`; `outcome-lost` when it may have been written all the same.
   * Proves nothing by itself: `read` does.
   */
  write<Id extends StepId>(step: Id, value: StepValues[Id]): Promise<void>;
  close(): Promise<void>;
}

/** What pictures a visit takes. They are dear: a plan needs none, whoever changes something or is asked does. */
export type Pictures = 'all' | 'of-failures';

/** What a visit may use of the activity that it runs in. */
export interface VisitContext {
  readonly customer: CustomerFile;
  /** Whether each page that is read is worth a picture, or only those that went wrong. */
  readonly pictures: Pictures;
  /** What a person chose for a step after `choice-needed`, by step. */
  readonly choices: { readonly [Id in StepId]?: string };
  /** Aborted when the activity is cancelled or its worker shuts down. */
  readonly signal: AbortSignal;
  /** Tells Temporal that we are alive, and where: for diagnosis. */
  readonly beat: (where: string) => void;
  /** Stores a picture or a body beside the others of this activity attempt. */
  readonly keep: (name: string, bytes: Uint8Array) => Promise<EvidenceReference>;
}

/** Opens a visit to the customer's record. One such function per record. */
export type OpenVisit = (context: VisitContext) => Promise<Visit>;
