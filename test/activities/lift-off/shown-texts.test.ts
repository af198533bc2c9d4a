import { describe, expect, test } from '@jest/globals';
import { contactIn } from '../../../activities/lift-off/people-list.ts';
import { parseShownSpan, parseShownTime, typedTime } from '../../../activities/lift-off/shown-times.ts';

describe('times', () => {
  test.each([
    ['07:30', '07:30'],
    ['7:30 AM', '07:30'],
    ['7:30 p.m.', '19:30'],
    ['12:00 AM', '00:00'],
    ['12:15 PM', '12:15'],
    ['8:30 PM', '20:30'],
    ['23:45', '23:45'],
  ])('%s is read as %s', (shown, time) => {
    expect(parseShownTime(shown)).toBe(time);
  });

  test.each(['', '--:--', '25:00', '7:61', '13:00 PM', '0:30 AM', 'noon', '7.30'])(
    '“%s” is no time',
    (shown) => {
      expect(parseShownTime(shown)).toBeUndefined();
    },
  );

  test.each(['00:00', '00:05', '07:30', '12:00', '12:59', '23:45'])(
    '%s survives being typed and read',
    (time) => {
      expect(parseShownTime(typedTime(time, '12-hour'))).toBe(time);
      expect(parseShownTime(typedTime(time, '24-hour'))).toBe(time);
    },
  );
});

describe('spans', () => {
  test.each(['7:30 AM – 8:30 PM', '07:30-20:30', '7:30 a.m. to 8:30 p.m.', 'from 7:30AM until 8:30PM'])(
    '%s is read',
    (shown) => {
      expect(parseShownSpan(shown)).toEqual({ from: '07:30', to: '20:30' });
    },
  );

  test.each(['', '7:30 AM', '7:30 AM – 25:00', '8:00 – 12:00, 13:00 – 17:00', '7:61 – 8:30 PM'])(
    '“%s” is no span',
    (shown) => {
      expect(parseShownSpan(shown)).toBeUndefined();
    },
  );
});

describe('people', () => {
  const dana = { name: 'Dana Whitfield', email: 'dana@example.com' };
  test.each([
    'Dana Whitfield (dana@example.com)',
    'Dana Whitfield dana@example.com',
    '• Dana Whitfield <dana@example.com>',
    'Dana Whitfield – dana@example.com',
    'Dana Whitfield (dana@example.com), Manager',
  ])('%s', (text) => {
    expect(contactIn(text)).toEqual(dana);
  });

  test("keeps names as they are: O'Neil-Ørsted, J. (Jim)", () => {
    expect(contactIn("O'Neil-Ørsted, J. (Jim) (jim@example.com)")?.name).toBe("O'Neil-Ørsted, J. (Jim)");
  });

  test.each(['', 'Nobody yet', 'Dana Whitfield', 'dana@example'])('“%s” names nobody', (text) => {
    expect(contactIn(text)).toBeUndefined();
  });
});
