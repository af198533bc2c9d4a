import { z } from 'zod';
import {
  chain,
  decision,
  ended,
  message,
  type ReportedFact,
  reference,
  settlement,
  text,
  texts,
} from './fact-data.ts';

// What a page shows and nothing besides, as it is embedded in the page. Words and ids are plain texts here: a page that
// was made with an older catalogue stays readable.

/** Raised whenever the same data would give another page: pages of another layout cannot be compared with ours. */
export const LAYOUT = 3;

const planLine = z.looseObject({
  step: text,
  phase: text,
  title: text,
  rules: texts,
  system: text,
  before: text.exactOptional(),
  after: text,
  verdict: text,
  note: text.exactOptional(),
  instruction: text,
  notBefore: text.exactOptional(),
});

const plan = z.looseObject({
  hash: text,
  contractLink: text,
  terms: z.array(z.looseObject({ term: text, value: text, clause: text })).readonly(),
  goLive: z.looseObject({
    localDate: text,
    localTime: text,
    zone: text,
    instant: text,
    offset: text,
    tzVersion: text,
    flags: texts,
  }),
  lines: z.array(planLine).readonly(),
  remarks: texts,
  answering: texts.exactOptional(),
  questions: z
    .array(z.looseObject({ id: text, text }))
    .readonly()
    .exactOptional(),
});

const openItem = z.object({
  step: text,
  phase: text,
  title: text,
  since: text,
  attention: z.boolean(),
  message: text,
  remedy: text,
  instruction: text,
  /** What visits have kept of it so far; the chain names it when the step is settled. */
  evidence: z.array(reference).readonly(),
});

/** A piece of evidence: what became of it in this page. Pictures lie in the page itself, once. */
const file = z.object({
  key: text,
  state: z.enum(['picture', 'text', 'same', 'not-shown', 'altered', 'missing']),
  text: text.exactOptional(),
  /** The number of the piece that has the same bytes and is shown in its place. */
  same: z.number().exactOptional(),
});

/** All that a report shows. */
export const reportDataSchema = z.strictObject({
  layout: z.literal(LAYOUT),
  customer: z.object({ id: text, name: text, model: text }),
  requestedBy: text,
  startedAt: text,
  fileHash: text,
  stage: text,
  stageSince: text,
  ended: ended.exactOptional(),
  goneLiveAt: text.exactOptional(),
  plan: plan.exactOptional(),
  openItems: z.array(openItem).readonly(),
  left: texts,
  timeline: z.array(z.object({ at: text, text })).readonly(),
  /** What the state tells and the chain does not. */
  unchained: z.object({
    settled: z.array(settlement).readonly(),
    decided: z.array(decision).readonly(),
    messages: z.array(message.omit({ at: true })).readonly(),
  }),
  chain,
  files: z.array(file).readonly(),
});

export type ReportData = Readonly<z.infer<typeof reportDataSchema>>;
export type ReportedFile = Readonly<z.infer<typeof file>>;

/**
 * The same as it was embedded, before unknown members were left out: digests cover those, too. Where a page is not even
 * this it is none of ours.
 */
export const rawReportSchema = z.looseObject({
  layout: z.number(),
  plan: z.unknown().optional(),
  ended: z.unknown().optional(),
  timeline: z.array(z.unknown()),
  left: z.unknown().optional(),
  chain: z.array(z.strictObject({ seq: z.number(), fact: z.unknown(), sha256: text })),
});
export type RawReport = Readonly<z.infer<typeof rawReportSchema>>;

/** Facts of one kind, in the order of the chain. */
export function factsOf<Kind extends ReportedFact['kind']>(
  { chain }: Pick<ReportData, 'chain'>,
  kind: Kind,
): Extract<ReportedFact, { kind: Kind }>[] {
  const isOfKind = (one: ReportedFact): one is Extract<ReportedFact, { kind: Kind }> => one.kind === kind;
  return chain.map(({ fact: one }) => one).filter(isOfKind);
}
