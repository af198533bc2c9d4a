import { readFileSync } from 'node:fs';
import { Html, html } from '../../../kit/html.ts';
import type { Skin } from '../skins/skin.ts';

function browserFile(name: string): Html {
  return new Html(readFileSync(new URL(`../browser/${name}`, import.meta.url), 'utf8'));
}

const STYLES = {
  base: browserFile('base.css'),
  a: browserFile('skin-a.css'),
  b: browserFile('skin-b.css'),
};

const SCRIPTS = {
  shell: browserFile('shell.js'),
  table: browserFile('table.js'),
  list: browserFile('list.js'),
  'group-editor': browserFile('group-editor.js'),
  'group-saving': browserFile('group-saving.js'),
  'add-site-pane': browserFile('add-site-pane.js'),
  'site-editor': browserFile('site-editor.js'),
};

/** The scripts of the pages. */
export type ScriptName = keyof typeof SCRIPTS;

/** A whole document. */
export interface DocumentSpec {
  readonly title: string;
  readonly skin: Skin;
  readonly body: Html;
  /** What the scripts need to know, as `data-` attributes of the body. */
  readonly data?: { readonly [name: string]: string };
  readonly scripts?: readonly ScriptName[];
}

/** Renders a document with its style and scripts inside, so that one request brings all of a page. */
export function renderDocument({ title, skin, body, data = {}, scripts = [] }: DocumentSpec): string {
  const attributes = Object.entries(data).map(([name, value]) => html` data-${name}="${value}"`);
  const code = scripts.map((name) => html`<script>${SCRIPTS[name]}</script>`);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} | Datto RMM</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><style>${STYLES.base}${STYLES[skin.name]}</style></head>
<body class="skin-${skin.name}"${attributes}>${body}${code}</body></html>`.text;
}
