import { showGoLive } from '../../../domain/go-live.ts';
import { catalogue, stepIds, systemOf, systemTitles } from '../../../domain/steps/catalogue.ts';
import type { StepId } from '../../../domain/steps/step.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import type { Onboarding } from '../../onboarding-client.ts';
import { html, joined, type Markup } from '../../report/markup.ts';
import { showInstant } from '../../show/instant.ts';
import { endWords, type Standing, standingOf, standingWords } from '../../show/outcome.ts';
import { waitingOf } from '../../show/waiting.ts';
import { badge } from '../board/page.ts';
import { standingOnBoard } from '../board/standing.ts';
import { instantIn } from '../when.ts';

/** One onboarding, as one person sees it. */
export interface OnboardingView extends Onboarding {
  readonly now: Date;
  /** The name of somebody in the profile. */
  readonly nameOf: (person: string) => string;
  /** When somebody is reminded next, by the decision’s id. */
  readonly nudges: ReadonlyMap<string, string>;
  /** What this person may ask for. */
  readonly wishes: Markup;
}

/** Where it stands, what it asks, what was done, what this person may do. */
export function onboardingPage(view: OnboardingView): Markup {
  const { state } = view;
  const standing = standingOnBoard(state, view.now);
  return html`<h1>${state.customerName}</h1>
${badge(standing.pressing)}
${head(view, standing.since)}
${decisions(view)}
${view.wishes}
${steps(state)}
${answers(state)}
${timeline(state)}`;
}

function head({ state, closedAs, now, nameOf }: OnboardingView, since: string): Markup {
  const { plan, hold, stage, stageSince, outcome } = state;
  const { waitsFor, blocking, next, progress } = standingOnBoard(state, now);
  const zone = plan?.goLive.zone ?? 'UTC';
  const ended = outcome !== undefined ? endWords(outcome) : endedOutside(closedAs);
  const waits = html`<dt>Waits for</dt><dd>${waitsFor} <span class="quiet">since ${showInstant(since)}</span></dd>
<dt>On whom</dt><dd>${blocking.length === 0 ? 'nobody: it goes on by itself' : blocking.map(nameOf).join(', ')}</dd>
<dt>What happens next</dt><dd>${waitingOf(state).next}</dd>`;
  return html`<dl>
<dt>Stage</dt><dd>${stage} <span class="quiet">since ${showInstant(stageSince)}</span></dd>
${ended === undefined ? waits : html`<dt>Ended</dt><dd>${ended}</dd>`}
${hold === undefined ? '' : html`<dt>On hold</dt><dd>by ${nameOf(hold.by)} since ${showInstant(hold.at)}: ${hold.reason}</dd>`}
<dt>Go-live</dt><dd>${plan === undefined ? 'not resolved yet' : showGoLive(plan.goLive)}</dd>
${next === undefined ? '' : html`<dt>Next date</dt><dd>${next.what}: ${instantIn(next.instant, zone)}</dd>`}
<dt>Progress</dt><dd>${progress.settled}/${progress.of} settled</dd>
<dt>Started</dt><dd>by ${nameOf(state.requestedBy)}, ${showInstant(state.startedAt)}</dd>
</dl>`;
}

function endedOutside(closedAs: string | undefined): string | undefined {
  if (closedAs === undefined) return undefined;
  return `From outside: Temporal says ${closedAs}. Nothing was taken back.`;
}

function decisions({ state, now, nameOf, nudges }: OnboardingView): Markup {
  const { decisions: open } = standingOnBoard(state, now);
  if (open.length === 0) return html`<section><h2>Decisions</h2><p>None is open.</p></section>`;
  const cards = open.map(({ id, title, ask, since, rule, urgent }) => {
    const who = [...rule.mayDecide, ...rule.deputies].map(nameOf).join(', ') || 'nobody yet';
    return html`<li class="card"><h3><a href="/onboardings/${state.customerId}/decisions/${encodeURIComponent(id)}">${title}</a></h3>
${urgent ? html`<p class="badge overdue">Urgent</p>` : ''}<p>${ask}</p>
<p class="quiet">Since ${showInstant(since)} · ${who} · ${nudges.get(id)}</p></li>\n`;
  });
  return html`<section><h2>Decisions</h2>\n<ul class="cards">${cards}</ul></section>`;
}

function steps(state: OnboardingState): Markup {
  const wanted = stepIds.filter((step) => state.plan?.lines.some((line) => line.step === step) ?? true);
  const rows = wanted.map(
    (step) =>
      html`<tr><th scope="row">${catalogue[step].title} <span class="quiet">${catalogue[step].rules.join(', ')} · ${systemTitles[systemOf(step)]}</span></th>${cell(state, step, 'preparation')}${cell(state, step, 'live')}</tr>\n`,
  );
  return html`<section><h2>Steps</h2>
<table><thead><tr><th scope="col">Step</th><th scope="col">Before go-live</th><th scope="col">At go-live</th></tr></thead>
<tbody>${rows}</tbody></table></section>`;
}

const signs: { readonly [Kind in Standing['kind']]: string } = {
  settled: '✓',
  'needs-a-person': '!',
  'looked-for-again': '…',
  'to-come': '○',
  'nothing-wanted': '',
};

function cell(state: OnboardingState, step: StepId, phase: 'preparation' | 'live'): Markup {
  const standing = standingOf(state, step, phase);
  const label = phase === 'live' ? 'At go-live' : 'Before go-live';
  return html`<td data-label="${label}" class="${standing.kind}"><span aria-hidden="true">${signs[standing.kind]}</span> ${standingWords(standing)}</td>`;
}

function answers({ answers: given }: OnboardingState): Markup {
  if (given.length === 0) return html``;
  const lines = given.map(
    ({ at, decision, choice, by, provenBy, reason }) =>
      html`<li><strong>${decision}: ${choice}</strong> by ${by} <span class="quiet">${provenBy} · ${showInstant(at)}</span>${reason === undefined ? '' : html`<p>${reason}</p>`}</li>\n`,
  );
  return html`<section><h2>Answers</h2>\n<ol class="talk">${lines}</ol></section>`;
}

/** The last lines are what people ask for; all of it is one click away. */
const LINES = 12;

function timeline({ timeline: entries }: OnboardingState): Markup {
  const lines = entries.map(
    ({ at, text }) => html`<li><time datetime="${at}">${showInstant(at)}</time> ${text}</li>\n`,
  );
  const before = lines.slice(0, -LINES);
  const earlier = html`<details><summary>${before.length} earlier lines</summary><ol class="story">${joined(before, '')}</ol></details>`;
  return html`<section><h2>Timeline</h2>
${before.length === 0 ? '' : earlier}
<ol class="story">${lines.slice(-LINES)}</ol></section>`;
}
