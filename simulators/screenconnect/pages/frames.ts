import { type Html, html } from '../../kit/html.ts';
import type { ScreenConnectSettings } from '../options.ts';
import type { Visitor } from '../portal.ts';
import type { ScreenConnectState } from '../state.ts';
import { renderDocument, type ScriptName } from './document.ts';

/** Who looks at a page, and how. */
export interface View {
  readonly settings: ScreenConnectSettings;
  readonly state: ScreenConnectState;
  readonly visitor: Visitor;
}

const AREAS = [
  { title: 'Support', address: '/Host#Support' },
  { title: 'Meeting', address: '/Host#Meeting' },
  { title: 'Access', address: '/Host#Access' },
];

function navigation({ visitor }: View): Html[] {
  const isAdministrator = visitor.access.global.has('Administer');
  const areas = isAdministrator ? [...AREAS, { title: 'Admin', address: '/Administration' }] : AREAS;
  return areas.map(({ title, address }) => html`<li><a href="${address}">${title}</a></li>`);
}

function account({ visitor }: View): Html {
  return html`<span class="UserName">${visitor.user.userName}</span>
    <a href="/ChangePassword">Change Password</a> <a href="#" data-part="logout">Logout</a>`;
}

function frame(view: View, content: Html): Html {
  if (view.settings.skin === 'a') {
    return html`<div class="NavigationPanel"><nav aria-label="Main"><ul>${navigation(view)}</ul></nav>
      <p class="AccountPanel">${account(view)}</p></div>${content}`;
  }
  return html`<header class="TopBar"><b>Remote Access</b><div class="Account">${account(view)}</div>
    <nav aria-label="Main"><ul class="Areas">${navigation(view)}</ul></nav></header><div class="Below">${content}</div>`;
}

/** A page for somebody who is signed in. */
export function framedPage(view: View, title: string, content: Html, scripts: readonly ScriptName[]): string {
  const { settings, state, visitor } = view;
  const context = {
    antiForgeryToken: visitor.signIn.antiForgeryToken,
    productVersion: state.productVersion,
    userName: visitor.user.userName,
  };
  return renderDocument({ title, settings, body: frame(view, content), scripts, context });
}
