import { createHash } from 'node:crypto';
import { answeringOf } from '../../domain/answering-week.ts';
import { accessOpensAt } from '../../domain/business-days.ts';
import { mspBusinessHours } from '../../domain/clocks.ts';
import type { Contact, CustomerFile } from '../../domain/customer-file.ts';
import type { DecisionRule, Question } from '../../domain/decisions.ts';
import { isPast } from '../../domain/go-live.ts';
import { type ResolvedGoLive, resolveGoLive } from '../../domain/go-live-instant.ts';
import { showHours } from '../../domain/hours.ts';
import type { ContractTerm, DecisionRules, Plan, PlanLine } from '../../domain/plan.ts';
import { ProductError } from '../../domain/problems.ts';
import type { Profile } from '../../domain/profile.ts';
import { gapsIn, showAnsweringWeek } from '../../domain/show-answering.ts';
import { catalogue, stepIds, systemOf, wantedOf, wayTo } from '../../domain/steps/catalogue.ts';
import {
  type ApproverCandidate,
  type Facts,
  type Phase,
  phases,
  type StepId,
  type Values,
  type Wish,
} from '../../domain/steps/step.ts';
import { decidersOf } from '../deciders.ts';
import { usersNotice } from '../messages/templates/users-notice.ts';
import { isStepByHand, type LoadedProfile, namesOf } from '../profile-view.ts';
import { differenceOf, instructionFor } from '../records/step-difference.ts';
import type { Inspection } from '../types.ts';
import { policyOf } from './plan-policy.ts';

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
  const observed: Values = Object.assign({}, ...inspections.map(({ values }) => values));
  const facts: Facts = Object.assign({}, ...inspections.map((inspection) => inspection.facts));
  const accessOpens = accessOpensAt({
    goLive: goLive.instant,
    businessDays: profile.policies.accessBusinessDays,
    msp: mspBusinessHours(profile.msp),
  });
  const comparison = { profile, customer, inspections, observed, facts, accessOpens, goLive };
  const lines = phases.flatMap((phase) => stepIds.flatMap((step) => lineFor(comparison, phase, step)));
  const terms = termsOf(customer, goLive);
  const { answering, questions, outside } = answersFor(customer, profile.msp);
  return {
    customerId: customer.id,
    customerName: customer.name,
    contractLink: customer.contract.link,
    terms,
    goLive,
    lines,
    remarks: [...remarksOn(customer, goLive, facts, now), ...outside],
    answering,
    questions,
    facts,
    observed,
    hash: hashOf({
      terms,
      lines: lines.map(({ step, phase, before, after, content }) => [
        step,
        phase,
        before ?? null,
        after,
        content ?? null,
      ]),
      questions: questions.map(({ text }) => text),
    }),
    rules: rulesOf(profile),
    policy: policyOf({ profile, customer, goLive, accessOpensAt: accessOpens }),
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

/** What a plan's lines are made of. */
interface Comparison {
  readonly profile: Profile;
  readonly customer: CustomerFile;
  readonly inspections: readonly Inspection[];
  readonly observed: Values;
  readonly facts: Facts;
  readonly accessOpens: string;
  readonly goLive: ResolvedGoLive;
}

/** A line for the step in this phase: none where nothing is wanted, or nothing else than before go-live. */
function lineFor(comparison: Comparison, phase: Phase, step: StepId): PlanLine[] {
  const { profile, customer, observed, facts } = comparison;
  const wish: Wish = { customer, phase, names: namesOf(profile), facts };
  const wanted = wantedInWords(step, wish);
  if (wanted === undefined) return [];
  if (phase === 'live' && wanted === wantedInWords(step, { ...wish, phase: 'preparation' })) return [];
  const { title, rules, opensAccess } = catalogue[step];
  const difference = differenceOf(step, observed, wish);
  const before = difference?.before ?? unread(step, observed);
  const note = noteOn(comparison, step);
  const content = contentOf(comparison, step) ?? wanted;
  return [
    {
      step,
      phase,
      title,
      rules,
      system: systemOf(step),
      ...(before !== undefined && { before }),
      after: difference?.after ?? wanted,
      verdict: difference?.satisfied ? 'as-wanted' : verdictOf(profile, step, before),
      ...(note !== undefined && { note }),
      instruction: `${instructionFor(step, wish)}${draftFor(comparison, step)}`,
      ...(content !== (difference?.after ?? wanted) && { content }),
      ...(opensAccess && { notBefore: comparison.accessOpens }),
    },
  ];
}

/** R24, R60 · The text for the customer's users, free of the vendor's name; a person writes it where it cannot be. */
function draftFor({ profile, customer, goLive }: Comparison, step: StepId): string {
  if (step !== 'user-notice') return '';
  const { localDate: goLiveDate } = goLive;
  const hours = customer.contract.helpDeskHours.value;
  const facts = { mspName: profile.msp.name, customerName: customer.name, hours, goLiveDate };
  try {
    const { subject, text } = usersNotice(facts);
    return ` A draft:\n\nSubject: ${subject}\n\n${text}`;
  } catch (error) {
    if (!(error instanceof ProductError)) throw error;
    return ` There is no draft: ${error.message}`;
  }
}

/** R9, R11 · What the messages to Mission Control say: when that changes, they are sent anew. */
function contentOf({ customer, facts, goLive }: Comparison, step: StepId): string | undefined {
  const { contract, locations } = customer;
  switch (step) {
    case 'hours-note':
      return `${showHours(contract.helpDeskHours.value)}, from ${goLive.localDate}`;
    case 'location-request': {
      const names = facts.activeLocations ?? locations.map(({ name }) => name);
      return `${names.join(', ')}, by ${goLive.localDate}`;
    }
    default:
      return undefined;
  }
}

/** What to do about a step that is not as wanted. */
function verdictOf(profile: Profile, step: StepId, before: string | undefined): PlanLine['verdict'] {
  if (wayTo(step) === 'message') return 'change';
  if (isStepByHand(profile, catalogue[step].record, step)) return 'by-hand';
  return before === undefined ? 'unreadable' : 'change';
}

/** What is known without a reading: no account holds nothing, and a message has not been sent. */
function unread(step: StepId, observed: Values): string | undefined {
  if (wayTo(step) === 'message') return 'not sent';
  if (wayTo(step) === 'person') return 'not done';
  return absentAccount(step, observed) ? 'no account yet' : undefined;
}

function noteOn({ inspections }: Comparison, step: StepId): string | undefined {
  return inspections.map(({ problems }) => problems[step]?.message).find((text) => text !== undefined);
}

function wantedInWords<Id extends StepId>(id: Id, wish: Wish): string | undefined {
  const wanted = wantedOf(id, wish);
  return wanted === undefined ? undefined : catalogue[id].show(wanted);
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

function remarksOn(customer: CustomerFile, goLive: ResolvedGoLive, facts: Facts, now: string): string[] {
  const past = isPast(goLive, Date.parse(now)) ? [`The go-live instant ${goLive.instant} has passed.`] : [];
  return [
    ...past,
    ...goLive.flags.map((flag) => `Go-live: ${flag}.`),
    ...onlyIn('VIP', customer.vips, 'approver', customer.approvers),
    ...onlyIn('approver', customer.approvers, 'VIP', customer.vips),
    ...authoritiesBeside(customer.approvers, facts.approverCandidates ?? []),
  ];
}

/** R5 · An authority in IT Glue is a candidate, never an approver by itself: where the lists disagree a person decides. */
function authoritiesBeside(
  approvers: readonly Contact[],
  candidates: readonly ApproverCandidate[],
): string[] {
  const known = new Set(approvers.map(({ email }) => email.toLowerCase()));
  return candidates
    .filter(({ email }) => email === null || !known.has(email.toLowerCase()))
    .map(
      ({ name, email, type }) =>
        `${name} (${email ?? 'no address'}) is ${type} in IT Glue and not approver (R5).`,
    );
}

/** R61 · Who answers when; hours in which nobody does must be accepted by name. */
function answersFor(customer: CustomerFile, msp: Profile['msp']) {
  const weeks = answeringOf(customer, msp);
  const gaps = weeks.flatMap(gapsIn);
  return {
    outside: gaps.filter(({ answerer }) => answerer === 'outside-contract').map(({ sentence }) => sentence),
    answering: weeks.flatMap(({ ordinary }) => showAnsweringWeek(ordinary)),
    questions: gaps
      .filter(({ answerer }) => answerer === 'nobody')
      .map(({ callers, sentence }) => ({ id: `nobody-answers-${callers}`, text: sentence })),
  };
}

/** R5 · The two lists are different on purpose; a person sees where they differ and confirms it. */
function onlyIn(role: string, list: readonly Contact[], other: string, others: readonly Contact[]): string[] {
  const known = new Set(others.map((person) => person.email.toLowerCase()));
  return list
    .filter((person) => !known.has(person.email.toLowerCase()))
    .map((person) => `${person.name} is ${role} and not ${other} (R5).`);
}

/** Questions about money and go-live: never answered by whoever asked for the onboarding, unless the profile allows it. */
const weighty: readonly Question[] = ['contractTerms', 'lateGoLive', 'endAfterLive'];

function rulesOf(profile: Profile): DecisionRules {
  const { policies } = profile;
  const rule = (question: Question): DecisionRule => ({
    ...decidersOf(profile, policies.decisions[question]),
    minimumProof: policies.proof[question],
    notTheRequester: policies.fourEyes && weighty.includes(question),
  });
  return {
    contractTerms: rule('contractTerms'),
    openStep: rule('openStep'),
    alreadyLive: rule('alreadyLive'),
    lateGoLive: rule('lateGoLive'),
    accessAfterMove: rule('accessAfterMove'),
    drift: rule('drift'),
    endAfterLive: rule('endAfterLive'),
  };
}

function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
}
