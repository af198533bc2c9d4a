import { describe, expect, test } from '@jest/globals';
import { companySchema, fieldDefinitionsSchema } from '../../../activities/autotask/answers.ts';
import { fieldNamed, shownValue, storedValue } from '../../../activities/autotask/help-desk-field.ts';

const definitions = fieldDefinitionsSchema.parse({
  fields: [
    {
      name: 'Help Desk',
      label: 'Help Desk Support Type',
      isPickList: true,
      picklistValues: [
        { value: 'MSP', label: 'Our own help desk', isActive: true },
        { value: 'MC', label: 'Mission Control Help Desk', isActive: true },
        { value: 'OLD', label: 'Retired', isActive: false },
        { value: 'A', label: 'Twice' },
        { value: 'B', label: 'Twice' },
      ],
    },
    { name: 'CRM ID', label: 'CRM ID', isPickList: false, picklistValues: null },
    { name: 'Locked', isReadOnly: true },
    { name: 'One', label: 'Both' },
    { name: 'Both' },
  ],
});
const list = fieldNamed(definitions, 'Help Desk');
const text = fieldNamed(definitions, 'CRM ID');

function company(userDefinedFields: unknown) {
  return companySchema.parse({ id: 0, companyName: 'Us', isActive: true, userDefinedFields });
}

function codeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof Error && 'problem' in error ? error.problem : error;
  }
}

describe('the field itself', () => {
  test('is found by name or label', () => {
    expect(fieldNamed(definitions, 'Help Desk Support Type')).toBe(list);
  });
  test('is missed and doubted aloud', () => {
    expect(codeOf(() => fieldNamed(definitions, 'Helpdesk'))).toMatchObject({ code: 'not-found' });
    expect(codeOf(() => fieldNamed(definitions, 'Both'))).toMatchObject({ code: 'ambiguous' });
  });
});

describe('reading', () => {
  test.each([
    [undefined],
    [null],
    [[]],
    [[{ name: 'Help Desk', value: null }]],
    [[{ name: 'Help Desk' }]],
    [[{ name: 'Help Desk', value: '' }]],
  ])('nothing set: %j', (fields) => {
    expect(shownValue(list, company(fields))).toBeNull();
  });
  test.each([
    ['MC', 'Mission Control Help Desk'],
    ['Mission Control Help Desk', 'Mission Control Help Desk'],
    ['OLD', 'Retired'],
    ['unknown to the list', 'unknown to the list'],
  ])('a list that holds %s shows %s', (value, shown) => {
    expect(shownValue(list, company([{ name: 'Help Desk', value }]))).toBe(shown);
  });
  test('a text shows itself', () => {
    expect(shownValue(text, company([{ name: 'CRM ID', value: 'MC' }]))).toBe('MC');
  });
});

describe('writing', () => {
  test('stores the value of the label, takes the value itself, clears with null', () => {
    expect(storedValue(list, 'Mission Control Help Desk')).toBe('MC');
    expect(storedValue(list, 'MC')).toBe('MC');
    expect(storedValue(list, null)).toBeNull();
    expect(storedValue(text, 'anything')).toBe('anything');
  });
  test.each([
    ['Nowhere', 'not-found'],
    ['Retired', 'input-rejected'],
    ['Twice', 'ambiguous'],
  ])('%s is %s', (shown, code) => {
    expect(codeOf(() => storedValue(list, shown))).toMatchObject({ code });
  });
  test('a read-only field is refused before anything is sent', () => {
    expect(codeOf(() => storedValue(fieldNamed(definitions, 'Locked'), 'x'))).toMatchObject({
      code: 'input-rejected',
    });
  });
});
