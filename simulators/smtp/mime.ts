/** The parts of a mail that tests and pages look at. */
export interface MimeContent {
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

type Headers = ReadonlyMap<string, string>;

interface Part {
  readonly headers: Headers;
  readonly body: string;
}

function split(raw: string): Part {
  const at = /\r?\n\r?\n/.exec(raw);
  const head = at ? raw.slice(0, at.index) : raw;
  const headers = new Map<string, string>();
  // A header goes on in lines that begin with white space.
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: at ? raw.slice(at.index + at[0].length) : '' };
}

/** Bytes of quoted-printable text; raw mails are held as latin1, one character a byte. */
function unquote(text: string): Buffer {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

/** A header with its encoded words (RFC 2047) in plain text. */
function decodeWords(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?[^?]+\?([BQ])\?([^?]*)\?=/gi, (_all, encoding: string, text: string) =>
      encoding.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : unquote(text.replaceAll('_', ' ')).toString(),
    );
}

function decodeBody({ headers, body }: Part): string {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding === 'quoted-printable') return unquote(body).toString();
  return Buffer.from(body, 'latin1').toString();
}

/** The leaves of a mail: itself, or the parts of its multipart bodies. */
function leaves(part: Part): Part[] {
  const type = part.headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (!/^multipart\//i.test(type) || boundary === undefined) return [part];
  const pieces = part.body.split(`--${boundary}`).slice(1, -1);
  return pieces.flatMap((piece) => leaves(split(piece.replace(/^\r?\n/, ''))));
}

/** Reads a raw mail (latin1, one character a byte) as far as simple mails go. */
export function readMime(raw: string): MimeContent {
  const whole = split(raw);
  const parts = leaves(whole);
  const find = (type: string) => {
    const part = parts.find(({ headers }) =>
      (headers.get('content-type') ?? 'text/plain').toLowerCase().startsWith(type),
    );
    return part ? decodeBody(part).trim() : '';
  };
  return {
    messageId: whole.headers.get('message-id') ?? '',
    subject: decodeWords(whole.headers.get('subject') ?? ''),
    text: find('text/plain'),
    html: find('text/html'),
  };
}
