import { type Html, html } from '../../../kit/html.ts';
import type { Skin } from '../skins/skin.ts';
import { renderDocument } from './document.ts';

function page(skin: Skin, title: string, problem: string | undefined, parts: Html): string {
  const alert = problem ? html`<p class="alert" role="alert">${problem}</p>` : '';
  return renderDocument({ title, skin, body: skin.card(html`<h1>${title}</h1>${alert}${parts}`) });
}

/** The e-mail address; with it the password, in the skin that asks for both at once. */
export function emailPage(
  skin: Skin,
  { note, problem, email = '' }: { note?: string | undefined; problem?: string; email?: string },
): string {
  const said = note && !problem ? html`<p class="note" role="status">${note}</p>` : '';
  const address = skin.field({ field: 'email', label: 'Email', type: 'email', value: email });
  const both = skin.loginSteps === 'one';
  const fields = both
    ? skin.arrange([address, skin.field({ field: 'password', label: 'Password', type: 'password' })])
    : address;
  return page(
    skin,
    'Log in to Datto RMM',
    problem,
    html`${said}<form method="post" action="/login">${fields}<button class="main">${both ? 'Log In' : 'Next'}</button></form>
      <p><a href="/kaseyaone">Log In with KaseyaOne</a></p>`,
  );
}

/** The password, in the skin that asks for it on a page of its own. */
export function passwordPage(skin: Skin, email: string, problem?: string): string {
  const password = skin.field({ field: 'password', label: 'Password', type: 'password' });
  const form = html`<p>${email}</p><form method="post" action="/password">${password}<button class="main">Log In</button></form>`;
  return page(skin, 'Enter your password', problem, form);
}

/** The second factor. */
export function tokenPage(skin: Skin, problem?: string): string {
  const token = skin.field({ field: 'token', label: 'Token' });
  const form = html`<p>Six digits from your authenticator app.</p>
    <form method="post" action="/token">${token}<button class="main">Authenticate</button></form>`;
  return page(skin, 'Two-Factor Authentication', problem, form);
}

/** The picker for those who belong to several accounts. */
export function accountPage(skin: Skin, accounts: readonly string[]): string {
  const form = html`<form method="post" action="/account">${skin.accountPicker(accounts)}<button class="main">Continue</button></form>`;
  return page(skin, 'Select an account', undefined, form);
}

/** Something that goes no further. */
export function deadEndPage(skin: Skin, title: string, text: string): string {
  return page(skin, title, undefined, html`<p>${text}</p>`);
}
