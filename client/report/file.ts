import { z } from 'zod';
import { type RawReport, type ReportData, rawReportSchema, reportDataSchema } from './data.ts';
import type { PictureAddresses } from './evidence-sections.ts';
import { DATA_ID } from './page.ts';

/** A report as a file holds it. */
export interface ReportFile {
  readonly html: string;
  /** What is embedded, as it stands there. */
  readonly raw: RawReport;
  /** The same as this version reads it; else why it cannot. */
  readonly data: ReportData | undefined;
  readonly unreadable: string;
  /** The pictures' addresses, by number as in `id="e7"`. */
  readonly pictures: ReadonlyMap<number, string>;
}

/** A file that is no report, or whose data nobody can read any more. */
export interface NoReport {
  readonly why: string;
}

const DATA = new RegExp(`<script type="application/json" id="${DATA_ID}">([^<]*)</script>`);
const PICTURE = /<figure id="e(\d+)">[\s\S]*?<\/figure>/g;
const ADDRESS = /<img src="(data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/=]*)"/;

/** Takes a page apart; nothing of it is believed here. */
export function parseReport(page: string): ReportFile | NoReport {
  const html = page.replaceAll('\r\n', '\n');
  const embedded = DATA.exec(html)?.[1];
  if (embedded === undefined) return { why: 'It holds no data of an onboarding report.' };
  const value = parsedJson(embedded);
  const raw = rawReportSchema.safeParse(value);
  if (!raw.success) return { why: `Its data cannot be read any more. ${z.prettifyError(raw.error)}` };
  const data = reportDataSchema.safeParse(value);
  return {
    html,
    raw: raw.data,
    data: data.data,
    unreadable: data.success ? '' : z.prettifyError(data.error),
    pictures: picturesIn(html),
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function picturesIn(html: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const [figure, number] of html.matchAll(PICTURE)) {
    const address = ADDRESS.exec(figure)?.[1];
    if (address !== undefined) found.set(Number(number), address);
  }
  return found;
}

/** The pictures by the keys of the evidence that they are said to be. */
export function addressesByKey({ pictures }: ReportFile, { files }: ReportData): PictureAddresses {
  return new Map(
    files.flatMap(({ key }, index) => {
      const address = pictures.get(index + 1);
      return address === undefined ? [] : [[key, address]];
    }),
  );
}

/** The bytes behind an address. */
export function bytesAt(address: string): Uint8Array {
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}
