/** Text that is markup already. Made by `html` alone, so that nothing of others becomes markup unescaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a place of a template: texts are escaped, markup is not. */
export type Content = string | number | Markup | readonly Content[] | undefined;

/** Markup from a template; every text in it is escaped. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const text = parts.map((part, index) => part + rendered(contents[index]));
  return new Markup(text.join(''));
}

/** Several contents with something between them; empty ones are left out. */
export function joined(contents: readonly Content[], between: Content): Markup {
  const texts = contents.map(rendered).filter((text) => text !== '');
  return new Markup(texts.join(rendered(between)));
}

function rendered(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return content.map(rendered).join('');
}

/** Text of others never becomes markup. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** JSON that can stand in a `<script>`: no text in it can end the element or begin a comment. */
export function scriptJson(json: string): Markup {
  const harmless = json.replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return new Markup(harmless);
}

/** A column: its heading and its share of the width, in per cent. */
export type Column = readonly [heading: string, share: number];

/** A table of rows; empty without any. Each row is one line, so that they can be compared. */
export function table(columns: readonly Column[], rows: readonly (readonly Content[])[]): Markup {
  if (rows.length === 0) return html``;
  const shares = columns.map(([, share]) => html`<col style="width:${share}%">`);
  const headings = columns.map(([heading]) => html`<th scope="col">${heading}</th>`);
  const body = rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`);
  return html`<table>
<colgroup>${shares}</colgroup>
<thead><tr>${headings}</tr></thead>
<tbody>
${body}</tbody></table>`;
}

/** Names and what stands for them. */
export function nameTable(rows: readonly (readonly [name: string, content: Content])[]): Markup {
  const body = rows.map(
    ([name, content]) => html`<tr><th scope="row">${name}</th><td>${content}</td></tr>\n`,
  );
  return html`<table class="names"><tbody>\n${body}</tbody></table>`;
}

/** A list; empty without any. */
export function list(items: readonly Content[]): Markup {
  return items.length === 0 ? html`` : html`<ul>\n${items.map((item) => html`<li>${item}</li>\n`)}</ul>`;
}
