import { expect, test } from '@jest/globals';
import { defaultPortalMap, parsePortalMap } from '../../../activities/datto-rmm-portal/portal-map.ts';

test('overrides are laid over what is documented', () => {
  expect(parsePortalMap(undefined)).toEqual(defaultPortalMap);
  const { editor } = parsePortalMap({ editor: { addSite: ['Add Site', 'Add'] } });
  expect(editor).toEqual({ ...defaultPortalMap.editor, addSite: ['Add Site', 'Add'] });
});

test.each([
  [{ editor: { savee: 'Keep' } }, 'editor has no savee; known are title, name,'],
  [{ edit: {} }, 'the top level has no edit; known are login, frame,'],
  [{ group: { title: 'Group' } }, 'group.title: must hold {group}'],
])('%j is refused', (overrides, message) => {
  expect(() => parsePortalMap(overrides)).toThrow(message);
});
