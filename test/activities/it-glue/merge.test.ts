import { describe, expect, test } from '@jest/globals';
import { type AssetField, assetFieldSchema, assetSchema } from '../../../activities/it-glue/answers.ts';
import { fieldLabelled, shownText, storedValue } from '../../../activities/it-glue/field-text.ts';
import { holdsFragilePicture, htmlOfText, textOfHtml } from '../../../activities/it-glue/html-text.ts';
import { differences, mergedTraits } from '../../../activities/it-glue/merge.ts';
import { ProductError } from '../../../domain/problems.ts';

function field(kind: string, over: Partial<AssetField> = {}): AssetField {
  return { label: kind, key: kind.toLowerCase(), kind, isRequired: false, options: [], ...over };
}

function problemOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof ProductError ? error.problem : error;
  }
}

const hours = field('Text');
const change = { field: hours, value: 'new' };

describe('merging: a trait as read becomes a trait as written', () => {
  test.each([
    ['Textbox', '<p>a</p>', '<p>a</p>'],
    ['Number', 0, 0],
    ['Percent', 99.5, 99.5],
    ['Checkbox', false, false],
    ['Date', '2026-01-15', '2026-01-15'],
    ['Select', 'a', 'a'],
    ['Tag', { type: 'Contacts', values: [{ id: 1 }, { id: '2', name: 'x' }] }, [1, '2']],
    ['Tag', { type: 'Contacts', values: [{ id: 1, 'resource-deleted': true }, { id: 2 }] }, [2]],
    ['Tag', { type: 'Contacts', values: [{ id: 1, 'resource-deleted': true }] }, undefined],
    ['Tag', { type: 'Contacts', values: [] }, undefined],
    ['Tag', 7, [7]],
    ['Tag', [7, 8], [7, 8]],
    ['Password', 2_957_417_614_246_021, 2_957_417_614_246_021],
    ['Password', { type: 'Passwords', values: [{ id: 9 }] }, 9],
    ['Upload', null, undefined],
    ['Upload', [], undefined],
    ['Upload', {}, undefined],
    ['Header', 'x', undefined],
    ['Text2', 'a kind that nobody knows', 'a kind that nobody knows'],
  ])('%s %j', (kind, read, written) => {
    const other = field(kind, { key: 'other' });
    const traits = mergedTraits([hours, other], { text: 'old', other: read }, change);
    expect(traits).toEqual({ text: 'new', ...(written === undefined ? {} : { other: written }) });
  });

  test.each([
    ['Upload', { url: 'x' }, 'the file in “Upload”'],
    ['Upload', 'plan.png', 'the file in “Upload”'],
    ['Textbox', '<p><img alt="x" src="data:image/png;base64,aGk="></p>', 'a picture in “Textbox”'],
    ['Tag', { values: [{ name: 'no id' }] }, 'could not write back'],
    ['Tag', [2 ** 60], 'could not write back'],
    ['Password', { values: [{ id: 1 }, { id: 2 }] }, 'could not write back'],
    ['Date', { year: 2026 }, 'could not write back'],
  ])('%s %j is a stop', (kind, read, part) => {
    const other = field(kind, { key: 'other' });
    expect(problemOf(() => mergedTraits([hours, other], { other: read }, change))).toMatchObject({
      code: 'would-lose',
      message: expect.stringContaining(part),
    });
  });

  test('a required field is never left empty, ours included', () => {
    const required = field('Text', { key: 'site', label: 'Site', isRequired: true });
    const code = { code: 'input-rejected', message: expect.stringContaining('“Site”') };
    expect(problemOf(() => mergedTraits([hours, required], {}, change))).toMatchObject(code);
    const cleared = { field: required, value: null };
    expect(problemOf(() => mergedTraits([required], { site: 'x' }, cleared))).toMatchObject(code);
  });
});

describe('comparing', () => {
  test.each([
    ['Textbox', '<p>a<br>b</p>', '<p>a<br />b</p>\n', true],
    ['Textbox', '<p>a</p>', '<p>b</p>', false],
    ['Textbox', '<p>a <img src="x"></p>', '<p>a</p>', false],
    ['Tag', [2, 1], { values: [{ id: '1' }, { id: 2 }] }, true],
    ['Tag', [1], { values: [{ id: 2 }] }, false],
    ['Password', 8, { values: [{ id: 8 }] }, true],
    ['Number', '24.0', 24, true],
    ['Checkbox', false, null, true],
    ['Text', ' a  b ', 'a b', true],
    ['Text', 'a', null, false],
    ['Upload', { url: 'x' }, null, false],
  ])('%s %j and %j: same %s', (kind, one, other, same) => {
    const found = differences([field(kind, { key: 'k' })], { k: one }, { k: other });
    expect(found.map(({ field: { label } }) => label)).toEqual(same ? [] : [kind]);
  });
  test.each([
    ['a', '', true],
    ['a', null, true],
    ['a', 'b', false],
    ['', 'b', false],
  ])('%j then %j: gone %s', (one, other, isGone) => {
    expect(differences([hours], { text: one }, { text: other })).toEqual([{ field: hours, isGone }]);
  });
});

describe('texts of fields', () => {
  test.each([
    ['Textbox', '<ul><li>Mon&ndash;Fri</li><li>7&#58;30 &amp; later</li></ul>', 'Mon–Fri 7:30 & later'],
    ['Textbox', '<p>&nbsp;</p>', null],
    ['Text', '  a\n b ', 'a b'],
    ['Checkbox', true, 'Yes'],
    ['Select', undefined, null],
    ['Text', null, null],
  ])('%s %j shows %p', (kind, value, shown) => {
    expect(shownText(field(kind), value)).toBe(shown);
  });
  test('a box takes Yes or No, a list what is in it', () => {
    expect(storedValue(field('Checkbox'), 'No')).toBe(false);
    expect(problemOf(() => storedValue(field('Checkbox'), 'Gold'))).toMatchObject({ code: 'input-rejected' });
    const list = field('Select', { options: ['Gold'] });
    expect(storedValue(list, 'Gold')).toBe('Gold');
    expect(problemOf(() => storedValue(list, 'gold'))).toMatchObject({ code: 'not-found' });
    expect(problemOf(() => storedValue(field('Date'), 'May'))).toMatchObject({ code: 'input-rejected' });
  });
  test('what is written reads back, letter for letter', () => {
    const text = 'Mon–Fri <8 & "9" &amp; 10\nSat';
    expect(htmlOfText(text)).toBe('<p>Mon–Fri &lt;8 &amp; "9" &amp;amp; 10</p><p>Sat</p>');
    expect(textOfHtml(htmlOfText(text))).toBe('Mon–Fri <8 & "9" &amp; 10 Sat');
  });
  test('scripts and styles are no text, and an entity beyond all letters stays', () => {
    expect(textOfHtml('<style>p{}</style>a<script>b</script> &#x41;&#x1ffffff;')).toBe('a A&#x1ffffff;');
  });
  test.each([
    ['<img src="https://files.example.com/a.png">', false],
    ["<p>src=data: <IMG width=3 SRC='data:image/png;base64,x'></p>", true],
    ['<img src="https://files.example.com/a.png?w=1&amp;X-Amz-Signature=abc">', true],
    ['<img src=https://files.example.com/a?Expires=1>', true],
    ['<a href="data:x">a</a>', false],
  ])('%s holds a picture that a save may strip: %s', (html, isFragile) => {
    expect(holdsFragilePicture(html)).toBe(isFragile);
  });
  test('two fields of one label are doubted aloud, a header is none', () => {
    const twice = [field('Text'), field('Textbox', { label: 'Text' })];
    expect(problemOf(() => fieldLabelled(twice, 'Text'))).toMatchObject({ code: 'ambiguous' });
    expect(problemOf(() => fieldLabelled([field('Header')], 'Header'))).toMatchObject({ code: 'not-found' });
  });
});

describe('answers are parsed liberally where nothing is at stake', () => {
  test('ids become text; those too long to be exact are refused', () => {
    const attributes = { 'organization-id': 2, 'flexible-asset-type-id': '33', traits: null };
    expect(assetSchema.parse({ id: 401, attributes })).toMatchObject({
      id: '401',
      organizationId: '2',
      typeId: '33',
      isArchived: false,
      traits: {},
    });
    const unsafe = { ...attributes, 'organization-id': 2 ** 60 };
    expect(assetSchema.safeParse({ id: '1', attributes: unsafe }).success).toBe(false);
  });
  test('options are the lines of the default value', () => {
    const attributes = { name: 'Plan', kind: 'Select', 'name-key': 'plan', 'default-value': 'A\r\n B\n\n' };
    expect(assetFieldSchema.parse({ id: '1', attributes })).toMatchObject({ options: ['A', 'B'] });
  });
});
