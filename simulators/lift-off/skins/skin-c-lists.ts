import { type Html, html } from '../../kit/html.ts';

function list(field: string, label: string, empty: string, entry: Html): Html {
  return html`<div data-list="${field}"><ul class="chips" aria-label="${label}" data-entries hidden></ul>
    <p class="quiet" data-empty>${empty}</p><template data-entry><li>${entry}</li></template></div>`;
}

function remove(locked: boolean): Html {
  return locked ? html`` : html`<button type="button" class="quiet" data-part="remove">×</button> `;
}

/** Business applications. */
export function wordList(field: string, label: string, locked: boolean): Html {
  return list(field, label, 'None yet', html`${remove(locked)}<em data-part="text"></em>`);
}

/** People: name and e-mail address apart. */
export function contactList(field: string, label: string, locked: boolean): Html {
  const person = html`${remove(locked)}<strong data-part="name"></strong> <em data-part="email"></em>`;
  return list(field, label, 'Nobody yet', person);
}

/** A dialog: search, choose, add. */
export function contactSearch(): Html {
  return html`<p><button type="button" class="quiet" aria-haspopup="dialog" data-open-picker>Add people</button></p>
    <dialog class="picker" aria-labelledby="picker-title" data-picker><h3 id="picker-title">Find people</h3><div data-alerts></div>
      <label class="item"><b>Search contacts</b> <input type="search" autocomplete="off" data-search></label>
      <div data-nothing></div><select size="6" aria-label="Suggestions" data-suggestions hidden></select>
      <template data-suggestion><option data-part="choose"></option></template>
      <div class="actions"><button type="button" class="quiet" data-close-picker>Cancel</button>
        <button type="button" class="main" data-add-chosen disabled>Add to list</button></div></dialog>`;
}
