import type { CustomerFile } from '../../domain/customer-file.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { StepId } from '../../domain/steps/step.ts';
import type { MessageSubject } from '../types.ts';

/** A message to the MSP's own people: they may read the vendor's name, customers never get these. */
export type ForTheTeam = Exclude<MessageSubject, { readonly kind: 'hours-note' | 'location-request' }>;

/** What it says. */
export interface TeamText {
  readonly subject: string;
  readonly body: string;
  /** Rings whoever is on call, by every channel that there is, at night too (R23). */
  readonly urgent: boolean;
}

const withoutAnswer = {
  'put-back': 'the help-desk field is put back (R20) and the customer is not live',
  'person-ticks': 'the field stays, and somebody must open the tickets by hand (R21)',
} as const;

/** R22 · What is never waived is not offered to be. */
function waysToResolve(step: StepId): string {
  return catalogue[step].waiving === 'never' ? '--retry or --done' : '--retry, --done or --waive';
}

/** The message about a subject, in words. */
export function textFor({ id, name, contract }: CustomerFile, subject: ForTheTeam): TeamText {
  const everyday = (head: string, ...lines: readonly string[]): TeamText => ({
    subject: `${name}: ${head}`,
    body: lines.join('\n'),
    urgent: false,
  });
  const urgent = (head: string, ...lines: readonly string[]): TeamText => ({
    ...everyday(head, ...lines),
    urgent: true,
  });
  switch (subject.kind) {
    case 'approval-wanted':
      return everyday(
        'the plan waits for approval',
        `Look at it: onboard status ${id}`,
        `Contract: ${contract.link}`,
        `Approve: onboard approve ${id} --plan ${subject.planHash}`,
        `Decline: onboard decline ${id} --plan ${subject.planHash} --reason "…"`,
      );
    case 'needs-attention': {
      const text = everyday(
        `${subject.title} needs a person`,
        subject.problem.message,
        subject.problem.remedy,
        `Answer: onboard resolve ${id} ${subject.step} ${waysToResolve(subject.step)}`,
      );
      return { ...text, urgent: subject.urgent };
    }
    case 'already-live':
      return everyday(
        'is it live already?',
        ...subject.signs,
        `Nothing was written. Decide: onboard resolve ${id} already-live`,
      );
    case 'intake-opened':
      return urgent('per-incident was turned on before go-live (R1)', subject.what);
    case 'go-live-moved':
      return everyday(
        'the go-live instant moved',
        `Time-zone data changed: from ${subject.from} to ${subject.to}. The local time stays as agreed.`,
      );
    case 'rescheduled':
      return everyday(
        'the go-live was moved',
        `From ${subject.from} to ${subject.to}, by ${subject.by}: ${subject.reason}`,
      );
    case 'held':
      return everyday(
        'the go-live is on hold',
        `By ${subject.by}: ${subject.reason}`,
        `Release it: onboard release ${id}`,
      );
    case 'released':
      return everyday('the go-live is released', `By ${subject.by}. It goes live by itself as planned.`);
    case 'readiness':
      return everyday(
        subject.open.length === 0 ? 'ready for go-live' : 'NOT ready for go-live yet',
        `${subject.settled} steps are verified or settled.`,
        ...subject.open.map((title) => `Open: ${title}`),
        `Look at it: onboard status ${id}`,
      );
    case 'go-live-blocked':
      return urgent(
        'NOT live, the go-live instant has come',
        `Open: ${subject.open.join(', ') || 'nothing; a person must say to go on'}.`,
        `When all is settled: onboard resolve ${id} late-go-live --go-now`,
        `Another date: onboard reschedule ${id} --date … · not at all: onboard cancel ${id}`,
      );
    case 'switch-over-trouble':
      return urgent(
        'trouble in the middle of the switch-over (R23)',
        subject.what,
        `If nobody answers by ${subject.deadline}, ${withoutAnswer[subject.withoutAnswer]}.`,
        `Look at it: onboard status ${id}`,
      );
    case 'deadline-passed':
      return urgent('the deadline of the switch-over has passed (R23)', subject.what);
    case 'live':
      return {
        ...everyday('', `Since ${subject.at}. R20 and R21 are verified.`),
        subject: `${name} is live`,
      };
    case 'access-open-too-early':
      return everyday(
        'access is open earlier than it should be (R16)',
        `The go-live moved; access would open again at ${subject.opensAgain}.`,
        `Decide: onboard decide ${id} access-after-move`,
      );
    case 'drift':
      return everyday('no longer as agreed', ...subject.found, `Decide: onboard decide ${id}`);
    case 'end-asked':
      return everyday(
        'shall it be taken off the help desk again?',
        `${subject.by} asks for it: ${subject.reason}`,
        `Somebody else decides: onboard decide ${id} end-after-live`,
      );
    case 'asked-back':
      return everyday(
        `a question about ${subject.title}`,
        `${subject.by} asks: ${subject.text}`,
        `Reply: onboard decide ${id} ${subject.decision} --reply "…"`,
      );
    case 'reply':
      return everyday(
        `a reply about ${subject.title}`,
        `${subject.by} writes: ${subject.text}`,
        `Decide: onboard decide ${id} ${subject.decision}`,
      );
    case 'cancelled':
      return everyday('the onboarding was cancelled', subject.why, ...left(subject.left));
    case 'ended':
      return everyday('taken off the help desk again', subject.why, ...left(subject.left));
    case 'closing':
      return everyday(
        'the onboarding is complete',
        `Live since ${subject.liveSince}.`,
        ...subject.open.map((line) => `Still not as agreed: ${line}`),
        `The report: onboard report ${id}`,
      );
  }
}

function left(lines: readonly string[]): string[] {
  return lines.map((line) => `Left: ${line}`);
}
