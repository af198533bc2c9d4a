import { createHash } from 'node:crypto';
import type { Evidence, ReportedState } from '../../client/report/gather.ts';
import type { EvidenceReference } from '../../domain/evidence.ts';
import { appended, type EvidenceChain } from '../../domain/evidence-chain.ts';
import { type ChainFact, settlementOf } from '../../domain/evidence-facts.ts';
import { sealOf } from '../../domain/evidence-seal.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { dana, harbor, order, stateWith } from './states.ts';

const workflowId = 'onboarding-harbor-dental';

/** One grey pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** Bytes that begin as a picture does, so many of them, different for every name. */
export function pictureOf(name: string, size = 200): Uint8Array {
  return Buffer.concat([pixel, Buffer.alloc(size - pixel.length, name)]);
}

/** How a store refers to these bytes. */
export function referenceTo(key: string, bytes: Uint8Array): EvidenceReference {
  return { key, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}

/** Evidence of a visit as a store keeps it. */
export function visitEvidence(
  visit: string,
  files: { readonly [name: string]: Uint8Array },
): { readonly references: EvidenceReference[]; readonly evidence: Evidence } {
  const evidence = new Map(
    Object.entries(files).map(([name, bytes]) => [`${workflowId}/${visit}/${name}`, bytes]),
  );
  return { references: [...evidence].map(([key, bytes]) => referenceTo(key, bytes)), evidence };
}

const requests = Buffer.from(
  `${JSON.stringify({ schema: 1, requests: [{ method: 'GET', path: '/v1.0/Companies/7', status: 200 }] }, undefined, 2)}\n`,
);

const inLiftOff = visitEvidence('ensureLiftOffAccount-7-1', {
  '01-vip-users-before.png': pictureOf('vip before'),
  '02-vip-users-after.png': pictureOf('vip after'),
  '03-approvers-after.png': pictureOf('approvers'),
});
const inAutotask = visitEvidence('ensureHelpDeskField-31-1', { 'requests.json': requests });

/** What the store holds of the onboarding below. */
export const evidence: Evidence = new Map([...inLiftOff.evidence, ...inAutotask.evidence]);

const goneLiveAt = '2026-12-14T12:00:02.000Z';
const ended = { kind: 'live', at: goneLiveAt } as const;
const answer = {
  decision: 'contract-terms',
  id: 'contract-terms',
  round: 1,
  choice: 'approve',
  by: dana,
  provenBy: 'claimed: dana@desk',
  at: '2026-11-23T14:12:00.000Z',
} as const;
const message = {
  key: 'harbor-dental/run-1/1-approval-wanted',
  via: 'email',
  outcome: 'sent',
  detail: '<m1@example.com>',
} as const;

/** The facts of an onboarding that went live, but for its seal. */
export const story: readonly ChainFact[] = [
  {
    ...{ kind: 'opened', customerId: harbor.id, customerName: harbor.name },
    ...{ serviceModel: harbor.service.model, workflowId, runId: 'run-1' },
    ...{ fileHash: order.fileHash, requestedBy: order.requestedBy, at: '2026-11-22T09:00:00.000Z' },
  },
  settlementOf('per-incident-intake', 'preparation', {
    ...{ kind: 'changed', before: 'on', after: 'off', at: '2026-11-22T09:00:03.000Z' },
  }),
  { kind: 'message', ...message, at: '2026-11-22T09:00:05.000Z' },
  {
    ...{ kind: 'decided', decision: answer.decision, choice: answer.choice, at: answer.at },
    ...{ actor: { kind: 'person', by: answer.by, provenBy: answer.provenBy }, planHash: 'abc' },
  },
  settlementOf(
    'vip-users',
    'preparation',
    { kind: 'changed', before: 'nobody', after: 'Dana Whitfield', at: '2026-11-23T14:13:00.000Z' },
    { evidence: inLiftOff.references },
  ),
  settlementOf(
    'approvers',
    'preparation',
    {
      kind: 'confirmed-by-hand',
      after: 'Dana Whitfield',
      by: dana,
      at: '2026-11-24T08:00:00.000Z',
      inspected: false,
    },
    { evidence: inLiftOff.references, provenBy: 'claimed: dana@desk' },
  ),
  settlementOf(
    'instructions',
    'preparation',
    { kind: 'waived', by: dana, reason: 'Agreed by phone', at: '2026-11-24T08:05:00.000Z' },
    { provenBy: 'claimed: dana@desk' },
  ),
  settlementOf(
    'help-desk-field',
    'live',
    { kind: 'changed', before: 'empty', after: 'Mission Control Help Desk', at: '2026-12-14T12:00:01.000Z' },
    { evidence: inAutotask.references },
  ),
];

/** A chain of these facts. */
export function chainOf(facts: readonly ChainFact[]): EvidenceChain {
  return facts.reduce<EvidenceChain>(appended, []);
}

/** An onboarding that went live and was sealed. */
export function liveState(changes: Partial<OnboardingState> = {}): ReportedState {
  const state = stateWith({
    stage: 'live',
    stageSince: goneLiveAt,
    outcomes: {},
    answers: [answer],
    messages: [message],
    timeline: [
      { at: '2026-11-22T09:00:00.000Z', text: 'Started by dana.ops.' },
      { at: '2026-11-23T14:12:00.000Z', text: 'dana.ops approved the contract terms and plan abc.' },
      { at: goneLiveAt, text: 'Live. Planned for 2026-12-14T12:00:00Z.' },
    ],
    goneLiveAt,
    outcome: ended,
    ...changes,
  });
  return { ...state, chain: chainOf([...story, sealOf(state, ended, '2026-12-14T12:00:09.000Z')]) };
}
