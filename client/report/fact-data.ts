import { z } from 'zod';

// The facts of a chain as a report holds them. Members that this version does not know are kept: digests cover them.

/** A text; ids and words of older catalogues stay readable. */
export const text = z.string();
/** Several of them. */
export const texts = z.array(text).readonly();
/** A digest, hexadecimal. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A piece of evidence, and what it was. */
export const reference = z.looseObject({ key: text, sha256, size: z.number().exactOptional() });
const person = z.looseObject({ kind: z.literal('person'), by: text, provenBy: text });

/** What became of a step. */
export const settlement = z.looseObject({
  kind: z.literal('settled'),
  step: text,
  phase: text,
  title: text,
  rules: texts,
  record: text,
  system: text,
  outcome: z.enum(['unchanged', 'changed', 'confirmed-by-hand', 'waived', 'reopened', 'taken-back', 'left']),
  before: text.exactOptional(),
  after: text.exactOptional(),
  readBack: text.exactOptional(),
  reason: text.exactOptional(),
  evidence: z.array(reference).readonly(),
  actor: z.union([z.looseObject({ kind: z.literal('machine') }), person]),
  since: text.exactOptional(),
  at: text,
});

/** A person’s answer. */
export const decision = z.looseObject({
  kind: z.literal('decided'),
  decision: text,
  choice: text,
  actor: person,
  planHash: text.exactOptional(),
  reason: text.exactOptional(),
  at: text,
});

/** A message that was sent, or not. */
export const message = z.looseObject({
  kind: z.literal('message'),
  via: text,
  key: text,
  outcome: text,
  detail: text,
  at: text,
});

const opening = z.looseObject({
  kind: z.literal('opened'),
  customerId: text,
  customerName: text,
  serviceModel: text,
  workflowId: text,
  runId: text,
  fileHash: text,
  requestedBy: text,
  at: text,
});

/** How an onboarding ended. */
export const ended = z.union([
  z.looseObject({ kind: z.literal('live'), at: text }),
  z.looseObject({ kind: z.literal('cancelled'), by: text, reason: text }),
  z.looseObject({ kind: z.enum(['stopped', 'audited']), why: text }),
]);

const seal = z.looseObject({
  kind: z.literal('sealed'),
  ended,
  goLivePlanned: text.exactOptional(),
  goLiveActual: text.exactOptional(),
  lines: z.number(),
  parts: z.looseObject({ plan: sha256, timeline: sha256, left: sha256 }),
  at: text,
});

const fact = z.discriminatedUnion('kind', [opening, settlement, decision, message, seal]);

/** A whole chain. */
export const chain = z.array(z.strictObject({ seq: z.number(), fact, sha256 })).readonly();

/** A chain as a report holds it. */
export type ReportedChain = z.infer<typeof chain>;
/** What became of a step. */
export type ReportedSettlement = Readonly<z.infer<typeof settlement>>;
/** A person's answer. */
export type ReportedDecision = Readonly<z.infer<typeof decision>>;
/** Anything that a chain holds. */
export type ReportedFact = Readonly<z.infer<typeof fact>>;
/** A reference to evidence, as an entry holds it. */
export type ReportedReference = Readonly<z.infer<typeof reference>>;
