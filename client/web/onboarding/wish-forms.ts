import { isProofEnough, type Question } from '../../../domain/decisions.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { html, type Markup } from '../../report/markup.ts';
import { undoParts } from '../../show/undo.ts';
import { whyNot } from '../decision/may.ts';
import type { Viewer } from '../desk.ts';

interface WishForm {
  readonly path: string;
  readonly heading: string;
  readonly effect: string;
  readonly needsReason: boolean;
}

/** What a person may ask for without being asked: only what they may, and only what makes sense now. */
export function wishForms(state: OnboardingState, viewer: Viewer, formKey: Markup): Markup {
  const forms = wishesOpenTo(state, viewer);
  if (forms.length === 0) return html``;
  const cards = forms.map((form) => card(state, form, formKey));
  return html`<section><h2>What you may do</h2>\n${cards}</section>`;
}

function wishesOpenTo(state: OnboardingState, viewer: Viewer): WishForm[] {
  if (state.outcome !== undefined || state.stage === 'cancelling') return [];
  const live = state.goneLiveAt !== undefined;
  const holdable = !live && state.stage !== 'resolving' && state.stage !== 'already-live';
  return [
    ...(holdable && state.hold === undefined && may(state, 'openStep', viewer) ? [hold] : []),
    ...(!live && state.hold !== undefined && mayRelease(state, viewer) ? [release] : []),
    ...(holdable && may(state, 'contractTerms', viewer) ? [move] : []),
    ...(!live && state.approved !== undefined && may(state, 'contractTerms', viewer) ? [withdraw] : []),
    ...(may(state, live ? 'endAfterLive' : 'contractTerms', viewer) ? [live ? end : cancel] : []),
  ];
}

/** Whether the wish is open to them: the requester may stop and move things, but not approve. */
function may({ plan }: OnboardingState, question: Question, { person, provenBy }: Viewer): boolean {
  const rule = plan?.rules[question];
  if (rule === undefined || !isProofEnough(provenBy, rule.minimumProof)) return false;
  return [...rule.mayDecide, ...rule.deputies].includes(person);
}

function mayRelease(state: OnboardingState, viewer: Viewer): boolean {
  const rule = state.plan?.rules.contractTerms;
  return rule !== undefined && whyNot(rule, state, viewer) === undefined;
}

const hold: WishForm = {
  path: 'hold',
  heading: 'Hold',
  effect: 'Preparation goes on, but it does not go live until somebody releases it.',
  needsReason: true,
};
const release: WishForm = {
  path: 'release',
  heading: 'Release',
  effect: 'It goes live by itself as planned. If its instant has passed, somebody must say so first.',
  needsReason: false,
};
const withdraw: WishForm = {
  path: 'withdraw',
  heading: 'Withdraw the approval',
  effect: 'Nothing more is written until the plan is approved again.',
  needsReason: true,
};
const cancel: WishForm = {
  path: 'cancel',
  heading: 'Cancel',
  effect: 'What was changed is taken back, newest first, then it ends. Per-incident stays off.',
  needsReason: true,
};
const end: WishForm = {
  path: 'cancel',
  heading: 'Ask to end it',
  effect: 'The customer is live: somebody else has to agree before it is taken off the help desk again.',
  needsReason: true,
};
const move: WishForm = { path: 'reschedule', heading: 'Move the go-live', effect: '', needsReason: false };

function card(state: OnboardingState, form: WishForm, formKey: Markup): Markup {
  const { path, heading, effect, needsReason } = form;
  const action = `/onboardings/${state.customerId}/${path}`;
  if (form === move) return dateForm(state, action);
  return html`<details class="card"><summary>${heading}</summary>
<form method="post" action="${action}">${formKey}<input type="hidden" name="seen" value="${state.timeline.length}">${form === withdraw ? approvedPlan(state) : ''}
<p>${effect}</p>${path === 'cancel' ? whatGoesBack(state) : ''}
${needsReason ? html`<label>Why<textarea name="reason" rows="2" required></textarea></label>` : ''}
${path === 'cancel' ? html`<label class="box"><input type="checkbox" name="sure" required>I have read what goes back and mean it.</label>` : ''}
<button>${heading}</button>
</form></details>
`;
}

/** Nothing dangerous without showing first what it does. */
function whatGoesBack(state: OnboardingState): Markup {
  const { back, stays } = undoParts(state);
  if (back.length + stays.length === 0) return html`<p>Nothing was changed so far.</p>`;
  return html`<ul>${[...back, ...stays].map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** The plan whose approval was on the page: one that was approved since is not withdrawn. */
function approvedPlan({ approved }: OnboardingState): Markup {
  return html`<input type="hidden" name="plan" value="${approved?.hash ?? ''}">`;
}

/** Nothing is moved yet: the next page shows the instant. */
function dateForm({ plan }: OnboardingState, action: string): Markup {
  return html`<details class="card"><summary>${move.heading}</summary>
<form method="get" action="${action}">
<p>On the customer’s calendar and clocks${plan === undefined ? '' : ` (${plan.goLive.zone})`}. The next page shows the instant before anything is moved.</p>
<label>Date<input type="date" name="date" value="${plan?.goLive.localDate ?? ''}" required></label>
<label>Time<input type="time" name="time" value="${plan?.goLive.localTime ?? ''}" required></label>
<button class="plain">Look at it</button>
</form></details>
`;
}
