import type { Decision, DecisionFact, DecisionOption, Remark } from '../../../domain/decisions.ts';
import type { EvidenceReference } from '../../../domain/evidence.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { type Content, html, type Markup } from '../../report/markup.ts';
import { showInstant } from '../../show/instant.ts';
import type { Viewer } from '../desk.ts';
import { codeForm, isCodeEnough } from '../link/pages.ts';
import { instantIn, spanWords } from '../when.ts';
import { mayRemark, whyNot } from './may.ts';
import { pictureWords } from './pictures.ts';

/** One decision, as one person sees it. */
export interface DecisionView {
  readonly state: OnboardingState;
  readonly decision: Decision;
  readonly viewer: Viewer;
  /** Its onboarding’s page, for whoever may see more than this decision. */
  readonly home?: string;
  /** Where its forms go, and where its pictures are: below its own address. */
  readonly action: string;
  readonly pictures: readonly EvidenceReference[];
  /** `next nudge Tue 2026-12-08 09:00, then to pat`. */
  readonly nudge: string;
  /** Where a proof is given that is enough for anything, and from where one comes back; none where it is not set up. */
  readonly strongSignIn?: string;
  readonly now: Date;
  readonly formKey: Markup;
}

/** The question, what to know, and the answers that there are. */
export function decisionPage(view: DecisionView): Markup {
  const { state, decision, home } = view;
  const name = home === undefined ? state.customerName : html`<a href="${home}">${state.customerName}</a>`;
  return html`<p class="kind">${name}</p>
<h1>${decision.title}</h1>
<p class="ask">${decision.ask}</p>
${terms(view)}
${facts(decision.facts)}
${byHand(decision.byHand)}
${pictures(view)}
${answers(view)}
${talk(view)}`;
}

function terms({ state, decision, now, nudge }: DecisionView): Markup {
  const { since, deadline, withoutAnswer } = decision;
  const zone = state.plan?.goLive.zone ?? 'UTC';
  const late =
    deadline !== undefined && Date.parse(deadline) <= now.getTime()
      ? html` <strong class="badge overdue">Overdue for ${spanWords(now.getTime() - Date.parse(deadline))}</strong>`
      : '';
  return html`<dl>
<dt>Asked</dt><dd>${showInstant(since)}, ${spanWords(now.getTime() - Date.parse(since))} ago</dd>
${deadline === undefined ? '' : html`<dt>Until</dt><dd>${instantIn(deadline, zone)}${late}</dd>`}
${withoutAnswer === undefined ? '' : html`<dt>Without an answer</dt><dd>${withoutAnswer}</dd>`}
<dt>Reminders</dt><dd>${nudge}</dd>
</dl>`;
}

function facts(known: readonly DecisionFact[]): Markup {
  if (known.length === 0) return html``;
  const rows = known.map((fact, index) => {
    const same = known[index - 1]?.label === fact.label;
    return html`${same ? '' : html`<dt>${fact.label}</dt>`}<dd>${factWords(fact)}</dd>\n`;
  });
  return html`<section><h2>What to know</h2>\n<dl>${rows}</dl></section>`;
}

function factWords({ value, clause, link }: DecisionFact): Markup {
  const said = link === undefined ? value : linked(link, value);
  return html`${said}${clause === undefined ? '' : html` <span class="quiet">${clause}</span>`}`;
}

/** Addresses come from customer files: only those of pages become links. */
function linked(address: string, words: string): Content {
  const { protocol } = URL.parse(address) ?? { protocol: '' };
  if (protocol !== 'https:' && protocol !== 'http:') return words;
  return html`<a href="${address}" rel="noreferrer" target="_blank">${words}</a>`;
}

function byHand(instruction: string): Markup {
  if (instruction === '') return html``;
  return html`<section><h2>By hand</h2>
<p class="quiet" id="copy">One click or a long press selects all of it.</p>
<pre class="copy" tabindex="0" aria-describedby="copy">${instruction}</pre></section>`;
}

function pictures({ pictures: shown, action }: DecisionView): Markup {
  if (shown.length === 0) return html``;
  const figures = shown.map((picture) => {
    const address = `${action}/pictures/${picture.sha256}`;
    const words = pictureWords(picture);
    return html`<figure><figcaption>${words}</figcaption><a href="${address}"><img src="${address}" alt="Screenshot: ${words}" loading="lazy"></a></figure>\n`;
  });
  return html`<section><h2>Pictures</h2>\n<div class="pictures">${figures}</div></section>`;
}

function answers(view: DecisionView): Markup {
  const { state, decision, viewer } = view;
  const bar = whyNot(decision.rule, state, viewer);
  if (bar !== undefined)
    return html`<section><h2>Answers</h2><p class="said">${bar.why}</p>${bar.needsProof ? betterProof(view) : ''}</section>`;
  const options = decision.options.filter(({ id }) => id !== 'ask-back');
  if (options.length === 0) return html``;
  return html`<section><h2>Answers</h2>\n${options.map((option) => optionForm(view, option))}</section>`;
}

/** The way to a proof that is enough, and back here. */
function betterProof({ decision, action, home, formKey, strongSignIn }: DecisionView): Markup {
  if (strongSignIn !== undefined) return html`<p><a class="button" href="${strongSignIn}">Sign in</a></p>`;
  if (!isCodeEnough(decision.rule.minimumProof))
    return html`<p>Nothing that proves enough is set up: have whoever runs this set web.oidc.</p>`;
  return home === undefined
    ? codeForm(formKey, action)
    : html`<p>Open the link in your mail and have a code mailed to you.</p>`;
}

function optionForm(view: DecisionView, option: DecisionOption): Markup {
  const { id, label, effect, needsReason, weighty } = option;
  const { accepts } = view.decision;
  const boxes = id === 'approve' ? accepts : [];
  return html`<form class="card option" method="post" action="${view.action}">${hidden(view, id)}
<h3>${label}</h3>
<p id="effect-${id}">${effect}</p>
${boxes.map((box) => html`<label class="box"><input type="checkbox" name="accept" value="${box.id}" required>I accept: ${box.text}</label>\n`)}
${needsReason ? html`<label>Why<textarea name="reason" rows="2" required></textarea></label>` : ''}
${weighty ? html`<label class="box"><input type="checkbox" name="sure" required>I have read this page and mean it.</label>` : ''}
<button class="${weighty ? 'weighty' : ''}" aria-describedby="effect-${id}">${label}</button>
</form>
`;
}

function hidden({ formKey, state, decision }: DecisionView, choice: string): Markup {
  return html`${formKey}<input type="hidden" name="revision" value="${decision.revision}"><input type="hidden" name="round" value="${state.revision}"><input type="hidden" name="remarks" value="${decision.remarks.length}"><input type="hidden" name="choice" value="${choice}">`;
}

function talk(view: DecisionView): Markup {
  const { state, decision, viewer, action } = view;
  const { remarks, rule } = decision;
  const may = mayRemark(rule, state, viewer);
  if (!may && remarks.length === 0) return html``;
  const asks = remarks.at(-1)?.kind !== 'asked-back';
  const own = viewer.person === state.requestedBy;
  const replies = !asks || own;
  const [choice, heading, hint] = replies
    ? ['reply', 'Reply', 'Whoever may decide reads it; the decision stays open.']
    : [
        'ask-back',
        'Ask back',
        'Your question goes to whoever started the onboarding; the decision stays open.',
      ];
  const form = html`<form class="card" method="post" action="${action}">${hidden(view, choice)}
<h3>${heading}</h3><p id="remark-hint">${hint}</p>
<label>Your words<textarea name="reason" rows="3" required></textarea></label>
<button class="plain" aria-describedby="remark-hint">${heading}</button>
</form>`;
  return html`<section><h2>Asked back</h2>
${remarks.length === 0 ? '' : html`<ol class="talk">${remarks.map(remarkLine)}</ol>`}
${may ? form : ''}</section>`;
}

function remarkLine({ kind, by, text, at }: Remark): Markup {
  return html`<li><strong>${by}</strong> ${kind === 'reply' ? 'replied' : 'asked'} <span class="quiet">${showInstant(at)}</span><p>${text}</p></li>\n`;
}

/** What became of a decision that is no longer open in that revision. */
export function closedPage(
  state: OnboardingState,
  id: string,
  revision: string | undefined,
  back: Markup,
): Markup {
  const given = state.answers.findLast(
    (answer) =>
      answer.id === id &&
      (revision === undefined || answer.revision === revision) &&
      answer.choice !== 'ask-back' &&
      answer.choice !== 'reply',
  );
  const words =
    given === undefined
      ? 'It is no longer asked, and nobody answered it: it settled itself, or something else is asked by now.'
      : `${given.by} answered “${given.choice}” at ${showInstant(given.at)}${given.reason === undefined ? '.' : `: ${given.reason}`}`;
  return html`<p class="kind">${state.customerName}</p>
<h1>No longer open</h1>
<p class="said">${words}</p>
<p>${back}</p>`;
}
