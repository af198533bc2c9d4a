import { digestOf } from '../../domain/evidence-digest.ts';
import { sealedParts } from '../../domain/evidence-seal.ts';
import { factsOf, type RawReport, type ReportData } from './data.ts';
import type { Known } from './head-check.ts';
import type { Check } from './verify.ts';

/** Holds what the report says beside its chain against what the chain, or else the workflow, says of it. */
export function checkFacts(raw: RawReport, data: ReportData, known: Known): Check {
  const name = 'Other facts';
  const anchors = [
    ...opening(data),
    ...(sealed(raw, data) ?? fromWorkflow(raw, known)),
    ...seenOfOpenSteps(data, known),
  ];
  const wrong = anchors
    .filter(({ holds }) => holds === false)
    .map(({ what }) => `${what}: not what was recorded.`);
  const open = anchors
    .filter(({ holds }) => holds === undefined)
    .map(({ what }) => `${what}: nothing to hold it against.`);
  const loose = beside(data);
  if (wrong.length > 0)
    return { name, verdict: 'wrong', sentence: 'Something beside the chain was changed.', details: wrong };
  if (open.length > 0) {
    const sentence = 'The onboarding was not sealed yet, and the workflow was not asked or has gone on.';
    return { name, verdict: 'not-checked', sentence, details: [...open, ...loose] };
  }
  const sentence = 'Customer, plan, timeline and end are those that were recorded.';
  return { name, verdict: 'right', sentence, details: loose };
}

interface Anchor {
  readonly what: string;
  /** Undefined where there is nothing to hold it against. */
  readonly holds: boolean | undefined;
}

function opening(data: ReportData): Anchor[] {
  const [opened] = factsOf(data, 'opened');
  const { customer, fileHash, requestedBy, startedAt } = data;
  const holds = (same: (fact: NonNullable<typeof opened>) => boolean) => opened && same(opened);
  return [
    { what: 'The customer’s id', holds: holds(({ customerId }) => customerId === customer.id) },
    { what: 'The customer’s name', holds: holds(({ customerName }) => customerName === customer.name) },
    { what: 'The service model', holds: holds(({ serviceModel }) => serviceModel === customer.model) },
    { what: 'The customer file', holds: holds((fact) => fact.fileHash === fileHash) },
    {
      what: 'Who requested it',
      holds: holds((fact) => fact.requestedBy === requestedBy && fact.at === startedAt),
    },
  ];
}

function sealed(raw: RawReport, data: ReportData): Anchor[] | undefined {
  const seal = factsOf(data, 'sealed').at(-1);
  if (seal === undefined) return undefined;
  const parts = sealedParts(raw, seal.lines);
  return [
    { what: 'The plan', holds: parts.plan === seal.parts.plan },
    { what: 'The timeline', holds: parts.timeline === seal.parts.timeline },
    { what: 'What was left after taking back', holds: parts.left === seal.parts.left },
    { what: 'The end', holds: digestOf(seal.ended) === digestOf(raw.ended) },
    { what: 'The actual go-live', holds: seal.goLiveActual === data.goneLiveAt },
  ];
}

/** Before its seal only the workflow knows; what it has not kept as it was cannot be told from what was changed. */
function fromWorkflow(raw: RawReport, known: Known): Anchor[] {
  if (known.kind !== 'onboarding')
    return ['The plan', 'The timeline'].map((what) => ({ what, holds: undefined }));
  const lines = known.timeline.slice(0, raw.timeline.length);
  const isPlan = digestOf(raw.plan ?? null) === digestOf(known.plan ?? null);
  return [
    { what: 'The timeline', holds: digestOf(raw.timeline) === digestOf(lines) },
    { what: 'The plan', holds: isPlan || undefined },
  ];
}

/**
 * No entry names it yet: only the workflow knows, and what it has dropped meanwhile cannot be told from what never was.
 * Beside a seal the page itself says that open items are not covered.
 */
function seenOfOpenSteps(data: ReportData, known: Known): Anchor[] {
  const shown = data.openItems.flatMap(({ evidence }) => evidence);
  if (shown.length === 0) return [];
  const kept = new Map(
    known.kind === 'onboarding' ? known.evidence.map(({ key, sha256 }) => [key, sha256]) : [],
  );
  const what = 'What was seen of open steps';
  if (shown.some(({ key, sha256 }) => (kept.get(key) ?? sha256) !== sha256)) return [{ what, holds: false }];
  if (factsOf(data, 'sealed').length > 0) return [];
  return [{ what, holds: shown.every(({ key }) => kept.has(key)) || undefined }];
}

/** What a reader is told in the page not to be covered. */
function beside(data: ReportData): string[] {
  const { settled, decided, messages } = data.unchained;
  const seal = factsOf(data, 'sealed').at(-1);
  const later = seal === undefined ? 0 : data.timeline.length - seal.lines;
  const counted = [
    [settled.length, 'steps'],
    [decided.length, 'decisions'],
    [messages.length, 'messages'],
    [later, 'lines of the timeline'],
    [seal === undefined ? 0 : data.openItems.length, 'open items'],
  ] as const;
  return counted
    .filter(([count]) => count > 0)
    .map(([count, what]) => `Not covered, and marked so in the page: ${what}: ${count}.`);
}
