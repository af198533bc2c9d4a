import type { Profile } from '../domain/profile.ts';
import type { Secrets } from '../domain/secrets.ts';
import type { Names, RecordName, StepId, SystemName } from '../domain/steps/step.ts';

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
  const { systems, missionControl } = profile;
  const { helpDeskField, helpDeskValue } = systems.autotask;
  return {
    helpDeskField,
    helpDeskValue,
    documentedPlan: systems.itGlue.siteSummary.planValue,
    siteGroup: systems.dattoRmm.siteGroup,
    sessionRole: systems.screenConnect.role,
    splashtopUser: systems.splashtop.missionControlUser ?? '',
    partnerSuccess: missionControl.partnerSuccess,
    customerSuccess: missionControl.customerSuccess ?? 'the address is not in the profile yet',
    systemsOff: systemsOff(profile),
    dayTasks: dayTasks(profile),
  };
}

function systemsOff({ systems }: Profile): SystemName[] {
  const { itGlue, dattoRmm, screenConnect, splashtop } = systems;
  const modes = {
    'it-glue': itGlue,
    'datto-rmm': dattoRmm,
    screenconnect: screenConnect,
    splashtop,
  } as const;
  const off: SystemName[] = [];
  for (const name of ['it-glue', 'datto-rmm', 'screenconnect', 'splashtop'] as const)
    if (modes[name].mode === 'off') off.push(name);
  return off;
}

function dayTasks({ policies }: Profile): StepId[] {
  const { testCall, testTicket, userNotice } = policies.dayTasks;
  const wanted = { 'test-call': testCall, 'test-ticket': testTicket, 'user-notice': userNotice } as const;
  return (['test-call', 'test-ticket', 'user-notice'] as const).filter((task) => wanted[task]);
}

/** How far a record is automated: its mode, and the steps that are by hand all the same. */
function switchesOf({ systems }: Profile, record: RecordName) {
  const { autotask, liftOff, itGlue, dattoRmm, screenConnect, splashtop } = systems;
  switch (record) {
    case 'autotask-company':
      return autotask;
    case 'lift-off-account':
      return liftOff;
    case 'it-glue-organization':
      return itGlue;
    case 'datto-rmm-site':
      return dattoRmm;
    case 'datto-rmm-site-group':
      return { mode: dattoRmm.portal.mode, steps: dattoRmm.steps };
    case 'screenconnect-role':
    case 'screenconnect-host':
      return screenConnect;
    case 'splashtop-computers':
      return splashtop;
    case 'partner-success':
    case 'customer-success':
    case 'go-live-day':
      return { mode: 'by-hand', steps: {} };
  }
}

/** Whether a whole record is out of reach because its system is switched to by hand. */
export function isSystemByHand(profile: Profile, record: RecordName): boolean {
  return switchesOf(profile, record).mode === 'by-hand';
}

/** Whether a person does the step: by its system's mode or by its own switch. */
export function isStepByHand(profile: Profile, record: RecordName, step: StepId): boolean {
  const switched: { readonly [id: string]: unknown } = switchesOf(profile, record).steps;
  return isSystemByHand(profile, record) || switched[step] === 'by-hand';
}
