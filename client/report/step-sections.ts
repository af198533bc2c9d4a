import { showInstant } from '../show/instant.ts';
import type { ReportData } from './data.ts';
import type { ReportedSettlement } from './fact-data.ts';
import { type Column, type Content, html, joined, type Markup, table } from './markup.ts';
import type { Section } from './sections.ts';
import { actorLabel, outcomeLabel, phaseLabel, type StepStanding, standings } from './standing.ts';

const stepColumns: readonly Column[] = [
  ['Step', 22],
  ['Outcome', 16],
  ['Before → after', 28],
  ['By whom, when', 17],
  ['Evidence', 17],
];

/** Each step with its rules, what became of it, who did it and what proves it; phase by phase. */
export function steps(data: ReportData): Section {
  const all = standings(data);
  const phases = [...new Set(all.map(({ phase }) => phase))];
  const parts = phases.map((phase) => {
    const rows = all.filter((row) => row.phase === phase).map((row) => stepRow(data, row));
    return html`<h3>${capitalized(phaseLabel(phase))}</h3>\n${table(stepColumns, rows)}\n`;
  });
  return { id: 'steps', heading: 'Steps', content: html`${parts}` };
}

function stepRow(data: ReportData, row: StepStanding): readonly Content[] {
  return [
    html`${row.title}<small>${row.rules.join(', ')} · ${row.system}</small>`,
    html`<span class="state">${mark(row)} ${stateOf(row)}</span>${reasonOf(row.settled)}`,
    beforeAfter(row),
    byWhom(row.settled),
    proof(data, row),
  ];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function stateOf({ settled, waits }: StepStanding): string {
  return settled === undefined ? waits : outcomeLabel(settled);
}

/** A sign beside the words, to be found at a glance. */
function mark({ settled, waits }: StepStanding): string {
  switch (settled?.outcome) {
    case 'changed':
    case 'unchanged':
    case 'confirmed-by-hand':
      return '✓';
    case undefined:
      return waits === 'needs a person' ? '!' : '…';
    case 'reopened':
      return '!';
    case 'waived':
    case 'taken-back':
    case 'left':
      return '–';
  }
}

function reasonOf(settled: ReportedSettlement | undefined): Content {
  return settled?.reason === undefined ? '' : html`<small>${settled.reason}</small>`;
}

function beforeAfter({ settled, found, wanted }: StepStanding): Content {
  if (settled === undefined) return html`${found ?? 'not read'} <small>wanted: ${wanted}</small>`;
  const { before, after, readBack } = settled;
  if (after === undefined) return before ?? found ?? 'not read';
  const changed = before !== after && settled.outcome !== 'unchanged';
  const words = changed ? `${before ?? found ?? 'not read'} → ${after}` : after;
  return html`${words}<small>${readBack === undefined ? 'nobody could look' : readBackWords(after, readBack)}</small>`;
}

function readBackWords(after: string, readBack: string): string {
  return readBack === after ? 'read back' : `read back: ${readBack}`;
}

function byWhom(settled: ReportedSettlement | undefined): Content {
  if (settled === undefined) return '';
  return html`${actorLabel(settled.actor)}<small>${showInstant(settled.at)}</small>`;
}

/** Links to the entries of the chain and to what they name. */
function proof(data: ReportData, { settled, entries, evidence }: StepStanding): Content {
  const toEntries = entries.map((seq) => html`<a href="#entry-${seq}">entry ${seq}</a>`);
  const toFiles = [...new Set(evidence.map(({ key }) => key))].map((key) => linkTo(data, key));
  const doubt = settled !== undefined && entries.length === 0 && data.chain.length > 0;
  return doubt ? html`<small>not in the evidence chain</small>` : joined([...toEntries, ...toFiles], ', ');
}

/** The place of a piece of evidence in the page; its number is its place among all. */
export function numberOf({ files }: ReportData, key: string): number {
  return files.findIndex((file) => file.key === key) + 1;
}

export function linkTo(data: ReportData, key: string): Markup {
  const number = numberOf(data, key);
  return html`<a href="#e${number}">E${number}</a>`;
}

const differenceColumns: readonly Column[] = [
  ['Setting', 22],
  ['Found first', 20],
  ['Wanted', 29],
  ['Now', 29],
];

/** What each system held before, what was wanted, and what it holds now. */
export function differences(data: ReportData): Section {
  const all = standings(data);
  const systems = [...new Set(all.map(({ system }) => system))];
  const parts = systems.map((system) => {
    const rows = all
      .filter((row) => row.system === system)
      .map((row) => [
        html`${row.title}<small>${phaseLabel(row.phase)}</small>`,
        row.found ?? 'not read',
        row.wanted ?? '',
        nowOf(row),
      ]);
    return html`<h3>${system}</h3>\n${table(differenceColumns, rows)}\n`;
  });
  return { id: 'differences', heading: 'Difference per system', content: html`${parts}` };
}

function nowOf({ settled, waits }: StepStanding): string {
  if (settled === undefined) return waits;
  const { outcome, after, readBack } = settled;
  if (readBack !== undefined) return readBack;
  return after === undefined
    ? outcomeLabel(settled)
    : `${after} (${outcome === 'confirmed-by-hand' ? 'said, not seen' : 'not seen'})`;
}
