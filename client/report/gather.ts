import { createHash } from 'node:crypto';
import { type EvidenceReference, isPicture } from '../../domain/evidence.ts';
import type { EvidenceChain } from '../../domain/evidence-chain.ts';
import { settlementOf } from '../../domain/evidence-facts.ts';
import { planInReport } from '../../domain/evidence-seal.ts';
import { stepIds } from '../../domain/steps/catalogue.ts';
import type { OnboardingOrder } from '../../workflows/messages.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { factsOf, LAYOUT, type ReportData, type ReportedFile, reportDataSchema } from './data.ts';
import { chain as chainSchema, type ReportedChain } from './fact-data.ts';

/** What a report is made from; an onboarding that began before there were chains has none. */
export type ReportedState = OnboardingState & { readonly chain?: EvidenceChain };

/** Bytes of evidence by key; what is not there could not be found. */
export type Evidence = ReadonlyMap<string, Uint8Array>;

/** Longer texts are only named, with their digest. */
const LONGEST_TEXT = 60_000;

/** All that a report shows of a state: instants, never "now". */
export function reportData(state: ReportedState, order: OnboardingOrder, evidence: Evidence): ReportData {
  const { customer } = order;
  const chain = chainOf(state);
  const openItems = state.openItems.map(openItem);
  return reportDataSchema.parse({
    layout: LAYOUT,
    customer: { id: customer.id, name: customer.name, model: customer.service.model },
    requestedBy: order.requestedBy,
    startedAt: state.startedAt,
    fileHash: order.fileHash,
    stage: state.stage,
    stageSince: state.stageSince,
    ...(state.outcome === undefined ? {} : { ended: state.outcome }),
    ...(state.goneLiveAt === undefined ? {} : { goneLiveAt: state.goneLiveAt }),
    ...(state.plan === undefined ? {} : { plan: planInReport(state.plan) }),
    openItems,
    left: state.leftAfterUndo,
    timeline: state.timeline,
    unchained: unchained(state, chain),
    chain,
    files: filesOf(referencesIn({ chain, openItems }), evidence),
  });
}

/** The chain of a state, as a report holds it; empty where there is none. */
export function chainOf({ chain = [] }: Pick<ReportedState, 'chain'>): ReportedChain {
  return chainSchema.parse(chain);
}

/** Every piece of evidence that a state names. */
export function referencesOf(state: ReportedState): EvidenceReference[] {
  return referencesIn({ chain: chainOf(state), openItems: state.openItems.map(openItem) });
}

/** Every piece of evidence that a report names, once: in the order of the chain, then of the steps that are still open. */
export function referencesIn({
  chain,
  openItems,
}: {
  readonly chain: ReportedChain;
  readonly openItems: readonly { readonly evidence: readonly EvidenceReference[] }[];
}): EvidenceReference[] {
  const settled = factsOf({ chain }, 'settled').flatMap(({ evidence }) => evidence);
  const chained = new Map(settled.map((reference) => [reference.key, reference]));
  // What the chain names is what it was: no open step can say otherwise.
  const open = openItems.flatMap(({ evidence }) => evidence).filter(({ key }) => !chained.has(key));
  return [...chained.values(), ...new Map(open.map((reference) => [reference.key, reference])).values()];
}

/** Whether the bytes are those that the reference names. */
export function isUnaltered(reference: EvidenceReference, bytes: Uint8Array): boolean {
  return createHash('sha256').update(bytes).digest('hex') === reference.sha256;
}

/** What is there twice, such as a page before and after nothing was changed, is shown once. */
function filesOf(references: readonly EvidenceReference[], evidence: Evidence): ReportedFile[] {
  const shown = new Map<string, number>();
  return references.map((reference, index) => {
    const file = fileOf(reference, evidence.get(reference.key));
    if (file.state !== 'picture' && file.state !== 'text') return file;
    const same = shown.get(reference.sha256);
    if (same !== undefined) return { key: file.key, state: 'same', same };
    shown.set(reference.sha256, index + 1);
    return file;
  });
}

function fileOf(reference: EvidenceReference, bytes: Uint8Array | undefined): ReportedFile {
  const { key } = reference;
  if (bytes === undefined) return { key, state: 'missing' };
  if (!isUnaltered(reference, bytes)) return { key, state: 'altered' };
  if (isPicture(key)) return { key, state: 'picture' };
  const text = key.endsWith('.json') && bytes.length <= LONGEST_TEXT ? decoded(bytes) : undefined;
  return text === undefined ? { key, state: 'not-shown' } : { key, state: 'text', text };
}

/** The text, unless its bytes are none: what is shown must have the digest that is named. */
function decoded(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return Buffer.from(text).equals(bytes) ? text : undefined;
}

function openItem({
  step,
  phase,
  title,
  since,
  attention,
  problem,
  instruction,
  evidence = [],
}: OnboardingState['openItems'][number]) {
  const { message, remedy } = problem;
  return { step, phase, title, since, attention, message, remedy, instruction, evidence };
}

function unchained(state: OnboardingState, chain: ReportedChain) {
  const settled = factsOf({ chain }, 'settled');
  const decided = factsOf({ chain }, 'decided');
  const told = factsOf({ chain }, 'message');
  return {
    settled: outcomesOf(state).filter(
      (one) => !settled.some(({ step, phase }) => step === one.step && phase === one.phase),
    ),
    decided: state.answers
      .filter(
        ({ at, decision, by }) =>
          !decided.some((one) => one.at === at && one.decision === decision && one.actor.by === by),
      )
      .map(({ by, provenBy, ...answer }) => ({
        kind: 'decided',
        ...answer,
        actor: { kind: 'person', by, provenBy },
      })),
    messages: state.messages
      .filter(({ key, via }) => !told.some((one) => one.key === key && one.via === via))
      .map(({ key, via, outcome, detail }) => ({ kind: 'message', key, via, outcome, detail })),
  };
}

function outcomesOf({ outcomes }: OnboardingState) {
  return stepIds.flatMap((step) =>
    (['preparation', 'live'] as const).flatMap((phase) => {
      const outcome = outcomes[step]?.[phase];
      return outcome === undefined ? [] : [settlementOf(step, phase, outcome)];
    }),
  );
}
