import type { Profile } from '../../../domain/profile.ts';
import { html, joined, type Markup } from '../../report/markup.ts';
import { showInstant } from '../../show/instant.ts';
import type { BoardEntry } from '../desk.ts';
import { instantIn } from '../when.ts';
import type { SameCause } from './same-cause.ts';
import { type Pressing, type StandingOnBoard, standingOnBoard } from './standing.ts';

/** What the board shows now, and to whom. */
export interface BoardView {
  readonly entries: readonly BoardEntry[];
  readonly causes: readonly SameCause[];
  readonly filter: BoardFilter;
  readonly people: Profile['people'];
  readonly now: Date;
  readonly formKey: Markup;
}

/** Which onboardings are wanted; empty fields want all. */
export interface BoardFilter {
  readonly text: string;
  readonly stage: string;
  readonly only: string;
}

type Row = BoardEntry & { readonly standing: StandingOnBoard | undefined };

/** All onboardings that run, the pressing ones first. */
export function boardPage(view: BoardView): Markup {
  const all = view.entries.map((entry) => ({
    ...entry,
    standing: entry.state && standingOnBoard(entry.state, view.now),
  }));
  const rows = all.filter((row) => isWanted(row, view.filter)).toSorted(byPressing);
  return html`<h1>Onboardings</h1>
${view.causes.map((cause) => causeForm(cause, view.formKey))}
${filterForm(view, all)}
<p class="quiet" role="status">${rows.length} of ${all.length} shown</p>
${rows.length === 0 ? html`<p class="said">None. Start one: <code>onboard start customers/&lt;id&gt;.yaml</code></p>` : html`<ul class="cards">${rows.map((row) => card(row, view.people))}</ul>`}`;
}

const order = { overdue: 0, soon: 1, calm: 2 } as const;

function byPressing(one: Row, other: Row): number {
  const rank = ({ standing }: Row) => order[standing?.pressing.kind ?? 'calm'];
  const date = ({ standing, listed }: Row) => standing?.next?.instant ?? listed.goLive ?? '9';
  return rank(one) - rank(other) || (date(one) < date(other) ? -1 : 1);
}

function isWanted({ listed, state, standing }: Row, { text, stage, only }: BoardFilter): boolean {
  const name = `${state?.customerName ?? ''} ${listed.customer}`.toLowerCase();
  if (!name.includes(text.toLowerCase())) return false;
  if (stage !== '' && (state?.stage ?? listed.stage) !== stage) return false;
  if (only === 'people') return (standing?.decisions.length ?? 0) > 0;
  return only !== 'pressing' || (standing?.pressing.kind ?? 'calm') !== 'calm';
}

function filterForm({ filter }: BoardView, rows: readonly Row[]): Markup {
  const stages = [...new Set(rows.flatMap(({ state, listed }) => state?.stage ?? listed.stage ?? []))];
  return html`<form class="filter" method="get" action="/" role="search" aria-label="Which onboardings">
<label>Customer<input type="search" name="text" value="${filter.text}"></label>
<label>Stage<select name="stage">${choice('', 'any', filter.stage)}${stages.toSorted().map((stage) => choice(stage, stage, filter.stage))}</select></label>
<label>Show<select name="only">${choice('', 'all', filter.only)}${choice('people', 'waiting for a person', filter.only)}${choice('pressing', 'overdue or due soon', filter.only)}</select></label>
<button class="plain">Show</button>
</form>`;
}

function choice(value: string, label: string, chosen: string): Markup {
  const selected = value === chosen ? html` selected` : '';
  return html`<option value="${value}"${selected}>${label}</option>`;
}

function card({ listed, state, standing }: Row, people: Profile['people']): Markup {
  const { customer, model = 'model not known' } = listed;
  if (state === undefined || standing === undefined) {
    return html`<li class="card"><h2><a href="/onboardings/${customer}">${customer}</a></h2>
<p>${model} · ${listed.stage ?? 'starting'}</p><p class="quiet">It does not answer now; its worker may be down.</p></li>\n`;
  }
  const { progress, next, pressing, waitsFor, since, blocking } = standing;
  const zone = state.plan?.goLive.zone ?? 'UTC';
  const names = blocking.map((id) => people.find((person) => person.id === id)?.name ?? id);
  return html`<li class="card ${pressing.kind}"><h2><a href="/onboardings/${customer}">${state.customerName}</a></h2>
${badge(pressing)}
<dl>
<dt>Stage</dt><dd>${state.stage} · ${model}</dd>
<dt>Progress</dt><dd>${progressWords(progress)}</dd>
<dt>Next date</dt><dd>${next === undefined ? 'not resolved yet' : html`${next.what}: ${instantIn(next.instant, zone)}`}</dd>
<dt>Waits for</dt><dd>${waiting(customer, standing, waitsFor)} <span class="quiet">since ${showInstant(since)}</span></dd>
<dt>On whom</dt><dd>${names.length === 0 ? 'nobody: it goes on by itself' : names.join(', ')}</dd>
</dl></li>\n`;
}

function waiting(customer: string, { decisions }: StandingOnBoard, otherwise: string): Markup {
  if (decisions.length === 0) return html`${otherwise}`;
  const links = decisions.map(
    ({ id, title }) =>
      html`<a href="/onboardings/${customer}/decisions/${encodeURIComponent(id)}">${title}</a>`,
  );
  return joined(links, '; ');
}

function progressWords({ settled, of }: StandingOnBoard['progress']): Markup {
  if (of === 0) return html`no plan yet`;
  return html`${settled}/${of} settled <progress value="${settled}" max="${of}" aria-label="${settled} of ${of} steps settled"></progress>`;
}

/** The word, in a colour of its own. */
export function badge({ kind, words }: Pressing): Markup {
  return kind === 'calm' ? html`` : html`<p class="badge ${kind}">${words}</p>`;
}

function causeForm({ cause, system, affected, choices }: SameCause, formKey: Markup): Markup {
  const boxes = affected.map(
    ({ customer, name, decision }) =>
      html`<label class="box"><input type="checkbox" name="about" value="${JSON.stringify([customer, decision.id, decision.revision])}" checked>${name}: ${decision.title}</label>\n`,
  );
  const buttons = choices.map(({ id, label }) => html`<button name="choice" value="${id}">${label}</button>`);
  return html`<form class="card cause" method="post" action="/same-cause">${formKey}
<h2>${affected.length} questions with the same cause: ${system}</h2>
<p>${affected[0]?.decision.ask ?? cause}</p>
<fieldset><legend>Answer for</legend>
${boxes}</fieldset>
<p class="buttons">${buttons}</p>
</form>
`;
}
