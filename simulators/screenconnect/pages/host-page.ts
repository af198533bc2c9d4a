import { type Html, html } from '../../kit/html.ts';
import { framedPage, type View } from './frames.ts';

function search(): Html {
  return html`<input type="search" placeholder="Search" data-part="search" autocomplete="off">`;
}

/** Groups on the left, commands above the sessions, details on the right. */
function contentA(): Html {
  return html`<aside class="MasterPanel"><h2>Session groups</h2><nav aria-label="Session groups" data-part="groups"></nav></aside>
    <main class="DetailPanel" aria-busy="true"><div class="CommandPanel" role="toolbar" aria-label="Commands" data-part="toolbar"></div>
    ${search()}<div data-part="sessions"></div></main>
    <aside class="SubDetailPanel" data-part="details"></aside>`;
}

/** Sessions first in the document, commands among the details, groups last. */
function contentB(): Html {
  return html`<main class="Middle" aria-busy="true"><div class="Finder">${search()}</div><div data-part="sessions"></div></main>
    <section class="Side"><div data-part="details"></div>
      <div role="toolbar" aria-label="Commands" class="Buttons" data-part="toolbar"></div></section>
    <div class="Groups"><div role="tree" aria-label="Session groups" data-part="groups"></div></div>`;
}

/** The page of sessions; everything on it comes by polling. */
export function hostPage(view: View): string {
  const content = view.settings.skin === 'a' ? contentA() : contentB();
  return framedPage(view, 'Host', html`<div class="HostPage">${content}</div>`, [
    'live',
    'host-commands',
    'host',
  ]);
}
