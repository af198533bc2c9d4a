import { type Html, html } from '../../../kit/html.ts';
import type { Seat } from '../memory.ts';
import type { PortalSettings } from '../options.ts';
import type { Right } from '../rights.ts';
import type { Skin } from '../skins/skin.ts';
import { renderDocument, type ScriptName } from './document.ts';

/** Who looks at a page, and how. */
export interface View {
  readonly skin: Skin;
  readonly settings: PortalSettings;
  readonly email: string;
  readonly seat: Seat;
  readonly levels: readonly string[];
  can(right: Right): boolean;
  /** Misbehaviour of the page itself, for its scripts. */
  readonly quirks: { readonly [name: string]: string };
}

/** A page behind the login. */
export interface PortalPageSpec {
  readonly title: string;
  readonly content: Html;
  /** Present when the content comes by a request of the page itself. */
  readonly scripts?: readonly ScriptName[];
  readonly data?: { readonly [name: string]: string };
}

/** Where refusals are told; and the content, hidden until it is filled. */
export function loadedLater(content: Html): Html {
  return html`<div data-alerts></div><p class="hint" data-loading>Loading…</p><div data-content hidden>${content}</div>`;
}

/** Renders a page with everything around it. */
export function portalPage(view: View, { title, content, scripts, data }: PortalPageSpec): string {
  const { skin, email, seat, levels, settings } = view;
  const frame = { email, account: seat.account, level: seat.level, levels };
  const body = skin.frame({ ...frame, content, busy: scripts !== undefined });
  const shell = { 'menu-delay': String(settings.menuDelayMs), ...view.quirks };
  return renderDocument({
    title,
    skin,
    body,
    data: { ...shell, ...data },
    scripts: ['shell', ...(scripts ?? [])],
  });
}

/** A page that only says something. */
export function textPage(view: View, title: string, text: string): string {
  return portalPage(view, {
    title,
    content: html`<div data-alerts></div><h1>${title}</h1><p class="hint">${text}</p>`,
  });
}

/** What somebody without the right sees in place of a page. */
export function deniedPage(view: View): string {
  return textPage(view, 'Access denied', 'Your security level does not allow you to view this page.');
}
