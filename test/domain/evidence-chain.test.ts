import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  appended,
  chained,
  type EvidenceChain,
  emptyHead,
  headOf,
  verifyChain,
} from '../../domain/evidence-chain.ts';
import { canonicalJson, digestOf } from '../../domain/evidence-digest.ts';

const fact = fc.record(
  {
    step: fc.string(),
    after: fc.string({ unit: 'binary' }),
    at: fc.date({ noInvalidDate: true }),
    more: fc.jsonValue(),
  },
  { requiredKeys: ['step'] },
);
const facts = fc.array(
  fact.map((value) => asJson(value)),
  { minLength: 1, maxLength: 8 },
);

/** What is left of a value after it has travelled. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function chainOf(said: readonly unknown[]): EvidenceChain<unknown> {
  return said.reduce<EvidenceChain<unknown>>(appended, []);
}

test('a chain as it was made fits, also after a journey as JSON', () => {
  fc.assert(
    fc.property(facts, (said) => {
      const chain = chainOf(said);
      const { entries } = Object(asJson({ entries: chain }));
      const head = headOf(chain);
      expect(verifyChain(entries, head.sha256)).toEqual({ fits: true, head });
      expect(head.length).toBe(said.length);
    }),
  );
});

test('any other fact in any place is found there', () => {
  fc.assert(
    fc.property(facts, fc.nat(), fact.map(asJson), (said, anywhere, other) => {
      const at = anywhere % said.length;
      fc.pre(canonicalJson(said[at]) !== canonicalJson(other));
      const chain = chainOf(said);
      const changed = chain.map((entry, index) => (index === at ? { ...entry, fact: other } : entry));
      const verdict = verifyChain(changed, headOf(chain).sha256);
      expect(verdict).toEqual({ fits: false, why: 'content', place: at + 1 });
    }),
  );
});

test('any digit of any digest is found', () => {
  fc.assert(
    fc.property(facts, fc.nat(), fc.nat({ max: 63 }), (said, anywhere, digit) => {
      const chain = chainOf(said);
      const at = anywhere % chain.length;
      const tampered = chain.map((entry, index) =>
        index === at ? { ...entry, sha256: withOtherDigit(entry.sha256, digit) } : entry,
      );
      expect(verifyChain(tampered, headOf(chain).sha256)).toMatchObject({ fits: false, place: at + 1 });
    }),
  );
});

function withOtherDigit(hex: string, at: number): string {
  const other = ((Number.parseInt(hex.charAt(at), 16) + 1) % 16).toString(16);
  return hex.slice(0, at) + other + hex.slice(at + 1);
}

test('an entry that is left out is found, the last one too', () => {
  fc.assert(
    fc.property(facts, fc.nat(), (said, anywhere) => {
      const chain = chainOf(said);
      const at = anywhere % chain.length;
      const verdict = verifyChain(chain.toSpliced(at, 1), headOf(chain).sha256);
      expect(verdict.fits).toBe(false);
      const isLast = at === chain.length - 1;
      expect(verdict).toMatchObject(isLast ? { why: 'head', place: at } : { why: 'number', place: at + 1 });
    }),
  );
});

test('another order is found at the first entry that stands elsewhere', () => {
  fc.assert(
    fc.property(facts, fc.nat(), fc.nat(), (said, first, second) => {
      const chain = chainOf(said);
      const [one, other] = [first % chain.length, second % chain.length].toSorted((a, b) => a - b);
      fc.pre(one !== undefined && other !== undefined && one < other);
      const swapped = chain.map((entry, index) => chain[swap(index, one, other)] ?? entry);
      const verdict = verifyChain(swapped, headOf(chain).sha256);
      expect(verdict).toEqual({ fits: false, why: 'number', place: one + 1, found: other + 1 });
    }),
  );
});

const swap = (index: number, one: number, other: number) =>
  index === one ? other : index === other ? one : index;

test('an entry whose own digest was calculated anew no longer fits what follows it', () => {
  fc.assert(
    fc.property(facts, fc.nat(), fact.map(asJson), (said, anywhere, other) => {
      const at = anywhere % said.length;
      fc.pre(canonicalJson(said[at]) !== canonicalJson(other));
      const chain = chainOf(said);
      const forged = chain.with(at, chained(headOf(chain.slice(0, at)), other));
      const verdict = verifyChain(forged, headOf(chain).sha256);
      const isLast = at === chain.length - 1;
      expect(verdict).toMatchObject(
        isLast ? { fits: false, why: 'head', place: at + 1 } : { fits: false, why: 'content', place: at + 2 },
      );
    }),
  );
});

test('facts that were moved under the others’ numbers and digests are found', () => {
  const chain = chainOf(['a', 'b', 'c']);
  const moved = chain.map((entry, index) => ({ ...entry, fact: chain[2 - index]?.fact }));
  expect(verifyChain(moved, headOf(chain).sha256)).toEqual({ fits: false, why: 'content', place: 1 });
});

test('a chain that was calculated anew ends in another head', () => {
  const head = headOf(chainOf(['off', 'on']));
  const forged = chainOf(['off', 'ON']);
  const found = headOf(forged).sha256;
  expect(verifyChain(forged, head.sha256)).toEqual({ fits: false, why: 'head', place: 2, found });
});

test('nothing fits nothing', () => {
  expect(verifyChain([], emptyHead.sha256)).toEqual({ fits: true, head: emptyHead });
  expect(verifyChain([], headOf(chainOf(['a'])).sha256)).toMatchObject({ fits: false, why: 'head' });
});

test('can be calculated by hand: digest of the digest before and the entry as canonical JSON', () => {
  const first = chained(emptyHead, { at: '2026-11-22', after: 'off' });
  const text = `${'0'.repeat(64)}{"fact":{"after":"off","at":"2026-11-22"},"seq":1}`;
  expect(first.sha256).toBe(createHash('sha256').update(text).digest('hex'));
});

test.each([
  [{ b: 1, a: [true, null, { d: 'x', c: undefined }] }, '{"a":[true,null,{"d":"x"}],"b":1}'],
  [{ ä: 1, z: 2, 'a"': 3, '10': 4, '9': 5 }, '{"10":4,"9":5,"a\\"":3,"z":2,"ä":1}'],
  ['\ud800 – “”', '"\\ud800 – “”"'],
  [[1e21, -0, 0.1], '[1e+21,0,0.1]'],
])('canonical JSON of %j', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test('the digest does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(digestOf(turned)).toBe(digestOf(value));
    }),
  );
});
