import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textOfHtml } from '../../../activities/it-glue/html-text.ts';
import {
  hoursNote,
  needsHoursNote,
  type ServiceFacts,
} from '../../../activities/messages/templates/hours-note.ts';
import {
  locationRequest,
  needsLocationRequest,
} from '../../../activities/messages/templates/location-request.ts';
import type { MailText } from '../../../activities/messages/templates/mail-text.ts';
import { messageReference, referencesIn } from '../../../activities/messages/templates/reference.ts';
import { usersNotice } from '../../../activities/messages/templates/users-notice.ts';
import { timeInWords, zoneInWords } from '../../../activities/messages/templates/words.ts';
import { hours as anyHours } from '../../domain/arbitraries.ts';
import { customerOf } from '../../domain/examples.ts';

const harbor = customerOf['per-incident'];
const hours = harbor.contract.helpDeskHours.value;
const goLive = {
  localDate: '2026-12-14',
  localTime: '07:00',
  zone: 'America/New_York',
  instant: '2026-12-14T12:00:00Z',
};
const note = {
  mspName: 'Lakeside IT',
  customerName: harbor.name,
  accountName: 'Harbor Dental',
  service: { model: 'per-incident' } as const,
  hours,
  goLive,
  holidays: ['2026-11-26', '2027-01-01', '2026-12-25'],
  reference: messageReference(harbor.id, 'hours', 1),
};
const request = {
  mspName: 'Lakeside IT',
  customerName: harbor.name,
  accountName: 'Harbor Dental',
  locations: ['Main office', 'Pier 4'],
  goLiveDate: '2026-12-14',
  reference: messageReference(harbor.id, 'locations', 2),
};
const notice = { mspName: 'Lakeside IT', customerName: harbor.name, hours, goLiveDate: '2026-12-14' };

describe('the hours note (R9)', () => {
  test('says who, when, in which zone, what is accepted, and asks for a word', () => {
    const { subject, text } = hoursNote(note);
    expect(subject).toBe(`${harbor.name}: help-desk hours from 2026-12-14 [ref harbor-dental/hours/1]`);
    for (const part of [
      'Account in Lift Off:             Harbor Dental',
      'Service model:                   per-incident',
      'Monday, December 14, 2026, 7:00am Eastern Time (America/New_York) = 2026-12-14 12:00 UTC',
      'any ticket of the account, billed by incident or from a block of hours',
      'in Eastern Time (America/New_York):',
      '  Monday:     7:30am to 8:30pm\n',
      '  Saturday:   closed\n',
      'There is no service on holidays. Outside of these hours please do not service them.',
      'Holidays of Lakeside IT: 2026-12-25, 2027-01-01.',
      'answer this mail with "confirmed" and your name',
    ])
      expect(text).toContain(part);
  });

  test.each<[ServiceFacts, needed: boolean, accepted: string, others: string]>([
    [{ model: 'per-incident' }, true, 'any ticket', 'yes: this customer has no onboarded devices'],
    [{ model: 'time-based' }, true, 'tickets within the hours below', 'yes: this customer has no'],
    [
      { model: 'per-device', acceptsDevicesNotOnboarded: true },
      true,
      'tickets about onboarded devices',
      'yes, as per-incident tickets in the hours below',
    ],
    [
      { model: 'per-device', acceptsDevicesNotOnboarded: false },
      false,
      'tickets about onboarded',
      'no, please refer',
    ],
  ])('of %j: needed %p', (service, needed, accepted, others) => {
    expect(needsHoursNote(service)).toBe(needed);
    const { text } = hoursNote({ ...note, service });
    expect(text).toContain(`Accepted:                        ${accepted}`);
    expect(text).toContain(`Devices that are not onboarded:  ${others}`);
  });

  test('around the clock there is neither an outside nor a closed day', () => {
    const { text } = hoursNote({ ...note, hours: { kind: '24/7' } });
    expect(text).toContain('Every day:  around the clock');
    expect(text).toContain('Holidays are days like any other.');
    expect(text).not.toMatch(/Outside of|closed|Holidays of/);
  });

  test('names no holidays where the hours hold on them', () => {
    if (hours.kind !== 'weekly') throw new Error('the example has weekly hours');
    const { text } = hoursNote({ ...note, hours: { ...hours, holidays: 'as-usual' } });
    expect(text).toContain('The same hours hold on holidays.');
    expect(text).not.toContain('Holidays of');
  });
});

describe('the location request (R11)', () => {
  test('lists every location and asks for a word', () => {
    const { subject, text, html } = locationRequest(request);
    expect(subject).toBe(`${harbor.name}: please activate all 2 locations [ref harbor-dental/locations/2]`);
    expect(text).toContain('- Main office\n- Pier 4\n');
    expect(html).toContain('<li>Main office</li><li>Pier 4</li>');
    expect(text).toContain('goes live on Monday, December 14, 2026 and has 2 locations');
    expect(text).toContain('answer this mail with "confirmed"');
  });

  test('is for several locations only', () => {
    expect(needsLocationRequest(harbor.locations)).toBe(false);
    expect(needsLocationRequest(request.locations)).toBe(true);
  });
});

describe('the notice to users (R24)', () => {
  test('gives number and hours of the help desk team', () => {
    const { subject, text } = usersNotice(notice);
    expect(subject).toBe(`${harbor.name}: your help desk team from 2026-12-14`);
    expect(text).toContain('our help desk team is there for you at (347) 308-6455.');
    expect(text).toContain('  Monday:     7:30am to 8:30pm\n');
    expect(text).not.toContain('confirmed');
  });

  test('names the vendor for no hours at all', () => {
    fc.assert(fc.property(anyHours, (value) => usersNotice({ ...notice, hours: value }).text.length > 0));
  });

  test('is refused when a name in it is the vendor’s; a customer’s own MC is not', () => {
    expect(usersNotice({ ...notice, customerName: 'MC & Sons' }).html).toContain('MC &amp; Sons');
    expect(() => usersNotice({ ...notice, customerName: 'Mission Control Films' })).toThrow('R60');
  });
});

describe('every mail', () => {
  const mailsOf = (name: string): MailText[] => [
    hoursNote({ ...note, mspName: name, customerName: name, accountName: name }),
    locationRequest({ ...request, mspName: name, customerName: name, locations: [name, name] }),
  ];
  const ours = /<!doctype html>|<\/?(html|body|p|ul|li|table|tr|th|td)( align="left")?>/g;
  const shape = ({ html, text }: MailText) => [
    html.match(ours),
    html.split('\n').length,
    text.split('\n').length,
  ];

  test('takes any name without breaking out of its place', () => {
    const plain = mailsOf('name').map(shape);
    const nasty = fc.constantFrom(
      '</td><script>alert(1)</script>',
      '" onload="x',
      "O'Neil & Co",
      'a\r\nBcc: b@example.com',
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), nasty), (raw) => {
        const name = `x${raw}x`;
        const mails = mailsOf(name);
        expect(mails.map(shape)).toEqual(plain);
        for (const mail of mails) {
          expect(mail.subject).not.toMatch(/[\r\n\p{Cc}]/u);
          expect(mail.html.replace(ours, '')).not.toMatch(/[<>"']/);
        }
      }),
    );
  });

  test('says the same in both forms', () => {
    const squeezed = (text: string) => text.replace(/[\s:-]+/g, '');
    for (const mail of [...mailsOf('A & B <c>'), usersNotice(notice)])
      expect(squeezed(textOfHtml(mail.html.replace(/^<!.*/, '')))).toBe(squeezed(mail.text));
  });
});

describe('references', () => {
  test('are found again in the subject of a reply', () => {
    for (const mail of [hoursNote(note), locationRequest(request)]) {
      const [reference = ''] = referencesIn(mail.subject);
      expect([note.reference, request.reference]).toContain(reference);
      expect(referencesIn(`RE: AW: [EXTERNAL] ${mail.subject.toUpperCase()}`)).toEqual([reference]);
    }
  });

  test.each(['Re: hours', '[ref harbor-dental/hours]', '[ref x/other/1]', '[#1234]'])(
    'are none in %j',
    (subject) => expect(referencesIn(subject)).toEqual([]),
  );
});

test.each([
  ['00:00', '12:00am'],
  ['00:30', '12:30am'],
  ['07:30', '7:30am'],
  ['12:00', '12:00pm'],
  ['20:30', '8:30pm'],
])('%s is %s', (time, words) => expect(timeInWords(time)).toBe(words));

test.each([
  ['America/New_York', 'Eastern Time (America/New_York)'],
  ['America/Phoenix', 'Mountain Standard Time (America/Phoenix)'],
])('%s is %s', (zone, words) => expect(zoneInWords(zone)).toBe(words));
