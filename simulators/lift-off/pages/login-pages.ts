import { type Html, html } from '../../kit/html.ts';
import type { Skin } from '../skins/skin.ts';
import { renderDocument } from './document.ts';

/** Why somebody sees the login page, beside having asked for it. */
export type LoginReason = 'idle' | 'required' | 'signed-out';

function reasonText(reason: LoginReason, idleMinutes: number): string {
  if (reason === 'idle') return `You were signed out after ${idleMinutes} minutes without activity.`;
  return reason === 'required' ? 'Please sign in to continue.' : 'You are signed out.';
}

function problemLine(problem: string | undefined): Html | undefined {
  return problem ? html`<div class="alert" role="alert"><p>${problem}</p></div>` : undefined;
}

/** What the login page shows and carries on. */
export interface LoginPageSpec {
  readonly skin: Skin;
  readonly idleMinutes: number;
  readonly reason?: LoginReason;
  readonly returnTo: string;
  readonly email?: string;
  readonly problem?: string;
}

/** E-mail address and password; where the password has a page of its own, that one as soon as the address is known. */
export function loginPage(spec: LoginPageSpec): string {
  const { skin, reason, idleMinutes, email, problem } = spec;
  if (skin.passwordPage === 'own' && email) return passwordPage(spec, email);
  const content = html`<h1>Sign in to Lift Off</h1>
    ${reason && !problem ? html`<p class="note" role="status">${reasonText(reason, idleMinutes)}</p>` : ''}${problemLine(problem)}
    ${skin.passwordPage === 'own' ? emailForm(spec) : wholeForm(spec)}`;
  const data = reason ? { reason } : {};
  return renderDocument({ title: 'Sign in', skin, body: skin.card(content), data });
}

function wholeForm({ skin, returnTo, email = '' }: LoginPageSpec): Html {
  return html`<form method="post" action="/login"><input type="hidden" name="return" value="${returnTo}">
    ${skin.text({ field: 'email', label: 'E-mail address', type: 'email', value: email })}
    ${skin.text({ field: 'password', label: 'Password', type: 'password' })}
    <button class="main">Sign in</button></form>`;
}

function emailForm({ skin, returnTo }: LoginPageSpec): Html {
  return html`<form action="/login/password"><input type="hidden" name="return" value="${returnTo}">
    ${skin.text({ field: 'email', label: 'E-mail address', type: 'email' })}<button class="main">Next</button></form>`;
}

function passwordPage({ skin, returnTo, problem }: LoginPageSpec, email: string): string {
  const content = html`<h1>Enter your password</h1>${problemLine(problem)}<p class="hint">${email}</p>
    <form method="post" action="/login"><input type="hidden" name="return" value="${returnTo}"><input type="hidden" name="email" value="${email}">
    ${skin.text({ field: 'password', label: 'Password', type: 'password' })}<button class="main">Sign in</button></form>`;
  return renderDocument({ title: 'Password', skin, body: skin.card(content), data: {} });
}

/** The second factor. */
export function codePage(skin: Skin, returnTo: string, problem?: string): string {
  const content = html`<h1>Enter your one-time code</h1>${problemLine(problem)}
    <p class="hint">Six digits from your authenticator app.</p>
    <form method="post" action="/login/code"><input type="hidden" name="return" value="${returnTo}">
    ${skin.text({ field: 'code', label: 'One-time code' })}<button class="main">Verify</button></form>`;
  return renderDocument({ title: 'One-time code', skin, body: skin.card(content), data: {} });
}

/** All pages while the portal is being worked on. */
export function maintenancePage(skin: Skin): string {
  const content = html`<h1>Lift Off is down for maintenance</h1><p>Please try again later.</p>`;
  return renderDocument({ title: 'Maintenance', skin, body: skin.card(content), data: {} });
}
