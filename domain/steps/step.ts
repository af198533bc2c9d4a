import type { Contact, CustomerFile } from '../customer-file.ts';
import type { HelpDeskHours } from '../hours.ts';

/** The outside systems that steps change. */
export type SystemName = 'autotask' | 'lift-off';

/** What one reading covers and one visit changes: a company in Autotask, an account in Lift Off. */
export type RecordName = 'autotask-company' | 'lift-off-account';

/** Before go-live, and from the go-live instant on. */
export type Phase = 'preparation' | 'live';

/** The three instruction fields of R10. */
export interface Instructions {
  readonly newUserSetup: string;
  readonly newWorkstationSetup: string;
  readonly userTermination: string;
}

/** What each step's setting holds, by step id: the one place where their types stand. */
export interface StepValues {
  readonly 'lift-off-account': boolean;
  readonly 'per-incident-intake': boolean;
  readonly 'vip-users': readonly Contact[];
  readonly approvers: readonly Contact[];
  readonly 'business-hours': HelpDeskHours | null;
  readonly instructions: Instructions;
  readonly 'help-desk-field': string | null;
}
export type StepId = keyof StepValues;

/** Values of some steps, as read or as wanted. */
export type Values = { readonly [Id in StepId]?: StepValues[Id] };

/** The MSP's own names that wanted values are made of; they come from the profile. */
export interface Names {
  /** The field's value that says "Mission Control" (R20). */
  readonly helpDeskValue: string;
  /** The field itself, as Autotask shows it. */
  readonly helpDeskField: string;
}

/** What a wanted value may depend on. */
export interface Wish {
  readonly customer: CustomerFile;
  readonly phase: Phase;
  readonly names: Names;
}

/** A wanted value; `undefined` leaves the setting as it is in this phase. */
export type Wanted<Value> = Value | undefined;

/** What happens to the setting when an onboarding is cancelled before go-live. */
export type Undo<Value> =
  | {
      readonly kind: 'value-before';
      /** Why a setting that was empty before cannot be emptied again, where that is so. */
      readonly emptyStays?: string;
    }
  | { readonly kind: 'safe-value'; readonly value: Value; readonly why: string }
  | { readonly kind: 'none'; readonly why: string; readonly followUp: string };

/**
 * Whether a person may do without the step (R22): `never` means by hand with proof or rescheduled only,
 * `second-person` that somebody other than the one who asked must agree.
 */
export type Waiving = 'never' | 'with-reason' | 'second-person';

/** One setting in one outside system: defined once, used to plan, to apply, to audit and to undo. */
export interface Step<Id extends StepId> {
  readonly id: Id;
  /** What a person calls it, in plans, summaries and questions. */
  readonly title: string;
  /** The rules that it carries out. */
  readonly rules: readonly string[];
  readonly record: RecordName;
  /** Steps that must be settled first. */
  readonly needs: readonly StepId[];
  readonly wanted: (wish: Wish) => Wanted<StepValues[Id]>;
  /** Whether what was read is good enough. Extra people in a list are left alone, for instance. */
  readonly satisfied: (read: StepValues[Id], wanted: StepValues[Id]) => boolean;
  /** What to write so that `satisfied` holds and nothing else is lost. */
  readonly merged: (read: StepValues[Id], wanted: StepValues[Id]) => StepValues[Id];
  /** The value in words, for people. */
  readonly show: (value: StepValues[Id]) => string;
  readonly undo: Undo<StepValues[Id]>;
  readonly waiving: Waiving;
  /** The exact instruction for a person: system, page, field, value. */
  readonly byHand: (value: StepValues[Id], wish: Wish) => string;
}
