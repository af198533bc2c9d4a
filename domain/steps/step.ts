import type { Contact, CustomerFile } from '../customer-file.ts';
import type { HelpDeskHours } from '../hours.ts';

/** The outside systems that steps change, or are proven in. */
export type SystemName =
  | 'autotask'
  | 'lift-off'
  | 'it-glue'
  | 'datto-rmm'
  | 'screenconnect'
  | 'splashtop'
  | 'mission-control';

/** What one reading covers and one visit changes: a company in Autotask, an account in Lift Off. */
export type RecordName =
  | 'autotask-company'
  | 'lift-off-account'
  | 'it-glue-organization'
  | 'datto-rmm-site'
  | 'datto-rmm-site-group'
  | 'screenconnect-role'
  | 'screenconnect-host'
  | 'splashtop-computers'
  | 'partner-success'
  | 'customer-success'
  | 'go-live-day';

/** Before go-live, and from the go-live instant on. */
export type Phase = 'preparation' | 'live';
/** The phases in their order. */
export const phases: readonly Phase[] = ['preparation', 'live'];

/** The three instruction fields of R10. */
export interface Instructions {
  readonly newUserSetup: string;
  readonly newWorkstationSetup: string;
  readonly userTermination: string;
}

/** What the help-desk user sees of a machine of the customer (R14). */
export type JoinState = 'group-missing' | 'group-empty' | 'greyed' | 'enabled';

/** What each step's setting holds, by step id: the one place where their types stand. */
export interface StepValues {
  readonly 'lift-off-account': boolean;
  readonly 'per-incident-intake': boolean;
  readonly 'vip-users': readonly Contact[];
  readonly approvers: readonly Contact[];
  readonly 'business-hours': HelpDeskHours | null;
  readonly instructions: Instructions;
  readonly 'help-desk-field': string | null;
  /** As people read it, in one line; null when the field is empty. */
  readonly 'documented-hours': string | null;
  readonly 'documented-plan': string | null;
  /** Whether the site is mapped to the customer's company in Autotask. */
  readonly 'site-mapping': boolean;
  /** Whether the site is a member of the site group. */
  readonly 'site-group': boolean;
  /** Names of the permissions that the role holds on the customer's session group; none: no access. */
  readonly 'session-group-access': readonly string[];
  readonly 'help-desk-join': JoinState;
  /** Whether Mission Control's login reaches the customer's computers. */
  readonly 'splashtop-access': boolean;
  /** Whether a person has said that Mission Control has the message, or did what it asks. */
  readonly 'hours-note': boolean;
  readonly 'location-request': boolean;
  /** Whether a person has said that it is done (R24). */
  readonly 'test-call': boolean;
  readonly 'test-ticket': boolean;
  readonly 'user-notice': boolean;
}
export type StepId = keyof StepValues;

/** Values of some steps, as read or as wanted. */
export type Values = { readonly [Id in StepId]?: StepValues[Id] };

/** The MSP's own names that wanted values are made of, and what it does not use; they come from the profile. */
export interface Names {
  /** Systems that this MSP does without: nothing is wanted of them. */
  readonly systemsOff: readonly SystemName[];
  /** R24 · Tasks of the day that are wanted. */
  readonly dayTasks: readonly StepId[];
  /** What the `Site Summary` says of a help-desk customer (R8). */
  readonly documentedPlan: string;
  /** R12 */
  readonly siteGroup: string;
  /** R13 */
  readonly sessionRole: string;
  /** R15 · Mission Control's login in Splashtop. */
  readonly splashtopUser: string;
  /** R9 */
  readonly partnerSuccess: string;
  /** R11 */
  readonly customerSuccess: string;
  /** The field's value that says "Mission Control" (R20). */
  readonly helpDeskValue: string;
  /** The field itself, as Autotask shows it. */
  readonly helpDeskField: string;
}

/** What was read beside settings, and what wishes and people depend on. Absent: not read. */
export interface Facts {
  /** Names of the customer's active locations in Autotask (R11). */
  readonly activeLocations?: readonly string[];
  /** People whom IT Glue marks as authorities or approvers: candidates, never approvers by themselves (R5). */
  readonly approverCandidates?: readonly ApproverCandidate[];
}

/** R5 · Somebody whom IT Glue marks. */
export interface ApproverCandidate {
  readonly name: string;
  readonly email: string | null;
  readonly type: string;
}

/** What a wanted value may depend on. */
export interface Wish {
  readonly customer: CustomerFile;
  readonly phase: Phase;
  readonly names: Names;
  readonly facts: Facts;
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
  /** R16 · Gives Mission Control access: not before the day that the profile's policy names. */
  readonly opensAccess?: true;
  /** Never keeps the customer from going live by itself (R15). */
  readonly optional?: true;
  /** A visit only ever adds to what is there: what is no longer wanted has to be taken back first. */
  readonly onlyAdds?: true;
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
