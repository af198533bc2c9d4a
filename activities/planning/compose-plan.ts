import { createHash } from 'node:crypto';
import type { Contact, CustomerFile } from '../../domain/customer-file.ts';
import { isPast } from '../../domain/go-live.ts';
import { type ResolvedGoLive, resolveGoLive } from '../../domain/go-live-instant.ts';
import { showHours } from '../../domain/hours.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { ContractTerm, Deciders, Plan, PlanLine } from '../../domain/plan.ts';
import { ProductError } from '../../domain/problems.ts';
import type { Profile, Role } from '../../domain/profile.ts';
import { catalogue, stepIds, systemOf } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId, Values, Wish } from '../../domain/steps/step.ts';
import { isStepByHand, type LoadedProfile, namesOf } from '../profile-view.ts';
import { differenceOf, instructionFor } from '../records/step-difference.ts';
import type { Inspection } from '../types.ts';

const MINUTE_MS = 60_000;

/**
 * The plan from readings, profile and customer file. Throws `ProductError`: `model-unsupported`, or `input-rejected`
 * when the go-live instant does not exist or is ambiguous.
 */
export function composePlan(
  { profile, revision }: LoadedProfile,
  customer: CustomerFile,
  inspections: readonly Inspection[],
  now: string,
): Plan {
  if (customer.service.model === 'per-device') {
    throw new ProductError('model-unsupported', { what: customer.service.model });
  }
  const goLive = resolveInstant(profile, customer);
  const observed: Values = Object.assign({}, ...inspections.map((inspection) => inspection.values));
  const lines = (['preparation', 'live'] as const).flatMap((phase) =>
    stepIds.flatMap((step) => lineFor(profile, customer, inspections, observed, phase, step)),
  );
  const terms = termsOf(customer, goLive);
  return {
    customerId: customer.id,
    customerName: customer.name,
    contractLink: customer.contract.link,
    terms,
    goLive,
    lines,
    remarks: remarksOn(customer, goLive, now),
    observed,
    hash: hashOf({
      terms,
      lines: lines.map(({ step, phase, before, after }) => [step, phase, before ?? null, after]),
    }),
    deciders: decidersOf(profile),
    policy: {
      leadMs: profile.policies.goLive.leadMinutes * MINUTE_MS,
      syncPatienceMs: profile.systems.liftOff.syncPatienceHours * 60 * MINUTE_MS,
    },
    profileRevision: revision,
  };
}

/** The go-live instant with this machine's time-zone data. Throws `ProductError` `input-rejected`. */
export function resolveInstant(profile: Profile, customer: CustomerFile): ResolvedGoLive {
  const resolution = resolveGoLive(customer, {
    minutesBeforeHours: profile.policies.goLive.minutesBeforeHours,
    tzVersion: process.versions['tz'] ?? 'unknown',
    holidays: profile.msp.holidays,
  });
  if (resolution.ok) return resolution.goLive;
  throw new ProductError('input-rejected', {
    system: 'The calendar',
    wanted: 'set the go-live instant',
    detail: resolution.sentence,
  });
}

/** A line for the step in this phase: none where nothing is wanted, or nothing else than before go-live. */
function lineFor(
  profile: Profile,
  customer: CustomerFile,
  inspections: readonly Inspection[],
  observed: Values,
  phase: Phase,
  step: StepId,
): PlanLine[] {
  const wish: Wish = { customer, phase, names: namesOf(profile) };
  const wanted = wantedInWords(step, wish);
  if (wanted === undefined) return [];
  if (phase === 'live' && wanted === wantedInWords(step, { ...wish, phase: 'preparation' })) return [];
  const { title, rules, record } = catalogue[step];
  const difference = differenceOf(step, observed, wish);
  const absent = absentAccount(step, observed);
  const readable = difference !== undefined || absent;
  const verdict =
    isStepByHand(profile, record, step) && difference?.satisfied !== true ? 'by-hand' : 'change';
  const note = inspections
    .map((inspection) => inspection.problems[step]?.message)
    .find((text) => text !== undefined);
  return [
    {
      step,
      phase,
      title,
      rules,
      system: systemOf[record],
      ...(difference !== undefined && { before: difference.before }),
      ...(absent && { before: 'no account yet' }),
      after: difference?.after ?? wanted,
      verdict: difference?.satisfied
        ? 'as-wanted'
        : readable || verdict === 'by-hand'
          ? verdict
          : 'unreadable',
      ...(note !== undefined && { note }),
      instruction: instructionFor(step, wish),
    },
  ];
}

function wantedInWords<Id extends StepId>(id: Id, wish: Wish): string | undefined {
  const step = catalogue[id];
  const wanted = step.wanted(wish);
  return wanted === undefined ? undefined : step.show(wanted);
}

/** Settings of an account that does not exist yet are all still to be made (R17). */
function absentAccount(step: StepId, observed: Values): boolean {
  return (
    step !== 'lift-off-account' &&
    catalogue[step].record === 'lift-off-account' &&
    observed['lift-off-account'] === false
  );
}

function termsOf({ service, contract }: CustomerFile, goLive: ResolvedGoLive): ContractTerm[] {
  return [
    { term: 'Service model', value: service.model, clause: service.clause },
    {
      term: 'Go-live',
      value: `${goLive.localDate} ${goLive.localTime} ${goLive.zone} (${goLive.instant})`,
      clause: contract.goLive.clause,
    },
    {
      term: 'Help-desk hours',
      value: showHours(contract.helpDeskHours.value),
      clause: contract.helpDeskHours.clause,
    },
  ];
}

function remarksOn(customer: CustomerFile, goLive: ResolvedGoLive, now: string): string[] {
  const past = isPast(goLive, Date.parse(now)) ? [`The go-live instant ${goLive.instant} has passed.`] : [];
  return [
    ...past,
    ...goLive.flags.map((flag) => `Go-live: ${flag}.`),
    ...onlyIn('VIP', customer.vips, 'approver', customer.approvers),
    ...onlyIn('approver', customer.approvers, 'VIP', customer.vips),
  ];
}

/** R5 · The two lists are different on purpose; a person sees where they differ and confirms it. */
function onlyIn(role: string, list: readonly Contact[], other: string, others: readonly Contact[]): string[] {
  const known = new Set(others.map((person) => person.email.toLowerCase()));
  return list
    .filter((person) => !known.has(person.email.toLowerCase()))
    .map((person) => `${person.name} is ${role} and not ${other} (R5).`);
}

function decidersOf({ people, policies }: Profile): Deciders {
  const holders = (roles: readonly Role[]): PersonId[] =>
    people.filter((person) => person.roles.some((role) => roles.includes(role))).map((person) => person.id);
  const { contractTerms, openStep, alreadyLive, lateGoLive } = policies.decisions;
  return {
    contractTerms: holders(contractTerms),
    openStep: holders(openStep),
    alreadyLive: holders(alreadyLive),
    lateGoLive: holders(lateGoLive),
  };
}

function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
}
