/** Escapes Slack's three control characters: an unescaped `<!channel>` in a name would ring everybody. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
