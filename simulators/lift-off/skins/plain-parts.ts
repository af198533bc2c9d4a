import { type Html, html } from '../../kit/html.ts';
import type { FactSpec } from './skin.ts';

/** Facts as texts: `Onboarded devices: 0`. */
export function factTexts(facts: readonly FactSpec[]): Html {
  const items = facts.map(({ name, value }) => html`<li>${`${name}: ${value}`}</li>`);
  return html`<ul class="facts" aria-label="Account facts">${items}</ul>`;
}

/** Buttons to page with, disabled at the ends. */
export function pageButtons(): Html {
  return html`<div class="pager"><button type="button" class="plain ghost" data-previous>Previous page</button><span data-page></span>
    <button type="button" class="plain ghost" data-next>Next page</button></div>`;
}
