import { CODE_MINUTES } from '../../../activities/links/mailed-code.ts';
import { isKindEnough, type ProofKind } from '../../../domain/decisions.ts';
import type { Profile } from '../../../domain/profile.ts';
import { html, type Markup } from '../../report/markup.ts';
import { notice } from '../layout.ts';
import { oidcAddress, signInAddress } from '../sign-in/return-to.ts';

/** What somebody is asked who opens a link. */
export interface KnockView {
  readonly profile: Profile;
  /** Whether people may simply say who they are, by this request. */
  readonly byWord: boolean;
  readonly formKey: Markup;
  readonly path: string;
  /** The least proof that the decision needs: no way that proves less is offered. */
  readonly proof: ProofKind;
}

/** What anybody sees who opens a link: nothing of what it is about, nor of whom. */
export function knockPage(view: KnockView): Markup {
  const { profile, formKey, path, proof } = view;
  const signIn = signInFor(view);
  const byCode = isCodeEnough(proof) && profile.systems.email.mode !== 'off';
  const none = html`<p class="said">Nothing that proves enough is set up: have whoever runs this set web.oidc.</p>`;
  return html`<h1>A decision waits behind this link</h1>
<p>Show that it is yours.${isCodeEnough(proof) ? '' : ' It needs a stronger proof of who you are than a mailed code.'}</p>
${signIn === undefined ? '' : html`<p><a class="button" href="${signIn}">Sign in</a></p>`}
${byCode ? codeForm(formKey, path) : ''}${signIn === undefined && !byCode ? none : ''}`;
}

/** Has a code mailed for the link at that path. */
export function codeForm(formKey: Markup, path: string): Markup {
  return html`<form class="card" method="post" action="${path}/code">${formKey}
<p>The code goes to the address that this link was sent to.</p>
<button>Mail me a code</button>
</form>`;
}

/** Whether a mailed code is enough for a decision that needs such a proof. */
export function isCodeEnough(proof: ProofKind): boolean {
  return isKindEnough('mailed code', proof);
}

/** Where one signs in who opens the link, and comes back; undefined where no sign-in proves enough. */
function signInFor({ profile: { web }, byWord, path, proof }: KnockView): string | undefined {
  const simple =
    (web.token !== undefined && isKindEnough('token', proof)) || (byWord && isKindEnough('claimed', proof));
  if (simple) return signInAddress(path);
  return web.oidc === undefined ? undefined : oidcAddress(path);
}

/** Where the mailed code is entered. */
export function codePage(formKey: Markup, path: string, trouble?: string): Markup {
  return html`<h1>Enter the code</h1>
<p>It was mailed to the address that this link was sent to, and is good for ${CODE_MINUTES} minutes.</p>
${trouble === undefined ? '' : html`<p class="said" role="alert">${trouble}</p>`}
<form class="card" method="post" action="${path}/enter">${formKey}
<label>Code<input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" maxlength="6" required></label>
<button>Show the decision</button>
</form>
<form method="post" action="${path}/code">${formKey}<button class="plain">Mail another code</button></form>`;
}

/** For a link that we did not make. */
export function strangePage(): Markup {
  const text =
    'This link is not one of ours, or was changed on its way. Open it in the message that you got.';
  return notice('Not a link of ours', text, html`<a href="/">To the board</a>`);
}

/** For a link whose time is over. */
export function expiredPage(): Markup {
  const text = 'The time of this link is over. Sign in and answer on the board, or use a newer message.';
  return notice('Expired', text, html`<a href="/">To the board</a>`);
}

/** For somebody who has signed in, but is not whom the link was sent to. */
export function notYoursPage(name: string): Markup {
  const text = `You are signed in as ${name}, and this link was sent to somebody else.`;
  return notice('Not your link', text, html`<a href="/">To the board</a>`);
}
