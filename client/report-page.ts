/** Text of others never becomes markup. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A table of texts; without headings the first column is one. Empty without rows. */
export function table(headings: readonly string[] | undefined, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const head = headings === undefined ? '' : `<thead>${row(headings, () => 'th')}</thead>`;
  const body = rows.map((cells) =>
    row(cells, (column) => (headings === undefined && column === 0 ? 'th' : 'td')),
  );
  return `<table>${head}<tbody>\n${body.join('\n')}\n</tbody></table>`;
}

/** A list of texts; empty without any. */
export function list(texts: readonly string[]): string {
  if (texts.length === 0) return '';
  return `<ul>${texts.map((text) => `<li>${escaped(text)}</li>`).join('\n')}</ul>`;
}

/** A whole page of its own: style within, nothing fetched, no scripts. */
export function page(title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${parts.filter((part) => part !== '').join('\n')}
</body>
</html>
`;
}

function row(cells: readonly string[], tagOf: (column: number) => 'td' | 'th'): string {
  const inner = cells.map((cell, column) => `<${tagOf(column)}>${escaped(cell)}</${tagOf(column)}>`);
  return `<tr>${inner.join('')}</tr>`;
}

const style = `
body { font: 15px/1.45 system-ui, sans-serif; color: #1c2430; max-width: 68rem; margin: 2rem auto; padding: 0 1rem }
h1 { margin: 0 0 1rem }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #d5dbe3; overflow-wrap: break-word }
thead th { border-bottom: 2px solid #8793a3 }
tbody th { white-space: nowrap; font-weight: 600 }
@media print {
  body { font-size: 10pt; margin: 0; max-width: none }
  tr, li { break-inside: avoid }
  h2 { break-after: avoid }
}
`;
