import { readFileSync } from 'node:fs';
import { escapeHtml, Html, html } from '../../kit/html.ts';
import type { Skin } from '../skins/skin.ts';

function browserFile(name: string): Html {
  return new Html(readFileSync(new URL(`../browser/${name}`, import.meta.url), 'utf8'));
}

const FILES = {
  base: browserFile('base.css'),
  a: browserFile('skin-a.css'),
  b: html`${browserFile('skin-b.css')}${browserFile('skin-b-parts.css')}`,
  c: browserFile('skin-c.css'),
  portal: browserFile('portal.js'),
  fields: browserFile('fields.js'),
  combobox: browserFile('combobox.js'),
  section: browserFile('section.js'),
  lists: browserFile('lists.js'),
  contacts: browserFile('contacts.js'),
  accounts: browserFile('accounts.js'),
};

/** Scripts that a page can ask for, besides the one that every page has. */
export type ScriptName = 'section' | 'fields' | 'combobox' | 'lists' | 'contacts' | 'accounts';

/** A whole document. */
export interface DocumentSpec {
  readonly title: string;
  readonly skin: Skin;
  readonly body: Html;
  /** What the scripts need to know, as `data-` attributes of the body. */
  readonly data: { readonly [name: string]: string };
  readonly scripts?: readonly ScriptName[];
  readonly token?: string;
}

/** Renders a document with its style and scripts inside, so that one request brings all of a page. */
export function renderDocument({ title, skin, body, data, scripts, token = '' }: DocumentSpec): string {
  const attributes = Object.entries(data).map(([name, value]) => html` data-${name}="${value}"`);
  const script = (name: ScriptName | 'portal') => html`<script>${FILES[name]}</script>`;
  const code = scripts ? [script('portal'), ...scripts.map(script)] : [];
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} – Lift Off</title>
<meta name="viewport" content="width=device-width"><meta name="csrf-token" content="${token}">
<link rel="icon" href="data:,"><style>${FILES.base}${FILES[skin.name]}</style></head>
<body class="skin-${skin.name}"${attributes}>${body}${code}</body></html>`.text;
}

/**
 * Renames a label wherever it is the whole of an element's text or of an attribute: how a page looks after the vendor
 * has changed a word, for any label without every template having to know.
 */
export function renameLabel(document: string, from: string, to: string): string {
  const escaped = escapeHtml(from).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = new RegExp(`(>\\s*|")${escaped}(?=\\s*<|")`, 'g');
  return document.replace(whole, (_match, before: string) => before + escapeHtml(to));
}
