import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { showFault } from '../../domain/fault.ts';
import { nearest } from '../../domain/nearest.ts';
import { parseCustomerFile, parseYaml } from '../../domain/yaml-document.ts';
import { edited, faultsOf, harborDental, perDeviceText } from './examples.ts';

const schema = z.strictObject({
  schema: z.literal(1),
  name: z.string(),
  count: z.int().optional(),
  on: z.boolean().optional(),
  list: z.array(z.strictObject({ id: z.string() })).optional(),
  inner: z.strictObject({ one: z.string(), two: z.string() }).optional(),
  kind: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('a'), size: z.int() }),
      z.strictObject({ type: z.literal('b') }),
    ])
    .optional(),
});
const right = 'schema: 1\nname: x\n';

describe('each kind of fault is reported where it stands', () => {
  test.each([
    ['an empty file', '', 1, 1, '', 'is empty', 'Write the keys schema, name'],
    ['only a comment', '# soon\n', 1, 1, '', 'is empty', 'Write the keys'],
    ['text instead of keys', 'hello', 1, 1, '', 'is not a group of keys', 'Write the keys'],
    ['a tab', 'schema: 1\nname: x\ninner:\n\tone: 1', 4, 1, '', 'is indented with a tab', 'Use spaces.'],
    ['an open bracket', 'a: [1', 1, 6, '', 'a bracket is not closed', 'close every bracket'],
    ['an open quote', 'a: "b', 1, 6, '', 'lacks a closing quote', 'Close what is open'],
    ['a second document', `${right}---\nname: y`, 3, 1, '', 'starts a second document', 'Remove'],
    ['an unknown tag', 'schema: 1\nname: !x y\n', 2, 7, '', 'has a tag (!)', 'Remove the tag'],
    ['a repeated key', `${right}name: y\n`, 3, 1, 'name', 'is written twice', 'Keep one of the two'],
    [
      'a repeated key inside',
      `${right}list:\n  - { id: a, id: b }`,
      4,
      14,
      'list[0].id',
      'is written twice',
      '',
    ],
    [
      'a reference',
      'schema: 1\nname: &a x\ninner: { one: *a, two: x }',
      3,
      15,
      'inner.one',
      'is a reference',
      '',
    ],
    ['a key that is a list', `${right}? [a]\n: 1`, 3, 3, '', 'has a key that is not plain text', ''],
    [
      'an unknown key',
      `${right}cuont: 1`,
      3,
      1,
      'cuont',
      'is not a key that is known',
      'Did you mean “count”?',
    ],
    [
      'an unknown key far off',
      `${right}zebra: 1`,
      3,
      1,
      'zebra',
      'is not a key that is known',
      'Known here: schema,',
    ],
    [
      'an unknown key inside',
      `${right}inner:\n  one: a\n  two: b\n  tow: c`,
      6,
      3,
      'inner.tow',
      '',
      'Did you mean “two”?',
    ],
    ['a missing key', 'schema: 1\n', 1, 1, 'name', 'is missing', 'Write text.'],
    ['a missing key inside', `${right}inner:\n  one: a`, 3, 1, 'inner.two', 'is missing', 'Write text.'],
    ['a missing key in a list', `${right}list:\n  - id: a\n  - {}`, 5, 5, 'list[1].id', 'is missing', ''],
    ['an empty key', `${right}inner:\n`, 3, 1, 'inner', 'is empty', 'Write the keys one, two'],
    ['text for a number', `${right}count: "7"`, 3, 8, 'count', 'is not a number', 'Write a number.'],
    ['a broken number', `${right}count: 7.5`, 3, 8, 'count', 'is not a whole number', ''],
    ['text for a switch', `${right}on: yes`, 3, 5, 'on', 'is not true or false', 'Write true or false.'],
    ['a number for text', 'schema: 1\nname: 7', 2, 7, 'name', 'is not text', 'Write text.'],
    ['no list', `${right}list: a`, 3, 7, 'list', 'is not a list', 'Write a list'],
    ['another constant', 'schema: 2\nname: x', 1, 9, 'schema', 'is not the value that must', 'Write 1.'],
    [
      'an unknown variant',
      `${right}kind:\n  type: c\n  size: 1`,
      4,
      9,
      'kind.type',
      'is not one of',
      'Write one of: a, b.',
    ],
    ['no variant', `${right}kind:\n  size: 1`, 3, 1, 'kind.type', 'is missing', 'Write one of: a, b.'],
    [
      'a wrong value in a variant',
      `${right}kind:\n  type: a\n  size: x`,
      5,
      9,
      'kind.size',
      'is not a number',
      '',
    ],
    [
      'another variant’s key',
      `${right}kind:\n  type: b\n  size: 1`,
      5,
      3,
      'kind.size',
      'is not a key that is',
      '',
    ],
  ])('%s', (_what, text, line, column, field, message, remedy) => {
    const [fault] = faultsOf(parseYaml(schema, text, 'x.yaml')).filter((one) => one.field === field);
    expect(fault).toMatchObject({ file: 'x.yaml', line, column, field });
    expect(fault?.message).toContain(message);
    expect(fault?.remedy).toContain(remedy);
  });
});

test('a fault reads as one line for the place and one for the remedy', () => {
  const text = edited(harborDental, ['2026-12-14', '2026-02-30']);
  const line = text.split('\n').findIndex((one) => one.includes('2026-02-30')) + 1;
  expect(faultsOf(parseCustomerFile(text, 'customers/x.yaml')).map(showFault)).toEqual([
    `customers/x.yaml:${line}:11  contract.goLive.date: "2026-02-30" is not a date that exists\n` +
      '    → Write year, month and day with two digits each, such as 2027-02-15.',
  ]);
});

test('every fault is found at once and in the order of the file, whatever their kinds', () => {
  const text = edited(
    perDeviceText,
    ['id: harbor-dental', 'id: Harbor Dental'],
    ['timeZone: America/New_York', 'timeZone: EST'],
    ['companyId:', 'companyID:'],
    ['value: half-day', 'value: 24/7'],
    ['link: https://contracts', 'link: contracts'],
    ['date: 2026-12-14', 'date: 2027-02-29'],
    ['monday: { from: "07:30", to: "20:30" }', 'monday: { from: "07:30", to: "07:30" }'],
    ['tuesday:', 'teusday:'],
    ['holidays: closed', 'holidays: closed\n      holidays: closed'],
    ['email: dana.whitfield@harbor-dental.example.com', 'email: dana.whitfield'],
    ['approvers:\n', 'approvers:\n  - { name: L. Ortega, email: Luis.Ortega@harbor-dental.example.com }\n'],
    ['  - name: Main office', '  []'],
  );
  const faults = faultsOf(parseCustomerFile(text, 'x.yaml'));
  expect(faults.map((fault) => fault.field)).toEqual([
    'id',
    'timeZone',
    'systems.autotask.companyId',
    'systems.autotask.companyID',
    'service.helpDeskType.value',
    'contract.link',
    'contract.goLive.date',
    'contract.helpDeskHours.value.days.monday.to',
    'contract.helpDeskHours.value.days.teusday',
    'contract.helpDeskHours.value.holidays',
    'vips[0].email',
    'approvers[1].email',
    'locations',
  ]);
  expect(faults.every((fault) => fault.remedy !== '')).toBe(true);
});

test('a login inside an address is not repeated', () => {
  const text = edited(harborDental, [
    'https://contracts.example.com',
    'https://me:hunter2@contracts.example.com',
  ]);
  const shown = faultsOf(parseCustomerFile(text, 'x.yaml')).map(showFault).join();
  expect(shown).toContain('is not a web address');
  expect(shown).not.toContain('hunter2');
});

test('windows line ends and a byte-order mark move no fault', () => {
  const text = `\uFEFF${harborDental.replaceAll('\n', '\r\n')}`;
  expect(parseCustomerFile(text, 'x.yaml').ok).toBe(true);
  const [fault] = faultsOf(parseCustomerFile(edited(text, ['2026-12-14', 'soon']), 'x.yaml'));
  expect(fault?.line).toBe(harborDental.split('\n').findIndex((one) => one.includes('2026-12-14')) + 1);
});

test('no text makes the parser throw, and every fault lies inside the file', () => {
  const piece = fc.constantFrom(
    ...harborDental.split(/(?<=\n)/),
    '\t',
    '&a ',
    '*a',
    '[',
    '"',
    '- ',
    '? ',
    '__proto__: 1\n',
    '%',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const parsed = parseCustomerFile(text, 'x.yaml');
      const faults = parsed.ok ? [] : parsed.faults;
      const lines = text.split('\n').length;
      expect(parsed.ok || faults.length > 0).toBe(true);
      for (const fault of faults) {
        expect(fault.line).toBeGreaterThanOrEqual(1);
        expect(fault.line).toBeLessThanOrEqual(lines);
        expect(fault.column).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: 300 },
  );
});

describe('the nearest word', () => {
  const words = ['companyId', 'companyName', 'timeZone', 'vips', 'to'];
  test.each([
    ['company_id', 'companyId'],
    ['CompanyID', 'companyId'],
    ['tiemZone', 'timeZone'],
    ['vip', 'vips'],
    ['xyz', undefined],
    ['colour', undefined],
  ])('to %s is %s', (written, meant) => expect(nearest(written, words)).toBe(meant));
});
