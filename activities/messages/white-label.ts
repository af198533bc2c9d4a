import { ProductError } from '../../domain/problems.ts';
import type { MailText } from './templates/mail-text.ts';

/** What a customer must never read (R60). */
export type VendorName = 'Mission Control' | 'Lift Off' | 'MC';

declare const guarded: unique symbol;

/** A text that was looked through for the vendor's names. Only the guard makes one: what goes to customers takes no other. */
export type CustomerText = string & { readonly [guarded]: true };

/** A mail of which every part may be read by customers. */
export interface CustomerMail {
  readonly subject: CustomerText;
  readonly text: CustomerText;
  readonly html: CustomerText;
}

/**
 * R60 · The text as one that customers may read. `ownNames` are names at the customer, such as "MC Plumbing", whose "MC"
 * is not the vendor's; the vendor's full names are refused even there. Throws `ProductError` `input-rejected`.
 */
export function refuseVendorName(text: string, ownNames: readonly string[] = []): CustomerText {
  if (isFreeOfVendor(text, ownNames)) return text;
  throw new ProductError('input-rejected', {
    system: 'The white-label rule (R60)',
    wanted: 'write to the customer',
    detail: `the text names ${vendorNamesIn(text, ownNames).join(' and ')}; customers read “help desk team”`,
  });
}

/** R60 · The mail as one that may go to customers. Throws what `refuseVendorName` throws. */
export function customerMail(
  { subject, text, html }: MailText,
  ownNames: readonly string[] = [],
): CustomerMail {
  return {
    subject: refuseVendorName(subject, ownNames),
    text: refuseVendorName(text, ownNames),
    html: refuseVendorName(html, ownNames),
  };
}

/**
 * The vendor's names that a person may read in a plain text or HTML: in any case, spaced or hyphenated, with characters
 * that show nothing, in other forms of the same letters, as entities, across tags, and in addresses. Letters of other
 * alphabets that only look like them pass. In doubt it finds one too many: a person then writes it otherwise.
 */
export function vendorNamesIn(text: string, ownNames: readonly string[] = []): VendorName[] {
  const decodedText = decoded(text);
  const readings = [decodedText, decodedText.replace(tag, ''), decodedText.replace(tag, ' ')].map(plain);
  const own = ownNames
    .map((name) => plain(name).toLowerCase().trim())
    .filter((name) => abbreviation.test(name));
  const withoutOwn = readings.map((reading) =>
    own.reduce((rest, name) => rest.replaceAll(name, '|'), reading.toLowerCase()),
  );
  const words = [plain(text), ...readings].flatMap((reading) => [reading, apart(reading)]);
  const names: readonly (readonly [name: VendorName, isThere: boolean])[] = [
    ['Mission Control', words.some((one) => missionControl.test(one))],
    ['Lift Off', words.some((one) => liftOff.test(one))],
    ['MC', withoutOwn.some((one) => abbreviation.test(one))],
  ];
  return names.flatMap(([name, isThere]) => (isThere ? [name] : []));
}

function isFreeOfVendor(text: string, ownNames: readonly string[]): text is CustomerText {
  return vendorNamesIn(text, ownNames).length === 0;
}

/** Not "permission control" and not "a lift offered": in one piece no such word is near, in several a letter may be. */
const missionControl = new RegExp(`missioncontrolnoc|(?<!\\p{L})${spaced('missioncontrol')}`, 'iu');
const liftOff = new RegExp(`liftoff|(?<!\\p{L})${spaced('liftoff')}(?!\\p{L})`, 'iu');
const abbreviation = /(?<![\p{L}\p{N}])m[\s.]*c(?![\p{L}\p{N}])/u;
const tag = /<!--.*?-->|<[^>]*>/gs;

/** The letters of a name with anything between them that is neither letter nor digit. */
function spaced(name: string): string {
  return [...name].join('[^\\p{L}\\p{N}]*');
}

/** A capital after a small letter begins a new word: `askMissionControl`. */
function apart(text: string): string {
  return text.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ');
}

/** Compatible forms as the usual letter, without accents and without characters that show nothing. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '');
}

/** Entities and percent signs resolved until none is left: some texts are decoded more than once on their way. */
function decoded(text: string): string {
  const once = text
    .replace(/&#(x[0-9a-f]+|\d+);?/gi, (_entity, code: string) =>
      character(Number(code.replace(/^x/i, '0x'))),
    )
    .replace(/&([a-z])(?:opf|scr|fr);/gi, '$1')
    .replace(/&(?:amp;?)+/gi, '&')
    .replace(/&lt;?/gi, '<')
    .replace(/&gt;?/gi, '>')
    .replace(/&(?:[a-z][a-z0-9]*;|nbsp|shy|quot|middot)/gi, ' ')
    .replace(/%(?:25)+/g, '%')
    .replace(/%([0-7][0-9a-f])/gi, (_byte, code: string) => character(Number.parseInt(code, 16)));
  return once.length === text.length ? text : decoded(once);
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
