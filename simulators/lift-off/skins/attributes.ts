import { type Html, html } from '../../kit/html.ts';
import type { FieldSpec } from './skin.ts';

/** By what a control is disabled, as the pages' scripts understand it. */
export function state({ locked, disabledBy }: FieldSpec): Html {
  const rules = disabledBy ? html` data-disabled-by="${disabledBy.join(' ')}"` : html``;
  return html`${rules}${locked ? html` disabled data-locked` : html``}`;
}
