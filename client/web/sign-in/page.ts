import type { Profile } from '../../../domain/profile.ts';
import { html, type Markup } from '../../report/markup.ts';
import { oidcAddress } from './return-to.ts';

/** The page of the ways to sign in. */
export interface SignInView {
  readonly profile: Profile;
  /** Whether people may simply say who they are, by this request. */
  readonly byWord: boolean;
  readonly formKey: Markup;
  /** Where to go then. */
  readonly to: string;
}

/** The ways to sign in that the profile offers. */
export function signInPage({ profile, byWord, formKey, to }: SignInView): Markup {
  const { web, people } = profile;
  const back = html`${formKey}<input type="hidden" name="to" value="${to}">`;
  const picker = personPicker(people);
  const ways = [
    ...(web.oidc === undefined ? [] : [html`<p><a class="button" href="${oidcAddress(to)}">Sign in</a></p>`]),
    ...(web.token === undefined ? [] : [tokenForm(back, picker)]),
    ...(byWord ? [claimForm(back, picker)] : []),
  ];
  const none = html`<p class="said">Nothing to sign in with is set up. Open the link in your mail, or have whoever runs this set web.oidc or web.token.</p>`;
  return html`<h1>Sign in</h1>
${ways.length === 0 ? none : ways}`;
}

function personPicker(people: Profile['people']): Markup {
  const options = people.map(({ id, name }) => html`<option value="${id}">${name}</option>`);
  return html`<label>Who you are<select name="person" required>${options}</select></label>`;
}

function tokenForm(back: Markup, picker: Markup): Markup {
  return html`<form class="card" method="post" action="/sign-in/token">${back}
${picker}
<label>Token<input type="password" name="token" required autocomplete="current-password"></label>
<button>Sign in</button>
</form>`;
}

function claimForm(back: Markup, picker: Markup): Markup {
  return html`<form class="card" method="post" action="/sign-in/claim">${back}
<p>These pages are for this machine alone, and take your word for who you are. Answers are recorded as claimed.</p>
${picker}
<button>Go on</button>
</form>`;
}
