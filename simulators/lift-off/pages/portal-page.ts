import { type Html, html } from '../../kit/html.ts';
import type { LiftOffSettings } from '../options.ts';
import type { Skin } from '../skins/skin.ts';
import { renderDocument, type ScriptName } from './document.ts';

/** Who looks at a page, and how. */
export interface View {
  readonly skin: Skin;
  readonly settings: LiftOffSettings;
  readonly email: string;
  readonly readOnly: boolean;
  /** For the next write of this page. */
  readonly token: string;
  /** Leaving with unsaved changes asks first. */
  readonly asksBeforeLeaving: boolean;
}

/** A page behind the login. */
export interface PortalPageSpec {
  readonly title: string;
  /** Address of the entry of the left navigation that it belongs to. */
  readonly under: string;
  readonly content: Html;
  /** Present when the content comes by a request of the page itself. */
  readonly scripts?: readonly ScriptName[];
  readonly data?: { readonly [name: string]: string };
}

const NAVIGATION = [
  { title: 'Dashboard', address: '/' },
  { title: 'Manage Accounts and Devices', address: '/accounts' },
  { title: 'Rules Manager', address: '/rules' },
  { title: 'Bulletins', address: '/bulletins' },
];

/** Grey bars in place of the content, and the content hidden until it is filled. */
export function loadedLater(content: Html): Html {
  return html`<div class="alerts" data-alerts></div><div class="skeleton" data-skeleton aria-hidden="true"><i></i><i></i><i></i><i></i></div>
    <div data-content hidden>${content}</div>`;
}

/** Renders a page with navigation around it. */
export function portalPage(view: View, { title, under, content, scripts, data }: PortalPageSpec): string {
  const { skin, email, token } = view;
  const navigation = NAVIGATION.map((entry) => ({ ...entry, open: entry.address === under }));
  const body = skin.frame({ navigation, email, content, busy: scripts !== undefined });
  const asks: { readonly [name: string]: string } = view.asksBeforeLeaving
    ? { 'asks-before-leaving': 'yes' }
    : {};
  const spec = { title, skin, body, token, data: { ...asks, ...data } };
  return renderDocument(scripts ? { ...spec, scripts } : spec);
}

/** A page that only says something. */
export function textPage(view: View, title: string, under: string, text: string): string {
  return portalPage(view, { title, under, content: html`<h1>${title}</h1><p class="hint">${text}</p>` });
}

/** Where a page or an account is not there. */
export function notFoundPage(view: View): string {
  return textPage(view, 'Page not found', '/accounts', 'There is nothing at this address.');
}
