/** A mail as it is read: rendered once, stored, sent as stored. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A part of a mail. Values are plain text: they are escaped here, and cannot begin lines of their own. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly [label: string, value: string])[] };

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const table = (rows: readonly (readonly [label: string, value: string])[]): Block => ({
  kind: 'table',
  rows,
});

/** The same content as plain text and as simple HTML. */
export function mailText(subject: string, blocks: readonly Block[]): MailText {
  return {
    subject: line(subject),
    text: `${blocks.map(textOf).join('\n\n')}\n`,
    html: `<!doctype html>\n<html><body>\n${blocks.map(htmlOf).join('\n')}\n</body></html>\n`,
  };
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return line(block.text);
    case 'list':
      return block.items.map((item) => `- ${line(item)}`).join('\n');
    case 'table': {
      const width = Math.max(...block.rows.map(([label]) => line(label).length));
      return block.rows
        .map(([label, value]) => `  ${`${line(label)}:`.padEnd(width + 2)} ${line(value)}`)
        .join('\n');
    }
  }
}

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'table':
      return `<table>${block.rows.map(rowOf).join('')}</table>`;
  }
}

function rowOf([label, value]: readonly [label: string, value: string]): string {
  return `<tr><th align="left">${escaped(label)}</th><td>${escaped(value)}</td></tr>`;
}

/** One line: a name with a line break could otherwise forge another line, or another header. */
function line(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return line(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
