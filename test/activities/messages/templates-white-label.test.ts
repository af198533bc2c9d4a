import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CustomerText,
  customerMail,
  refuseVendorName,
  type VendorName,
  vendorNamesIn,
} from '../../../activities/messages/white-label.ts';

describe('names of the vendor (R60)', () => {
  test.each<[text: string, names: VendorName[]]>([
    ['Mission Control answers.', ['Mission Control']],
    ['MISSION-CONTROL', ['Mission Control']],
    ['mission\n  control', ['Mission Control']],
    ['Write to success@missioncontrolnoc.com', ['Mission Control']],
    ['see www.ourmissioncontrolnoc.example', ['Mission Control']],
    ['askMissionControl', ['Mission Control']],
    ['M i s s i o n . C o n t r o l', ['Mission Control']],
    ['Mis\u00adsion\u00a0Con\u200btrol', ['Mission Control']],
    ['Ｍｉｓｓｉｏｎ Ｃｏｎｔｒｏｌ', ['Mission Control']],
    ['𝕄𝕚𝕤𝕤𝕚𝕠𝕟 𝒞ontrol', ['Mission Control']],
    ['Míssíon Contröl', ['Mission Control']],
    ['Mission&nbsp;Control', ['Mission Control']],
    ['&#77;ission &#x43;ontrol', ['Mission Control']],
    ['&amp;#0077;ission&#32Control', ['Mission Control']],
    ['&Mopf;ission&NewLine;Control', ['Mission Control']],
    ['&nbspmission control', ['Mission Control']],
    ['Mis<b>sion</b> Con<!-- x > y -->trol', ['Mission Control']],
    ['<td>Mission</td><td>Control</td>', ['Mission Control']],
    ['<img alt="Mission Control">', ['Mission Control']],
    ['<a href="https://x.example/mission%2520control">here</a>', ['Mission Control']],
    ['Mis=\r\nsion Control', ['Mission Control']],
    ['Lift Off', ['Lift Off']],
    ['the lift-off portal', ['Lift Off']],
    ['https://liftoffportal.example', ['Lift Off']],
    ['LiftOff', ['Lift Off']],
    ['askLiftOffNow', ['Lift Off']],
    ['MC', ['MC']],
    ['ask (mc), please', ['MC']],
    ['M.C. will call', ['MC']],
    ['M\u200bC', ['MC']],
    ['M<i>C</i>', ['MC']],
    ['&#77;&zwj;&#67;', ['MC']],
    ['MC’s Lift Off of Mission Control', ['Mission Control', 'Lift Off', 'MC']],
  ])('are found: %j', (text, names) => expect(vendorNamesIn(text)).toEqual(names));

  test.each([
    'Call our help desk team at (347) 308-6455.',
    'permission control, transmission control and access control',
    'It is our mission to be in control? No: our mission is yours.',
    'The lift offers room for four; the office lift is off.',
    'McDonald, E=mc², 12 cm, MCSE, iMac, AMC, .mcx',
    '<p style="color: #0c0">Hours: 7:30am to 8:30pm</p>',
    'PERMISSION CONTROL',
    '100% of R&D &amp; more &lt;3',
  ])('are not seen where there are none: %j', (text) => expect(vendorNamesIn(text)).toEqual([]));

  test('leave a customer its own name, in HTML too, but no more than that', () => {
    const own = ['MC & Sons', 'M'];
    expect(vendorNamesIn('Hello MC & Sons,', own)).toEqual([]);
    expect(vendorNamesIn('<p>Hello mc &amp; sons,</p>', own)).toEqual([]);
    expect(vendorNamesIn('Hello MC & Sons, MC will call.', own)).toEqual(['MC']);
    expect(vendorNamesIn('Mission Control Films', ['Mission Control Films'])).toEqual(['Mission Control']);
  });
});

/** Ways to write one letter so that a reader still reads it. */
const letter = (character: string) =>
  fc.constantFrom(
    character,
    character.toUpperCase(),
    character.toLowerCase(),
    `&#${character.charCodeAt(0)};`,
    `&#x${character.charCodeAt(0).toString(16)};`,
    String.fromCharCode(character.charCodeAt(0) + 0xfee0),
    `%${character.charCodeAt(0).toString(16)}`,
  );
/** What shows nothing between two letters. */
const nothing = fc.constantFrom(
  '',
  '',
  '',
  '\u200b',
  '\u00ad',
  '\ufeff',
  '&shy;',
  '&#8203;',
  '<b>',
  '</i>',
  '<!---->',
);
const between = fc.constantFrom(' ', '  ', '\n', '\u00a0', '&nbsp;', '-', '_', '%20', '<br>', ' \u200b ', '');

const written = (word: string) =>
  fc
    .tuple(...[...word].map((character) => fc.tuple(letter(character), nothing)))
    .map((letters) => letters.flat().join(''));
const disguised: fc.Arbitrary<readonly [VendorName, string]> = fc.oneof(
  fc
    .tuple(written('Mission'), between, written('Control'))
    .map((parts) => ['Mission Control', parts.join('')] as const),
  fc.tuple(written('Lift'), between, written('Off')).map((parts) => ['Lift Off', parts.join('')] as const),
  written('MC').map((text) => ['MC', text] as const),
);
const innocent = fc
  .array(
    fc.constantFrom(
      'your',
      'help',
      'desk',
      'team',
      'permission',
      'control',
      'lifts',
      'office',
      'calls',
      '24/7',
      '7:30am',
    ),
    { maxLength: 8 },
  )
  .map((words) => words.join(' '));

test('no disguise of a name gets through, wherever it stands', () => {
  fc.assert(
    fc.property(innocent, disguised, innocent, (before, [name, text], after) => {
      const whole = `${before} ${text} ${after}`;
      expect(vendorNamesIn(whole)).toContain(name);
      expect(() => refuseVendorName(whole)).toThrow(name);
    }),
    { numRuns: 500 },
  );
});

test('innocent words pass, unchanged', () => {
  fc.assert(fc.property(innocent, (text) => expect(refuseVendorName(text)).toBe(text)));
});

test('whatever passes once passes again, and nothing makes the guard fail in another way', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      if (vendorNamesIn(text).length === 0) expect(refuseVendorName(text)).toBe(text);
      else expect(() => refuseVendorName(text)).toThrow('R60');
    }),
  );
});

test('deep encodings come to an end', () => {
  expect(vendorNamesIn(`${'&amp;'.repeat(5_000)}#77;${'%25'.repeat(5_000)}43 MC`)).toEqual(['MC']);
});

test('what customers read takes guarded text only', () => {
  const send = (text: CustomerText) => text.length;
  // @ts-expect-error
  send('not looked through');
  expect(send(refuseVendorName('Your help desk team'))).toBe(19);
});

test.each(['subject', 'text', 'html'])('a mail is refused for its %s', (part) => {
  const mail = { subject: 'Hours', text: 'Hours', html: '<p>Hours</p>' };
  expect(customerMail(mail)).toEqual(mail);
  expect(() => customerMail({ ...mail, [part]: 'Mission Control' })).toThrow('help desk team');
});
