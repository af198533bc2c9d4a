import type { EvidenceReference } from '../../domain/evidence.ts';
import { emptyHead, verifyChain } from '../../domain/evidence-chain.ts';
import { LAYOUT, type RawReport, type ReportData, type ReportedFile } from './data.ts';
import { factLine, type PictureAddresses } from './evidence-sections.ts';
import { checkFacts } from './facts-check.ts';
import { addressesByKey, bytesAt, type ReportFile } from './file.ts';
import { isUnaltered, referencesIn } from './gather.ts';
import { checkHead, type Known } from './head-check.ts';
import { pageDifferences } from './page-check.ts';

/** What one look at a report gave. */
export interface Check {
  readonly name: string;
  readonly verdict: 'right' | 'wrong' | 'not-checked';
  readonly sentence: string;
  readonly details: readonly string[];
}

/** What was found out about a report. */
export interface Verification {
  /** `incomplete`: nothing wrong was found, but not everything could be looked at. */
  readonly verdict: 'right' | 'wrong' | 'incomplete';
  readonly entries: number;
  readonly head: string;
  readonly checks: readonly Check[];
}

/** Holds a report against itself, against its workflow where that is known, and against a head that somebody named. */
export function verifyReport(file: ReportFile, known: Known, named: string | undefined): Verification {
  const { raw } = file;
  const checks = [
    checkChain(file),
    ...(raw.chain.length === 0 ? [] : checkHead(raw.chain, known, named)),
    ...(file.data === undefined ? [unreadable(file)] : checkData(file, file.data, known)),
  ];
  return { verdict: overall(checks), entries: raw.chain.length, head: statedHead(raw), checks };
}

function overall(checks: readonly Check[]): Verification['verdict'] {
  if (checks.some(({ verdict }) => verdict === 'wrong')) return 'wrong';
  return checks.every(({ verdict }) => verdict === 'right') ? 'right' : 'incomplete';
}

function statedHead({ chain }: RawReport): string {
  return chain.at(-1)?.sha256 ?? emptyHead.sha256;
}

function checkChain({ raw, data }: ReportFile): Check {
  const name = 'Chain';
  const { chain } = raw;
  if (chain.length === 0)
    return { name, verdict: 'not-checked', sentence: 'The report holds no chain.', details: [] };
  const verdict = verifyChain(chain, statedHead(raw));
  if (verdict.fits) {
    const sentence = `All ${chain.length} entries fit each other.`;
    return { name, verdict: 'right', sentence, details: [] };
  }
  const fact = data?.chain[verdict.place - 1]?.fact;
  const details = fact === undefined ? [] : [`There stands: ${factLine(fact)}`];
  return { name, verdict: 'wrong', sentence: misfit(verdict), details };
}

function misfit(verdict: Exclude<ReturnType<typeof verifyChain>, { fits: true }>): string {
  switch (verdict.why) {
    case 'number':
      return `In place ${verdict.place} stands entry ${verdict.found}: entries are missing or in another order.`;
    case 'content':
      return `Entry ${verdict.place} was changed: its digest is another.`;
    case 'head':
      return `The chain ends in ${verdict.found}.`;
  }
}

function unreadable({ raw, unreadable: why }: ReportFile): Check {
  const name = 'Tables and pictures';
  if (raw.layout !== LAYOUT) {
    const sentence = `This version reads layout ${LAYOUT}; the file has layout ${raw.layout}. Use the version that made it.`;
    return { name, verdict: 'not-checked', sentence, details: [] };
  }
  return { name, verdict: 'wrong', sentence: 'Its data are not those of a report.', details: [why] };
}

function checkData(file: ReportFile, data: ReportData, known: Known): Check[] {
  return [checkPage(file, data), checkPictures(file, data), checkFacts(file.raw, data, known)];
}

function checkPage(file: ReportFile, data: ReportData): Check {
  const name = 'Tables';
  const details = pageDifferences(file, data);
  return details.length === 0
    ? { name, verdict: 'right', sentence: 'What the page shows is what its data say.', details }
    : { name, verdict: 'wrong', sentence: 'The page shows something else than its data say.', details };
}

function checkPictures(file: ReportFile, data: ReportData): Check {
  const name = 'Pictures';
  const references = referencesIn(data);
  const addresses = addressesByKey(file, data);
  const looks = references.map((reference, index) => look(data, reference, index + 1, addresses));
  const details = looks.flatMap(({ detail }) => detail ?? []);
  const wrong = looks.filter(({ verdict }) => verdict === 'wrong').length;
  if (wrong > 0) return { name, verdict: 'wrong', sentence: `${wrong} are not what was stored.`, details };
  const right = looks.filter(({ verdict }) => verdict === 'right').length;
  const sentence = `${right} of ${references.length} pictures and records are in the file, with the digests that the report names.`;
  return { name, verdict: 'right', sentence, details };
}

interface Look {
  readonly verdict: 'right' | 'wrong' | 'absent';
  readonly detail?: string;
}

/** What was not in the store when the report was made is absent, and the page says so. */
function look(
  data: ReportData,
  reference: EvidenceReference,
  number: number,
  addresses: PictureAddresses,
): Look {
  const { key } = reference;
  const stated = data.files[number - 1];
  const shown = stated?.same === undefined ? stated : data.files[stated.same - 1];
  const address = addresses.get(shown?.key ?? key);
  const bytes = address === undefined ? bytesOfText(shown?.text) : bytesAt(address);
  if (bytes !== undefined) {
    return isUnaltered(reference, bytes)
      ? { verdict: 'right' }
      : { verdict: 'wrong', detail: `E${number} has another digest: ${key}` };
  }
  return stated === undefined || isShownState(stated.state)
    ? { verdict: 'wrong', detail: `E${number} was taken out: ${key}` }
    : { verdict: 'absent', detail: `E${number} was not in the report (${stated.state}): ${key}` };
}

function isShownState(state: ReportedFile['state']): boolean {
  return state === 'picture' || state === 'text' || state === 'same';
}

function bytesOfText(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : Buffer.from(text);
}
