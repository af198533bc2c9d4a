import { describe, expect, test } from '@jest/globals';
import type { CustomerFile } from '../../domain/customer-file.ts';
import { type GoLiveResolution, isPast, resolveGoLive, showGoLive } from '../../domain/go-live-instant.ts';
import { customer, harborDental, northwindLegal } from './examples.ts';

const options = { minutesBeforeHours: 30, tzVersion: '2026c', holidays: ['2026-12-25'] };
type Edit = readonly [from: string, to: string];

function on(date: string, ...edits: readonly Edit[]): CustomerFile {
  return customer(harborDental, ['date: 2026-12-14', `date: ${date}`], ...edits);
}

function at(date: string, time: string, zone: string): CustomerFile {
  return customer(
    northwindLegal,
    ['date: 2027-01-11', `date: ${date}`],
    ['"06:00"', `"${time}"`],
    ['timeZone: America/Chicago', `timeZone: ${zone}`],
  );
}

function sentenceOf(resolution: GoLiveResolution): string {
  if (!resolution.ok) return resolution.sentence;
  throw new Error(`resolved to ${showGoLive(resolution.goLive)}`);
}

const noTime: Edit = ['    time: "06:00"\n', ''];
const chicagoHours: Edit = ['zone: America/New_York', 'zone: America/Chicago'];
const tokyo: Edit = ['timeZone: America/New_York', 'timeZone: Asia/Tokyo'];
const early: Edit = ['monday: { from: "07:30"', 'monday: { from: "00:15"'];
const notMonday: Edit = ['        monday: { from: "07:30", to: "20:30" }\n', ''];
const tuesdayEarly: Edit = ['tuesday: { from: "07:30"', 'tuesday: { from: "06:00"'];
const timed = (time: string): Edit => ['date: 2026-12-14', `date: 2026-12-14\n    time: "${time}"`];
const unclear = 'time was not in the contract';

describe('the instant and what is flagged', () => {
  const cases: readonly [
    what: string,
    customer: CustomerFile,
    local: string,
    instant: string,
    flags: string[],
  ][] = [
    [
      'before hours begin',
      on('2026-12-14'),
      '07:00',
      '2026-12-14T12:00:00Z',
      [`${unclear}: 30 minutes before help-desk hours begin (07:30)`],
    ],
    [
      'in summer',
      on('2027-07-05'),
      '07:00',
      '2027-07-05T11:00:00Z',
      [`${unclear}: 30 minutes before help-desk hours begin (07:30)`],
    ],
    [
      '24/7 at midnight',
      customer(northwindLegal, noTime),
      '00:00',
      '2027-01-11T06:00:00Z',
      [`${unclear}: midnight, because hours are 24/7`],
    ],
    ['the contract’s time', customer(northwindLegal), '06:00', '2027-01-11T12:00:00Z', []],
    ['a time before hours', customer(harborDental, timed('07:30')), '07:30', '2026-12-14T12:30:00Z', []],
    [
      'a time after hours begin',
      customer(harborDental, timed('09:00')),
      '09:00',
      '2026-12-14T14:00:00Z',
      ['help-desk hours begin before it, at 07:30'],
    ],
    [
      'a time on a day without hours',
      customer(harborDental, timed('09:00'), notMonday),
      '09:00',
      '2026-12-14T14:00:00Z',
      ['there are no help-desk hours on that weekday'],
    ],
    [
      'a Saturday without hours',
      on('2026-12-19'),
      '07:00',
      '2026-12-19T12:00:00Z',
      [
        'weekend: the day is a Saturday',
        `${unclear}: 30 minutes before help-desk hours begin (07:30)`,
        'there are no help-desk hours on that weekday',
      ],
    ],
    [
      'the earliest span of the week stands in',
      on('2026-12-14', notMonday, tuesdayEarly),
      '05:30',
      '2026-12-14T10:30:00Z',
      [
        `${unclear}: 30 minutes before help-desk hours begin (06:00)`,
        'there are no help-desk hours on that weekday',
      ],
    ],
    [
      'a Sunday',
      on('2026-12-20'),
      '07:00',
      '2026-12-20T12:00:00Z',
      [
        'weekend: the day is a Sunday',
        `${unclear}: 30 minutes before help-desk hours begin (07:30)`,
        'there are no help-desk hours on that weekday',
      ],
    ],
    [
      'a holiday',
      on('2026-12-25'),
      '07:00',
      '2026-12-25T12:00:00Z',
      [
        'holiday: the MSP does not work that day',
        `${unclear}: 30 minutes before help-desk hours begin (07:30)`,
      ],
    ],
    [
      'not on the day before',
      on('2026-12-14', early),
      '00:00',
      '2026-12-14T05:00:00Z',
      [`${unclear}: 30 minutes before help-desk hours begin (00:15) would be the day before, so midnight`],
    ],
    [
      'hours in another zone',
      on('2026-12-14', ['zone: America/New_York', 'zone: America/Chicago']),
      '08:00',
      '2026-12-14T13:00:00Z',
      [`${unclear}: 30 minutes before help-desk hours begin (08:30)`],
    ],
    ['a leap day', at('2028-02-29', '06:00', 'America/Chicago'), '06:00', '2028-02-29T12:00:00Z', []],
    ['a zone of half hours', at('2027-01-11', '06:00', 'Asia/Kolkata'), '06:00', '2027-01-11T00:30:00Z', []],
    [
      'a zone of quarter hours',
      at('2027-01-11', '06:00', 'Asia/Kathmandu'),
      '06:00',
      '2027-01-11T00:15:00Z',
      [],
    ],
    [
      'the other side of the date line',
      at('2027-01-11', '06:00', 'Pacific/Kiritimati'),
      '06:00',
      '2027-01-10T16:00:00Z',
      [],
    ],
  ];
  test.each(cases)('%s', (_what, file, localTime, instant, flags) => {
    const { date } = file.contract.goLive;
    expect(resolveGoLive(file, options)).toMatchObject({
      ok: true,
      goLive: { localDate: date, localTime, zone: file.timeZone, instant, tzVersion: '2026c', flags },
    });
  });
});

describe('refused, with the neighbours named', () => {
  test.each([
    ['2027-03-14', '02:30', 'America/New_York', 'does not exist', '2027-03-14 01:59 or 2027-03-14 03:00'],
    ['2027-03-14', '02:00', 'America/New_York', 'does not exist', '2027-03-14 01:59 or 2027-03-14 03:00'],
    ['2027-11-07', '01:30', 'America/New_York', 'happens twice', '2027-11-07 00:59 or 2027-11-07 02:00'],
    ['2027-11-07', '01:00', 'America/New_York', 'happens twice', '2027-11-07 00:59 or 2027-11-07 02:00'],
    ['2027-10-03', '02:15', 'Australia/Lord_Howe', 'does not exist', '2027-10-03 01:59 or 2027-10-03 02:30'],
    ['2027-04-04', '01:45', 'Australia/Lord_Howe', 'happens twice', '2027-04-04 01:29 or 2027-04-04 02:00'],
    ['2027-03-28', '01:30', 'Europe/London', 'does not exist', '2027-03-28 00:59 or 2027-03-28 02:00'],
    ['2027-09-05', '00:00', 'America/Santiago', 'does not exist', '2027-09-04 23:59 or 2027-09-05 01:00'],
  ])('%s %s in %s %s', (date, time, zone, what, neighbours) => {
    const sentence = sentenceOf(resolveGoLive(at(date, time, zone), options));
    expect(sentence).toContain(what);
    expect(sentence).toContain(neighbours);
    expect(sentence).toContain('contract.goLive.time');
  });

  test('the default at midnight may fall into a gap, too', () => {
    const file = customer(
      northwindLegal,
      noTime,
      ['2027-01-11', '2027-09-05'],
      ['America/Chicago', 'America/Santiago'],
    );
    expect(sentenceOf(resolveGoLive(file, options))).toContain('2027-09-05 00:00 does not exist');
  });

  test('the limits of a gap and an overlap are clear times', () => {
    for (const time of ['01:59', '03:00'])
      expect(resolveGoLive(at('2027-03-14', time, 'America/New_York'), options).ok).toBe(true);
    for (const time of ['00:59', '02:00'])
      expect(resolveGoLive(at('2027-11-07', time, 'America/New_York'), options).ok).toBe(true);
  });

  test('hours in a zone so far off that their day is another one here', () => {
    const sentence = sentenceOf(
      resolveGoLive(on('2026-12-14', tokyo, early, ['from: "00:15"', 'from: "16:00"']), options),
    );
    expect(sentence).toContain('Asia/Tokyo');
    expect(sentence).toContain('2026-12-15');
  });
});

test('an instant is shown in local time and UTC', () => {
  const resolution = resolveGoLive(customer(harborDental, chicagoHours), options);
  expect(resolution.ok && showGoLive(resolution.goLive)).toBe(
    '2026-12-14 08:00 America/New_York (UTC-05:00) = 2026-12-14 13:00 UTC',
  );
});

test('an instant is past from its own millisecond on', () => {
  const goLive = { instant: '2026-12-14T12:00:00Z' };
  const instant = Date.UTC(2026, 11, 14, 12);
  expect([-1, 0, 1].map((difference) => isPast(goLive, instant + difference))).toEqual([false, true, true]);
});
