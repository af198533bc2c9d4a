import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type BrowserPool, createBrowserPool } from '../../../activities/browser/pool.ts';
import type { BrowserTab } from '../../../activities/browser/tab.ts';
import { defaultPortalMap, parsePortalMap } from '../../../activities/screenconnect/portal-map.ts';
import { findScope } from '../../../activities/screenconnect/role-scopes.ts';
import { browserForTests } from '../../support/browser.ts';
import { problemOf } from './bench.ts';

/** Lists within lists, without roles of their own; what opens a group has no name, and fills it when pressed. */
const EDITOR = `<h2>Edit Role</h2><ul>
  <li><p>AllSessionGroups</p><ul>
    <li><p>SupportSessionGroups</p><ul><li><p>Clients</p><ul><li><p>Acme</p></li></ul></li></ul></li>
    <li><p>AccessSessionGroups</p><ul>
      <li class="HasChildren"><span class="Expandable" style="display:inline-block;width:9px;height:9px"></span><p>Clients</p></li>
      <li><p>Twins</p></li><li><p>Twins </p></li>
    </ul></li>
  </ul></li></ul>
  <script>document.querySelector('.Expandable').addEventListener('mouseup', ({ target }) => {
    target.parentElement.classList.add('Expanded');
    const list = document.createElement('ul');
    list.innerHTML = '<li><p>Acme</p></li><li><p>O&#39;Neil &amp; Sons</p></li>';
    setTimeout(() => target.parentElement.append(list), 50);
  });</script>`;

let pool: BrowserPool;
let tab: BrowserTab;
beforeAll(async () => {
  pool = createBrowserPool(browserForTests);
  tab = await pool.open(new AbortController().signal);
  await tab.page.setContent(EDITOR);
});
afterAll(() => pool.close());

const find = (...path: string[]) =>
  findScope(
    {
      system: 'ScreenConnect',
      tab,
      url: 'http://127.0.0.1:1',
      map: defaultPortalMap,
      pageTimeoutMs: 4_000,
      settleMs: 200,
      wanted: 'find a group',
      beat: () => {},
    },
    path,
  );

test('a group of access sessions is found below the one that must be opened first', async () => {
  const { path, label, spot } = await find('Clients', "O'Neil & Sons");
  expect(path).toEqual(['AllSessionGroups', 'AccessSessionGroups', 'Clients', "O'Neil & Sons"]);
  expect(label).toBe("O'Neil & Sons");
  expect(spot.name).toBe("O'Neil & Sons");
});

test.each([
  ['awaits-somebody', ['Clients', 'Birch']],
  ['awaits-somebody', ['Acme']],
  ['ambiguous', ['Twins']],
])('%s: %j', async (code, path) => {
  expect(await problemOf(find(...path))).toBe(code);
});

test('the texts of the pages can be overridden one by one', () => {
  const map = parsePortalMap({ role: { save: 'Store Role', accessGroups: ['Machines'] } });
  expect(map.role.save).toEqual(['Store Role']);
  expect(map.role.title).toEqual(['Edit Role']);
  expect(() => parsePortalMap({ role: { safe: 'x' } })).toThrow(/role has no safe; known are title, save/);
});
