import type { EvidenceReference } from '../../domain/evidence.ts';
import type { ChainEntry, ChainHead, EvidenceChain } from '../../domain/evidence-chain.ts';
import { canonicalJson } from '../../domain/evidence-digest.ts';
import type { Check } from './verify.ts';

/** What is known of an onboarding elsewhere. */
export type Known =
  | {
      /** Its workflow was asked. */
      readonly kind: 'onboarding';
      readonly chain: EvidenceChain<unknown>;
      readonly timeline: readonly unknown[];
      readonly plan: unknown;
      /** What it has kept of steps, settled or open. */
      readonly evidence: readonly EvidenceReference[];
    }
  /** Only its customer’s record was left to ask. */
  | { readonly kind: 'record'; readonly head: ChainHead }
  | { readonly kind: 'nothing'; readonly why: string };

/** Holds a chain against the workflow that made it, and against a head that somebody named. */
export function checkHead(
  chain: EvidenceChain<unknown>,
  known: Known,
  named: string | undefined,
): readonly Check[] {
  const byName = named === undefined ? [] : [againstNamed(chain, named)];
  // A head that was named is enough where there is nobody to ask.
  return known.kind === 'nothing' && named !== undefined ? byName : [againstKnown(chain, known), ...byName];
}

function againstNamed(chain: EvidenceChain<unknown>, named: string): Check {
  const name = 'Head that was named';
  const place = chain.findIndex(({ sha256 }) => sha256 === named.toLowerCase()) + 1;
  if (place === 0)
    return { name, verdict: 'wrong', sentence: `No entry of this file ends in ${named}.`, details: [] };
  const more = chain.length - place;
  if (more === 0) return { name, verdict: 'right', sentence: 'The chain ends in it.', details: [] };
  const sentence = `It is entry ${place}; the ${more} after it are not covered by it.`;
  return { name, verdict: 'not-checked', sentence, details: [] };
}

function againstKnown(chain: EvidenceChain<unknown>, known: Known): Check {
  switch (known.kind) {
    case 'onboarding':
      return againstWorkflow(chain, known.chain);
    case 'record':
      return againstRecord(chain, known.head);
    case 'nothing':
      return { name: 'Head', verdict: 'not-checked', sentence: known.why, details: [] };
  }
}

function againstWorkflow(chain: EvidenceChain<unknown>, known: EvidenceChain<unknown>): Check {
  const name = 'Head in the workflow';
  const at = chain.findIndex((entry, index) => !isSame(entry, known[index]));
  const [here, there] = [chain[at], known[at]];
  if (here !== undefined) {
    const sentence =
      there === undefined
        ? `The workflow knows no entry ${here.seq}: it has ${known.length}.`
        : `Entry ${at + 1} is not the workflow’s.`;
    const details = there === undefined ? [] : factDifferences(here.fact, there.fact);
    return { name, verdict: 'wrong', sentence, details };
  }
  const more = known.length - chain.length;
  if (more > 0) {
    const sentence = `The workflow’s first ${chain.length} entries are these; it has gone on with ${more} more.`;
    return { name, verdict: 'right', sentence, details: [] };
  }
  return { name, verdict: 'right', sentence: 'The workflow holds the same chain.', details: [] };
}

function isSame(one: ChainEntry<unknown>, other: ChainEntry<unknown> | undefined): boolean {
  return other !== undefined && canonicalJson(one) === canonicalJson(other);
}

function againstRecord(chain: EvidenceChain<unknown>, { length, sha256 }: ChainHead): Check {
  const name = 'Head in the customer’s record';
  const isThere = chain.length === length && chain.at(-1)?.sha256 === sha256;
  const sentence = isThere
    ? 'The record holds the same head.'
    : `The record says: ${length} entries, ending in ${sha256}.`;
  return { name, verdict: isThere ? 'right' : 'wrong', sentence, details: [] };
}

/** Which members differ, in words; lists and objects within are shown whole. */
function factDifferences(here: unknown, there: unknown): string[] {
  const [one, other] = [membersOf(here), membersOf(there)];
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names
    .filter((name) => one.get(name) !== other.get(name))
    .map((name) => `${name}: here ${one.get(name) ?? 'nothing'}, there ${other.get(name) ?? 'nothing'}`);
}

function membersOf(fact: unknown): Map<string, string> {
  const members = typeof fact === 'object' && fact !== null ? Object.entries(fact) : [];
  return new Map(members.map(([name, value]) => [name, canonicalJson(value)]));
}
