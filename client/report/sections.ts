import { showInstant } from '../show/instant.ts';
import { factsOf, type ReportData } from './data.ts';
import type { ReportedReference } from './fact-data.ts';
import { type Column, type Content, html, joined, list, type Markup, table } from './markup.ts';
import { actorLabel, decisionsIn, phaseLabel } from './standing.ts';
import { linkTo } from './step-sections.ts';

/** A part of the page: a heading without anything below it says nothing, so it is left out when it is empty. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly content: Markup;
}

/** What a person still has to see to. */
export function openItems(data: ReportData): Section {
  const { openItems: open, left } = data;
  const afterSeal = factsOf(data, 'sealed').length > 0 ? html`<small>not covered by the seal</small>` : '';
  const items = open.map(
    ({ title, phase, since, message, remedy, instruction, attention, evidence }) => html`<div class="open">
<p><span class="state">${attention ? 'Needs a person' : 'Not there yet'}:</span> ${title}, ${phaseLabel(phase)}, since ${showInstant(since)}</p>
<p>${message} ${remedy}</p>
${instruction === '' ? '' : html`<p>By hand: ${instruction}</p>`}
${seen(data, evidence)}
${afterSeal}</div>\n`,
  );
  return { id: 'open', heading: 'Open', content: html`${items}${part('Left after taking back', left)}` };
}

/** What the machine saw of it. */
function seen(data: ReportData, evidence: readonly ReportedReference[]): Content {
  const files = evidence.map(({ key }) => linkTo(data, key));
  return files.length === 0 ? '' : html`<p>Seen: ${joined(files, ', ')}</p>`;
}

function part(heading: string, items: readonly string[]): Content {
  return items.length === 0 ? '' : html`<h3>${heading}</h3>\n${list(items)}\n`;
}

const termColumns: readonly Column[] = [
  ['Term', 20],
  ['Value', 66],
  ['Clause', 14],
];

/** R6: each value beside the clause of the contract that says it; and what to look at twice. */
export function contract({ plan }: ReportData): Section {
  const terms = (plan?.terms ?? []).map(({ term, value, clause }) => [term, value, clause]);
  const twice = part('Looked at twice', plan?.remarks ?? []);
  const questions = (plan?.questions ?? []).map(({ text }) => text);
  return {
    id: 'contract',
    heading: 'Contract',
    content: html`${table(termColumns, terms)}${twice}${part('Who answers when, in an ordinary week', plan?.answering ?? [])}${part('Accepted by name with the approval', questions)}`,
  };
}

const timelineColumns: readonly Column[] = [
  ['When', 22],
  ['What', 78],
];

/** The story, line by line. */
export function timeline(data: ReportData): Section {
  const sealed = factsOf(data, 'sealed').at(-1)?.lines ?? Number.POSITIVE_INFINITY;
  const rows = data.timeline.map(({ at, text }, index) => [
    html`<time>${showInstant(at)}</time>`,
    index < sealed ? text : html`${text}<small>after the seal</small>`,
  ]);
  return { id: 'timeline', heading: 'Timeline', content: table(timelineColumns, rows) };
}

const decisionColumns: readonly Column[] = [
  ['When', 22],
  ['Question', 18],
  ['Answer', 11],
  ['Who (how proven)', 26],
  ['Why', 23],
];

/** Who decided what, how we know that it was them, and why. */
export function decisions(data: ReportData): Section {
  const rows = decisionsIn(data).map((answer) => {
    const { at, decision, choice, actor, reason = '', planHash } = answer;
    const why = reason || (planHash === undefined ? '' : `plan ${planHash}`);
    const doubt = data.unchained.decided.includes(answer) ? notChained(data) : '';
    return [showInstant(at), decision, choice, actorLabel(actor), html`${why}${doubt}`];
  });
  return {
    id: 'decisions',
    heading: 'Decisions',
    content: table(decisionColumns, rows),
  };
}

const messageColumns: readonly Column[] = [
  ['When', 22],
  ['By', 8],
  ['About', 20],
  ['Outcome', 11],
  ['Reference', 39],
];

/** What was said to people, and whether it surely went out. */
export function messages(data: ReportData): Section {
  const unchained = data.unchained.messages.map((message) => ({ ...message, at: undefined }));
  const rows = [...unchained, ...factsOf(data, 'message')].map(({ at, via, key, outcome, detail }) => [
    at === undefined ? '' : showInstant(at),
    via,
    subjectOf(key),
    outcome,
    html`${detail}${at === undefined ? notChained(data) : ''}`,
  ]);
  return {
    id: 'messages',
    heading: 'Messages',
    content: table(messageColumns, rows),
  };
}

/** Beside chained facts a reader must see which are none. */
function notChained({ chain }: ReportData): Content {
  return chain.length === 0 ? '' : html`<small>not in the evidence chain</small>`;
}

/** `harbor-dental/<run>/3-needs-attention` is about what stands at its end. */
function subjectOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1).replace(/^\d+-/, '');
}
