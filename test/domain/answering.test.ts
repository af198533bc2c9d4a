import { describe, expect, test } from '@jest/globals';
import { type Answerer, type AnsweringTerms, answererAt, coversOf } from '../../domain/answering.ts';
import { type AnsweringWeek, answeringOf, answeringWeek } from '../../domain/answering-week.ts';
import {
  type MspBusinessHours,
  type MspTimes,
  mspBusinessHours,
  type SupportWindow,
  supportWindow,
} from '../../domain/clocks.ts';
import type { CustomerFile } from '../../domain/customer-file.ts';
import type { HelpDeskHours } from '../../domain/hours.ts';
import { gapsIn, showAnsweringWeek } from '../../domain/show-answering.ts';
import { customer, customerOf, edited, harborDental, perDeviceText, profile } from './examples.ts';

const officeHours = { from: '08:30', to: '17:30' };
const msp: MspTimes = {
  timeZone: 'America/New_York',
  businessHours: {
    monday: officeHours,
    tuesday: officeHours,
    wednesday: officeHours,
    thursday: officeHours,
    friday: { from: '08:30', to: '17:00' },
  },
  holidays: ['2026-12-25'],
};
const inZone = (timeZone: string) => ({ ...msp, timeZone });
const accepting = edited(perDeviceText, [
  'acceptsDevicesNotOnboarded: false',
  'acceptsDevicesNotOnboarded: true',
]);

/** The terms and the ordinary week of one kind of caller. */
function weekOf(file: CustomerFile, times = msp, which = 0): AnsweringWeek {
  const answering = answeringOf(file, times)[which];
  if (answering === undefined) throw new Error('no such callers');
  return answering.ordinary;
}

function hoursOf({ minutes }: AnsweringWeek): { [Who in Answerer]: number } {
  const { msp: own, 'mission-control': away, 'outside-contract': outside, nobody } = minutes;
  return {
    msp: own / 60,
    'mission-control': away / 60,
    'outside-contract': outside / 60,
    nobody: nobody / 60,
  };
}

describe('who answers through the week', () => {
  test('of a customer with weekly hours: the MSP first, then the help desk, then calls that nobody has bought', () => {
    const week = weekOf(customerOf['per-incident']);
    expect(showAnsweringWeek(week)).toEqual([
      'Mon–Thu 00:00–07:30 outside the contract · 07:30–08:30 Mission Control · 08:30–17:30 MSP · ' +
        '17:30–20:30 Mission Control · 20:30–24:00 outside the contract',
      'Fri 00:00–07:30 outside the contract · 07:30–08:30 Mission Control · 08:30–17:00 MSP · ' +
        '17:00–20:30 Mission Control · 20:30–24:00 outside the contract',
      'Sat–Sun 00:00–24:00 outside the contract',
    ]);
    expect(hoursOf(week)).toEqual({ msp: 44.5, 'mission-control': 20.5, 'outside-contract': 103, nobody: 0 });
  });

  test('around the clock: whatever the MSP does not answer', () => {
    const week = weekOf(customerOf['time-based']);
    expect(hoursOf(week)).toEqual({ msp: 44.5, 'mission-control': 123.5, 'outside-contract': 0, nobody: 0 });
    expect(showAnsweringWeek(week).at(-1)).toBe('Sat–Sun 00:00–24:00 Mission Control');
  });

  test('the MSP answers in its own hours even where the help desk is closed', () => {
    const file = customer(harborDental, ['        monday: { from: "07:30", to: "20:30" }\n', '']);
    expect(showAnsweringWeek(weekOf(file))[0]).toBe(
      'Mon 00:00–08:30 outside the contract · 08:30–17:30 MSP · 17:30–24:00 outside the contract',
    );
  });

  test('hours until 23:59 last until midnight', () => {
    const file = customer(harborDental, [
      'monday: { from: "07:30", to: "20:30" }',
      'monday: { from: "00:00", to: "23:59" }',
    ]);
    expect(showAnsweringWeek(weekOf(file))[0]).toBe(
      'Mon 00:00–08:30 Mission Control · 08:30–17:30 MSP · 17:30–24:00 Mission Control',
    );
  });

  const perDevice: readonly [text: string, which: number, hours: { [Who in Answerer]: number }][] = [
    [perDeviceText, 0, { msp: 44.5, 'mission-control': 20.5, 'outside-contract': 0, nobody: 103 }],
    [perDeviceText, 1, { msp: 44.5, 'mission-control': 0, 'outside-contract': 0, nobody: 123.5 }],
    [accepting, 0, { msp: 44.5, 'mission-control': 20.5, 'outside-contract': 103, nobody: 0 }],
    [accepting, 1, { msp: 44.5, 'mission-control': 20.5, 'outside-contract': 103, nobody: 0 }],
  ];
  test.each(perDevice)('per device (%#): by window for onboarded devices, by R39 for others', (...row) => {
    const [text, which, hours] = row;
    expect(hoursOf(weekOf(customer(text), msp, which))).toEqual(hours);
  });

  test('a window around the clock stands above narrower help-desk hours', () => {
    const window = supportWindow('24/7', { kind: '24/7' });
    const [weekly] = coversOf(customerOf['per-incident']);
    if (weekly === undefined) throw new Error('no cover');
    const terms = { msp: mspBusinessHours(msp), cover: { ...weekly, window } };
    expect(hoursOf(answeringWeek(terms, 'America/New_York', '2026-12-14'))).toMatchObject({
      'mission-control': 123.5,
      'outside-contract': 0,
    });
  });
});

describe('zones', () => {
  const london = ['timeZone: America/New_York', 'timeZone: Europe/London'] as const;
  const inLondon = (date: string) => customer(harborDental, london, ['date: 2026-12-14', `date: ${date}`]);
  const dayOf = (week: AnsweringWeek, weekday: string) =>
    week.days
      .find((day) => day.weekday === weekday)
      ?.segments.map(({ from, to, answerer }) => `${from}–${to} ${answerer}`);

  test('everything is told on the customer’s clocks, past its midnight where zones differ', () => {
    expect(dayOf(weekOf(inLondon('2026-12-14')), 'tuesday')).toEqual([
      '00:00–01:30 mission-control',
      '01:30–12:30 outside-contract',
      '12:30–13:30 mission-control',
      '13:30–22:30 msp',
      '22:30–24:00 mission-control',
    ]);
  });

  test('clocks that change on different days: only the days between are an hour off', () => {
    const before = weekOf(inLondon('2027-03-10'));
    expect(dayOf(before, 'monday')).toContain('13:30–22:30 msp');
    expect(dayOf(weekOf(inLondon('2027-03-17')), 'monday')).toContain('12:30–21:30 msp');
    expect(dayOf(weekOf(inLondon('2027-03-30')), 'monday')).toContain('13:30–22:30 msp');
  });

  test('the MSP’s clocks change while the customer’s stay: the week changes in its middle', () => {
    const times = {
      ...inZone('Asia/Jerusalem'),
      businessHours: { ...msp.businessHours, sunday: officeHours },
    };
    const file = customer(
      harborDental,
      ['timeZone: America/New_York', 'timeZone: UTC'],
      ['date: 2026-12-14', 'date: 2027-03-24'],
    );
    const week = weekOf(file, times);
    expect(dayOf(week, 'thursday')).toContain('06:30–15:30 msp');
    expect(dayOf(week, 'friday')).toContain('05:30–14:00 msp');
  });

  test.each([
    ['2027-03-14', 167],
    ['2027-03-15', 168],
    ['2027-11-07', 169],
  ])('the week of %s has %i hours', (date, hours) => {
    const file = customer(harborDental, ['date: 2026-12-14', `date: ${date}`]);
    const { minutes } = weekOf(file);
    expect(Object.values(minutes).reduce((sum, one) => sum + one, 0)).toBe(hours * 60);
  });

  test('a time that comes twice tells which one it is', () => {
    const file = customer(harborDental, ['date: 2026-12-14', 'date: 2027-11-07']);
    const night = { ...inZone('UTC'), businessHours: { sunday: { from: '05:30', to: '06:15' } } };
    expect(dayOf(weekOf(file, night), 'sunday')).toEqual([
      '00:00–01:30 (UTC-04:00) outside-contract',
      '01:30 (UTC-04:00)–01:15 (UTC-05:00) msp',
      '01:15 (UTC-05:00)–24:00 outside-contract',
    ]);
  });
});

describe('holidays', () => {
  const terms = (file: CustomerFile): AnsweringTerms => {
    const [cover] = coversOf(file);
    if (cover === undefined) throw new Error('no cover');
    return { msp: mspBusinessHours(msp), cover };
  };
  const asUsual = customer(harborDental, ['holidays: closed', 'holidays: as-usual']);

  test('have a week of their own: the MSP is closed, the help desk as its contract says', () => {
    const [closed] = answeringOf(customerOf['per-incident'], msp);
    expect(closed && showAnsweringWeek(closed.holidays)).toEqual([
      'Mon–Sun 00:00–24:00 outside the contract',
    ]);
    const [open] = answeringOf(asUsual, msp);
    expect(open?.holidays.minutes).toMatchObject({ msp: 0, 'mission-control': 65 * 60 });
  });

  test('do not distort the ordinary week that happens to hold one', () => {
    const file = customer(harborDental, ['date: 2026-12-14', 'date: 2026-12-23']);
    expect(hoursOf(weekOf(file))).toEqual(hoursOf(weekOf(customerOf['per-incident'])));
  });

  test.each<[string, CustomerFile, Answerer]>([
    ['2026-12-24T15:00:00Z', customerOf['per-incident'], 'msp'],
    ['2026-12-25T15:00:00Z', customerOf['per-incident'], 'outside-contract'],
    ['2026-12-25T15:00:00Z', asUsual, 'mission-control'],
    ['2026-12-25T15:00:00Z', customerOf['time-based'], 'mission-control'],
    ['2026-12-25T15:00:00Z', customerOf['per-device'], 'nobody'],
    ['2026-12-28T13:29:59Z', customerOf['per-incident'], 'mission-control'],
    ['2026-12-28T13:30:00Z', customerOf['per-incident'], 'msp'],
    ['2026-12-28T22:30:00Z', customerOf['per-incident'], 'mission-control'],
    ['2026-12-29T01:30:00Z', customerOf['per-incident'], 'outside-contract'],
  ])('count by date at a real instant: %s', (instant, file, who) => {
    expect(answererAt(terms(file), instant)).toBe(who);
  });
});

describe('gaps', () => {
  const gapsOf = (file: CustomerFile) => answeringOf(file, msp).flatMap(gapsIn);

  test('are none around the clock', () => expect(gapsOf(customerOf['time-based'])).toEqual([]));

  test('outside the contract is told', () => {
    expect(gapsOf(customerOf['per-incident'])).toEqual([
      {
        callers: 'everybody',
        answerer: 'outside-contract',
        hours: 103,
        sentence:
          'Calls of the users are outside the contract 103 h a week (America/New_York): ' +
          'Mon–Fri 00:00–07:30 · 20:30–24:00; Sat–Sun 00:00–24:00.',
      },
    ]);
  });

  test('nobody is told, for each kind of caller', () => {
    expect(gapsOf(customerOf['per-device'])).toMatchObject([
      { callers: 'onboarded-devices', answerer: 'nobody', hours: 103 },
      {
        callers: 'other-devices',
        answerer: 'nobody',
        hours: 123.5,
        sentence: expect.stringContaining('Nobody answers users of other devices 123.5 h a week'),
      },
    ]);
  });
});

describe('three clocks', () => {
  test.each<['half-day' | '24/7', HelpDeskHours]>([
    ['half-day', { kind: '24/7' }],
    ['24/7', { kind: 'weekly', zone: 'UTC', days: { monday: officeHours }, holidays: 'closed' }],
  ])('a %s window beside hours that say otherwise is refused', (type, hours) => {
    expect(() => supportWindow(type, hours)).toThrow('R33');
  });

  test('are three types: none is taken for another', () => {
    const own: MspBusinessHours = mspBusinessHours(profile().msp);
    const window: SupportWindow = supportWindow('24/7', { kind: '24/7' });
    const hours: HelpDeskHours = { kind: '24/7' };
    const takesOwn = (_clock: MspBusinessHours) => 'own';
    const takesHours = (_clock: HelpDeskHours) => 'hours';
    const takesWindow = (_clock: SupportWindow) => 'window';
    // @ts-expect-error
    takesHours(own);
    // @ts-expect-error
    takesHours(window);
    // @ts-expect-error
    takesOwn(hours);
    // @ts-expect-error
    takesOwn(window);
    // @ts-expect-error
    takesWindow(hours);
    // @ts-expect-error
    takesWindow(own);
    expect([takesOwn(own), takesHours(hours), takesWindow(window)]).toEqual(['own', 'hours', 'window']);
  });
});
