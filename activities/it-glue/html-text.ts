/** The names that editors write for what people type; any other is left as it stands. */
const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
]);

/** Text in one line: every run of white space is one blank. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u00a0]+/g, ' ').trim();
}

/**
 * What a person reads in a Textbox, in one line. The vendor rewrites HTML when it saves it, by rules that nobody knows,
 * so this and not the bytes is compared. A picture leaves `[image]`: one that is lost then shows.
 */
export function textOfHtml(html: string): string {
  const plain = html
    .replace(/<(script|style)\b[^>]*>.*?<\/\1>/gis, ' ')
    .replace(/<img\b[^>]*>/gi, ' [image] ')
    .replace(/<\/?(br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|hr)\b[^>]*>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, '');
  return oneLine(plain.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, decoded));
}

/** Whether a Textbox shows a picture that a save may strip: one inside the text, or at a signed address. */
export function holdsFragilePicture(html: string): boolean {
  const sources = [...html.matchAll(/<img\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]*)/gi)].map(
    ([, source]) => source ?? '',
  );
  return sources.some((source) => /^data:|[?&;](X-Amz-Signature|Signature|Expires)=/i.test(source));
}

function decoded(entity: string, name: string): string {
  if (!name.startsWith('#')) return entities.get(name.toLowerCase()) ?? entity;
  const isHex = /^#x/i.test(name);
  const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

/** A text as a Textbox's HTML: one paragraph for each line, everything escaped. */
export function htmlOfText(text: string): string {
  const lines = text.split('\n').map(oneLine).filter(Boolean);
  return lines.map((line) => `<p>${escaped(line)}</p>`).join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
