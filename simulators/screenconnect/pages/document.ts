import { readFileSync } from 'node:fs';
import { Html, html } from '../../kit/html.ts';
import type { Json } from '../../kit/types.ts';
import type { ScreenConnectSettings } from '../options.ts';
import {
  ACCESS_CONTROL,
  GLOBAL_PERMISSIONS,
  GROUP_FILTER,
  SCOPED_PERMISSIONS,
  SESSION_PERMISSION_BITS,
} from '../permissions.ts';
import { RESOURCES } from './resources.ts';

function browserFile(name: string): Html {
  return new Html(readFileSync(new URL(`../browser/${name}`, import.meta.url), 'utf8'));
}

const STYLES = { base: browserFile('base.css'), a: browserFile('skin-a.css'), b: browserFile('skin-b.css') };
const SKINS = { a: browserFile('skin-a.js'), b: browserFile('skin-b.js') };
const SCRIPTS = {
  page: browserFile('page.js'),
  mouse: browserFile('mouse.js'),
  dialogs: browserFile('dialogs.js'),
  live: browserFile('live.js'),
  'host-commands': browserFile('host-commands.js'),
  host: browserFile('host.js'),
  scopes: browserFile('scopes.js'),
  'role-editor': browserFile('role-editor.js'),
  security: browserFile('security.js'),
  login: browserFile('login.js'),
  password: browserFile('password.js'),
};

/** Scripts that a page can ask for, besides those that every page has. */
export type ScriptName =
  | 'live'
  | 'host-commands'
  | 'host'
  | 'scopes'
  | 'role-editor'
  | 'security'
  | 'login'
  | 'password';

/** A whole document. */
export interface DocumentSpec {
  readonly title: string;
  readonly settings: ScreenConnectSettings;
  readonly body: Html;
  readonly scripts: readonly ScriptName[];
  /** What the scripts need to know. */
  readonly context: { readonly [name: string]: Json };
}

/** JSON that can stand in a script element. */
function scriptJson(value: Json): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));
}

// Names of permissions stand in one text, so that renaming a label on a page cannot change what is sent.
const TYPES = {
  globalPermissions: GLOBAL_PERMISSIONS.join(','),
  scopedPermissions: SCOPED_PERMISSIONS.join(','),
  bits: SESSION_PERMISSION_BITS,
  groupFilter: GROUP_FILTER,
  accessControl: ACCESS_CONTROL,
};

/** Renders a document with its style and scripts inside, so that one request brings all of a page. */
export function renderDocument({ title, settings, body, scripts, context }: DocumentSpec): string {
  const { skin, live, multiSelect, pollMs } = settings;
  const known = { ...context, live, multiSelect, pollMs };
  const names = ['page', 'mouse', 'dialogs', ...scripts] as const;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>${STYLES.base}${STYLES[skin]}</style></head>
<body class="Skin${skin.toUpperCase()}">${body}<div id="dialogContainer" class="DialogContainer Hidden"></div>
<script>window.SC = {"context":${scriptJson(known)},"res":${scriptJson(RESOURCES)},"types":${scriptJson(TYPES)}};</script>
<script>${SKINS[skin]}</script>${names.map((name) => html`<script>${SCRIPTS[name]}</script>`)}</body></html>`
    .text;
}
