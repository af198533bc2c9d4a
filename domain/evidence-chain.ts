import { canonicalJson, sha256Of } from './evidence-digest.ts';
import type { ChainFact } from './evidence-facts.ts';

// Workflows import this module: it stays pure and small.

/** How far a chain goes: whoever keeps this elsewhere can tell later whether a chain was rewritten. */
export interface ChainHead {
  /** How many entries stand before it. */
  readonly length: number;
  /** The digest of the last entry, hexadecimal. */
  readonly sha256: string;
}

/** One fact in its place: its digest covers the number, the fact and the digest of the entry before. */
export interface ChainEntry<Fact = ChainFact> {
  /** 1, 2, 3… */
  readonly seq: number;
  readonly fact: Fact;
  readonly sha256: string;
}

/** All that happened, in order, so that nothing can be changed, left out or put elsewhere without being seen. */
export type EvidenceChain<Fact = ChainFact> = readonly ChainEntry<Fact>[];

/** What the first entry follows. */
export const emptyHead: ChainHead = { length: 0, sha256: '0'.repeat(64) };

/** The entry for a fact that follows this head. The same head and fact give the same entry. */
export function chained<Fact>(head: ChainHead, fact: Fact): ChainEntry<Fact> {
  const seq = head.length + 1;
  return { seq, fact, sha256: sha256Of(head.sha256 + canonicalJson({ seq, fact })) };
}

/** The chain with one more fact. */
export function appended<Fact>(chain: EvidenceChain<Fact>, fact: Fact): EvidenceChain<Fact> {
  return [...chain, chained(headOf(chain), fact)];
}

/** The head as the last entry states it. */
export function headOf(chain: EvidenceChain<unknown>): ChainHead {
  const last = chain.at(-1);
  return last === undefined ? emptyHead : { length: last.seq, sha256: last.sha256 };
}

/** Whether a chain is what it was. `place` counts entries as they lie there, from 1. */
export type ChainVerdict =
  | { readonly fits: true; readonly head: ChainHead }
  /** Another number stands in this place: entries are missing, were put in, or are in another order. */
  | { readonly fits: false; readonly why: 'number'; readonly place: number; readonly found: number }
  /** The digest is not that of what stands there, after what stands before it. */
  | { readonly fits: false; readonly why: 'content'; readonly place: number }
  /** Each entry fits the one before, but they end in another head: all were rewritten, or the last are missing. */
  | { readonly fits: false; readonly why: 'head'; readonly place: number; readonly found: string };

/** Calculates every digest again and names the first place that does not fit; `head` is the digest to end in. */
export function verifyChain(chain: EvidenceChain<unknown>, head: string): ChainVerdict {
  let last = emptyHead;
  for (const { seq, fact, sha256 } of chain) {
    const place = last.length + 1;
    if (seq !== place) return { fits: false, why: 'number', place, found: seq };
    const expected = chained(last, fact);
    if (sha256 !== expected.sha256) return { fits: false, why: 'content', place };
    last = { length: place, sha256 };
  }
  if (last.sha256 === head) return { fits: true, head: last };
  return { fits: false, why: 'head', place: last.length, found: last.sha256 };
}
