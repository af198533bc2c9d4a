import type { Profile } from '../domain/profile.ts';
import type { Secrets } from '../domain/secrets.ts';
import { systemOf } from '../domain/steps/catalogue.ts';
import type { Names, RecordName, StepId } from '../domain/steps/step.ts';

/** The profile as it is used now, with the secrets it names and the revision that is recorded beside results. */
export interface LoadedProfile {
  readonly profile: Profile;
  readonly secrets: Secrets;
  /** Short digest of the profile's text. */
  readonly revision: string;
}

/** Gives the profile of this moment: activities read it when they use it, workflows never carry it. */
export type CurrentProfile = () => LoadedProfile;

/** The MSP's own names for wanted values. */
export function namesOf(profile: Profile): Names {
  const { helpDeskField, helpDeskValue } = profile.systems.autotask;
  return { helpDeskField, helpDeskValue };
}

/** Whether a whole record is out of reach because its system is switched to by hand. */
export function isSystemByHand(profile: Profile, record: RecordName): boolean {
  const { autotask, liftOff } = profile.systems;
  return systemOf[record] === 'autotask' ? autotask.mode === 'by-hand' : liftOff.mode === 'by-hand';
}

/** Whether a person does the step: by its system's mode or by its own switch. */
export function isStepByHand(profile: Profile, record: RecordName, step: StepId): boolean {
  const { autotask, liftOff } = profile.systems;
  const switched: { readonly [id: string]: unknown } =
    systemOf[record] === 'autotask' ? autotask.steps : liftOff.steps;
  return isSystemByHand(profile, record) || switched[step] === 'by-hand';
}
