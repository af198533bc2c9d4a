import { isPicture } from '../../domain/evidence.ts';
import { showInstant } from '../show/instant.ts';
import type { ReportData, ReportedFile } from './data.ts';
import type { ReportedFact, ReportedReference } from './fact-data.ts';
import { referencesIn } from './gather.ts';
import { type Column, type Content, html, joined, type Markup, table } from './markup.ts';
import type { Section } from './sections.ts';
import { actorLabel, outcomeLabel, phaseLabel } from './standing.ts';
import { linkTo, numberOf } from './step-sections.ts';

/** Pictures as they stand in the page: `data:` addresses by key. */
export type PictureAddresses = ReadonlyMap<string, string>;

/** Every picture, grouped by the visit that took it. */
export function pictures(data: ReportData, addresses: PictureAddresses): Section {
  const shown = data.files.filter(({ state, key }) => state === 'picture' || isAbsentPicture(state, key));
  const visits = [...new Set(shown.map(({ key }) => folderOf(key)))];
  const parts = visits.map((visit) => {
    const figures = shown
      .filter(({ key }) => folderOf(key) === visit)
      .map((file) => figure(data, file, addresses.get(file.key)));
    return html`<h3>${visitWords(data, visit)}</h3>\n<div class="pictures">\n${figures}</div>\n`;
  });
  return { id: 'pictures', heading: 'Pictures', content: html`${parts}` };
}

/** Bodies and requests: small texts as they were stored. */
export function records(data: ReportData): Section {
  const shown = data.files.filter(({ state, key }) => state !== 'picture' && !isAbsentPicture(state, key));
  const parts = shown.map((file) => {
    const content = file.text === undefined ? absent(file) : html`<pre>${file.text}</pre>`;
    return html`<div class="record" id="e${numberOf(data, file.key)}">${caption(data, file)}${content}</div>\n`;
  });
  return { id: 'records', heading: 'Records of what was read and sent', content: html`${parts}` };
}

function isAbsentPicture(state: ReportedFile['state'], key: string): boolean {
  return state !== 'text' && isPicture(key);
}

function figure(data: ReportData, file: ReportedFile, address: string | undefined): Markup {
  const content =
    file.state !== 'picture' || address === undefined
      ? absent(file)
      : html`<img src="${address}" alt="${fileWords(file.key)}">`;
  return html`<figure id="e${numberOf(data, file.key)}">\n<figcaption>${caption(data, file)}</figcaption>\n${content}\n</figure>\n`;
}

function caption(data: ReportData, { key }: ReportedFile): Markup {
  const reference = referencesIn(data).find((one) => one.key === key);
  const size = reference?.size === undefined ? '' : `, ${reference.size} bytes`;
  return html`<strong>E${numberOf(data, key)} · ${fileWords(key)}</strong> · ${joined(entriesWith(data, key), ', ')}<small class="digest">SHA-256 ${reference?.sha256}${size}</small>`;
}

function entriesWith({ chain, openItems }: ReportData, key: string): Markup[] {
  const entries = chain
    .filter(({ fact }) => evidenceOf(fact).some((reference) => reference.key === key))
    .map(({ seq }) => html`<a href="#entry-${seq}">entry ${seq}</a>`);
  const isOpen = openItems.some(({ evidence }) => evidence.some((reference) => reference.key === key));
  return isOpen ? [...entries, html`<a href="#open">open</a>`] : entries;
}

function absent({ state, same }: ReportedFile): Markup {
  if (same !== undefined) return html`<p class="absent">The same as <a href="#e${same}">E${same}</a>.</p>`;
  return html`<p class="absent">${absence(state)}</p>`;
}

function absence(state: ReportedFile['state']): string {
  switch (state) {
    case 'missing':
      return 'It was not found in the evidence store when this report was made.';
    case 'altered':
      return 'What lies in the evidence store is not what was stored: its digest is another. It is not shown.';
    case 'not-shown':
    case 'picture':
    case 'text':
    case 'same':
      return 'Too long or of no kind that can be shown: look in the evidence store.';
  }
}

/** What the visit was about, as the entries and open steps say that name its evidence; and its folder in the store. */
function visitWords({ chain: entries, openItems }: ReportData, folder: string): Markup {
  const steps = [...entries.flatMap(({ fact }) => (fact.kind === 'settled' ? [fact] : [])), ...openItems];
  const about = steps.flatMap(({ title, phase, evidence }) =>
    evidence.some(({ key }) => folderOf(key) === folder) ? [`${title}, ${phaseLabel(phase)}`] : [],
  );
  return html`${[...new Set(about)].join('; ')}<small>${folder}</small>`;
}

function folderOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}

/** `03-vip-users-before.png` shows “vip users before”. */
function fileWords(key: string): string {
  const name = key.slice(key.lastIndexOf('/') + 1).replace(/\.[a-z]+$/, '');
  return name.replace(/^\d+-/, '').replaceAll('-', ' ');
}

function evidenceOf(fact: ReportedFact): readonly ReportedReference[] {
  return fact.kind === 'settled' ? fact.evidence : [];
}

const chainColumns: readonly Column[] = [
  ['No.', 5],
  ['When', 15],
  ['What', 45],
  ['SHA-256 of the entry before and of this one', 35],
];

/** Every entry with its digest: what cannot be changed without being seen. */
export function chain(data: ReportData): Section {
  const rows = data.chain.map(({ seq, fact, sha256 }) => [
    html`<span id="entry-${seq}">${seq}</span>`,
    showInstant(fact.at),
    factWords(data, fact),
    html`<span class="digest">${sha256}</span>`,
  ]);
  return {
    id: 'chain',
    heading: 'Evidence chain',
    content: table(chainColumns, rows),
  };
}

function factWords(data: ReportData, fact: ReportedFact): Content {
  // A step may name the same file more than once: what it found first may be what it was written from.
  const keys = new Set(evidenceOf(fact).map(({ key }) => key));
  const files = [...keys].map((key) => linkTo(data, key));
  return files.length === 0 ? factLine(fact) : html`${factLine(fact)}<small>${joined(files, ', ')}</small>`;
}

/** A fact in one line. */
export function factLine(fact: ReportedFact): string {
  switch (fact.kind) {
    case 'opened':
      return `Onboarding of ${fact.customerName} opened, requested by ${fact.requestedBy}`;
    case 'settled': {
      const { title, phase, before, after, reason, actor } = fact;
      const values =
        after === undefined ? (reason ?? '') : before === undefined ? after : `${before} → ${after}`;
      return `${title}, ${phaseLabel(phase)}: ${outcomeLabel(fact)}; ${values}; by ${actorLabel(actor)}`;
    }
    case 'decided':
      return `${fact.decision}: ${fact.choice}; by ${actorLabel(fact.actor)}`;
    case 'message':
      return `Message by ${fact.via}: ${fact.outcome}`;
    case 'sealed':
      return `Sealed: ${fact.ended.kind}; the plan and ${fact.lines} lines of the timeline`;
  }
}
