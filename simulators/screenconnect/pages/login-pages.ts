import { type Html, html } from '../../kit/html.ts';
import type { ScreenConnectSettings } from '../options.ts';
import { renderDocument, type ScriptName } from './document.ts';
import { framedPage, type View } from './frames.ts';
import { reasonText } from './resources.ts';

/** What the login page shows and carries on. */
export interface LoginPageSpec {
  readonly settings: ScreenConnectSettings;
  readonly antiForgeryToken: string;
  readonly returnUrl: string;
  readonly reason: number;
  /** The older form only: what the last step ended in, and what the next one continues. */
  readonly failure?: string;
  readonly viewState?: string;
  readonly asksForCode?: boolean;
}

interface BoxSpec {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'password';
}

function box(skin: 'a' | 'b', { name, label, type = 'text' }: BoxSpec): Html {
  const input = html`<input type="${type}" name="${name}" id="${name}" placeholder="${label}" autocomplete="off" data-part="${name}">`;
  return skin === 'a'
    ? html`<p>${input}</p>`
    : html`<div class="Line"><label for="${name}">${label}</label>${input}</div>`;
}

function trust(name: string): Html {
  return html`<p><label><input type="checkbox" name="${name}" data-part="trust"> Trust this device</label></p>`;
}

function links(): Html {
  return html`<p><a href="/ResetPassword">Forgot Password?</a></p><p>Or login with external provider:</p>
    <p><input type="button" value="Connect with Azure AD" data-part="external"></p>`;
}

function message(className: string, role: string, text: string): Html {
  return text === '' ? html`` : html`<p class="${className}" role="${role}">${text}</p>`;
}

function scriptForm({ settings: { skin }, reason }: LoginPageSpec): Html {
  const code = html`<div class="Hidden" data-part="second-step">${box(skin, { name: 'oneTimePassword', label: 'One-Time Password' })}${trust('shouldTrust')}</div>`;
  const boxes = html`${box(skin, { name: 'userName', label: 'User Name' })}${box(skin, { name: 'password', label: 'Password', type: 'password' })}`;
  const button = html`<p><input type="button" value="Login" data-part="login"></p>`;
  return html`<h1>Login</h1>${message('Reason', 'status', reasonText(reason))}<div data-part="failure"></div>
    ${boxes}${code}${button}${links()}`;
}

function legacyForm(spec: LoginPageSpec): Html {
  const { skin } = spec.settings;
  const boxes = spec.asksForCode
    ? html`${box(skin, { name: 'ctl00$Main$oneTimePasswordBox', label: 'One-Time Password' })}${trust('ctl00$Main$trustBox')}`
    : html`${box(skin, { name: 'ctl00$Main$userNameBox', label: 'User Name' })}${box(skin, { name: 'ctl00$Main$passwordBox', label: 'Password', type: 'password' })}`;
  const address = `/Login?${new URLSearchParams({ ReturnUrl: spec.returnUrl })}`;
  const reason = spec.failure === undefined ? reasonText(spec.reason) : '';
  return html`<h1>Login</h1>${message('Reason', 'status', reason)}${message('Failure', 'alert', spec.failure ?? '')}
    <form method="post" action="${address}"><input type="hidden" name="__VIEWSTATE" value="${spec.viewState ?? ''}">
    <input type="hidden" name="__VIEWSTATEGENERATOR" value="C2EE9ABB">${boxes}
    <p><input type="submit" name="ctl00$Main$ctl05" value="Login"></p></form>${links()}`;
}

/** User name and password, and the second step of the older form. */
export function loginPage(spec: LoginPageSpec): string {
  const { settings, antiForgeryToken, returnUrl, reason } = spec;
  const isScript = settings.layout === 'script-form';
  const form = isScript ? scriptForm(spec) : legacyForm(spec);
  const scripts: ScriptName[] = isScript ? ['login'] : [];
  const body = html`<main class="LoginPage">${form}</main>`;
  const context = { antiForgeryToken, returnUrl, reason };
  return renderDocument({ title: 'Login', settings, body, scripts, context });
}

/** A page for people who are not signed in, with nothing to operate. */
export function plainPage(settings: ScreenConnectSettings, title: string, text: string): string {
  const body = html`<main class="LoginPage"><h1>${title}</h1><p>${text}</p><p><a href="/Login">Login</a></p></main>`;
  return renderDocument({ title, settings, body, scripts: [], context: {} });
}

/** Where a user chooses another password. */
export function passwordPage(view: View): string {
  const { skin } = view.settings;
  const boxes = [
    { name: 'currentPassword', label: 'Current Password', type: 'password' as const },
    { name: 'newPassword', label: 'New Password', type: 'password' as const },
    { name: 'verifyPassword', label: 'Verify New Password', type: 'password' as const },
  ];
  const content = html`<main class="PasswordPage"><h1>Change Password</h1><div data-part="outcome"></div>
    ${boxes.map((spec) => box(skin, spec))}<p><input type="button" value="Change Password" data-part="change"></p></main>`;
  return framedPage(view, 'Change Password', content, ['password']);
}
