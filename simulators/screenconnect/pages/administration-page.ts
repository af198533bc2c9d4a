import { html } from '../../kit/html.ts';
import { framedPage, type View } from './frames.ts';

const TABS = ['Status', 'Security', 'Appearance', 'Mail', 'Database', 'License', 'Extensions', 'Audit'];

/** Names of the tabs. An extension's stands before "Security", whose index moves by one. */
export function tabNames(hasExtension: boolean): string[] {
  return hasExtension ? ['Status', 'Report Manager', ...TABS.slice(1)] : TABS;
}

function panel(title: string, part: string) {
  return html`<section class="Panel" data-panel="${title}"><h3><a href="#" data-part="toggle" aria-expanded="true">${title}</a></h3>
    <div class="PanelContent" data-part="${part}"></div></section>`;
}

function security(skin: 'a' | 'b') {
  const panels = [panel('User Sources', 'sources'), panel('Roles', 'roles')];
  return html`<h2>Security</h2>${skin === 'a' ? panels : panels.toReversed()}`;
}

/** One tab of the administration; the first when there is no such tab. */
export function administrationPage(view: View, tab: number): string {
  const { skin, extension } = view.settings;
  const names = tabNames(extension);
  const open = names[tab] ? tab : 0;
  const links = names.map(
    (name, at) =>
      html`<li><a href="/Administration?Tab=${at}"${at === open ? html` aria-current="page"` : html``}>${name}</a></li>`,
  );
  const isSecurity = names[open] === 'Security';
  const body = isSecurity ? security(skin) : html`<h2>${names[open]}</h2><p>Nothing to set here.</p>`;
  const content = html`<div class="AdministrationPage"><nav aria-label="Administration"><ul class="Tabs">${links}</ul></nav>
    <main aria-busy="${String(isSecurity)}">${body}</main></div>`;
  const scripts = isSecurity ? (['live', 'scopes', 'role-editor', 'security'] as const) : [];
  return framedPage(view, 'Administration', content, scripts);
}
