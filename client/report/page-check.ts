import type { ReportData } from './data.ts';
import { addressesByKey, type ReportFile } from './file.ts';
import { reportPage } from './page.ts';

/** How much of a line is shown on each side of where it differs. */
const BEFORE = 30;
const AFTER = 90;

/** Makes the page again from its data and says where it shows something else; empty where it does not. */
export function pageDifferences(file: ReportFile, data: ReportData): string[] {
  const expected = reportPage(data, addressesByKey(file, data));
  if (expected === file.html) return [];
  const [shown, wanted] = [sectionsOf(file.html), sectionsOf(expected)];
  const ids = [...new Set([...wanted, ...shown].map(({ id }) => id))];
  return ids.flatMap((id) => sectionDifference(id, textsOf(shown, id), textsOf(wanted, id)));
}

interface SectionText {
  readonly id: string;
  readonly text: string;
}

/** The page cut before each section; what comes before the first counts as one, too. */
function sectionsOf(page: string): SectionText[] {
  return page
    .split(/^(?=<section id=")/m)
    .map((text) => ({ id: /^<section id="([^"]*)"/.exec(text)?.[1] ?? 'top', text }));
}

function textsOf(sections: readonly SectionText[], wanted: string): string[] {
  return sections.filter(({ id }) => id === wanted).map(({ text }) => text);
}

function sectionDifference(id: string, shown: readonly string[], wanted: readonly string[]): string[] {
  const [one] = shown;
  const [other] = wanted;
  if (other === undefined) return [`Section “${id}”: a report has no such section.`];
  if (one === undefined) return [`Section “${id}” is missing.`];
  if (shown.length > 1) return [`Section “${id}” is there ${shown.length} times.`];
  return one === other ? [] : [`Section “${id}”: ${firstDifference(one, other)}`];
}

function firstDifference(shown: string, wanted: string): string {
  const [lines, others] = [shown.split('\n'), wanted.split('\n')];
  const at = lines.findIndex((line, index) => line !== others[index]);
  // All lines that are there are right: some at the end are not there.
  if (at < 0) return `lines are missing, the first: ${quoted(visible(others[lines.length] ?? ''))}`;
  const [line, other] = [visible(lines[at] ?? ''), visible(others[at] ?? '')];
  if (line === other) return `markup was changed near ${quoted(line.slice(0, AFTER))}`;
  const from = Math.max(0, firstDifferingPlace(line, other) - BEFORE);
  const cut = (text: string) => quoted(text.slice(from, from + BEFORE + AFTER));
  return `it shows ${cut(line)}, but its data say ${cut(other)}`;
}

function firstDifferingPlace(one: string, other: string): number {
  let place = 0;
  while (place < one.length && one[place] === other[place]) place += 1;
  return place;
}

/** A line as a reader sees it. */
function visible(line: string): string {
  return line
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}

function quoted(text: string): string {
  return text === '' ? 'nothing' : `“${text}”`;
}
