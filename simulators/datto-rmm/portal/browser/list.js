// A page with one table: searched by the server, and where groups are listed, with rows to select and to act on.

let selected = [];
let text = '';
let asking = 0;

const table = createTable((element, row) => {
  const box = element.matches('[data-select]') ? element : one('[data-select]', element);
  if (!box) return;
  const isRow = box === element;
  const isOn = selected.some(({ key }) => key === row.key);
  if (isRow) box.setAttribute('aria-selected', String(isOn));
  else {
    box.checked = isOn;
    box.setAttribute('aria-label', `Select ${row.name}`);
  }
  box.addEventListener('click', (event) => {
    if (!event.target.closest('a')) select(row, !isOn, isRow);
  });
});

/** Rows that are selected as a whole are so one at a time. */
function select(row, on, alone) {
  const others = alone ? [] : selected.filter(({ key }) => key !== row.key);
  selected = on ? [...others, row] : others;
  showActions();
  table.redraw();
}

function showActions() {
  const actions = one('[data-actions]');
  if (!actions) return;
  actions.hidden = selected.length === 0;
  one('[data-edit]', actions).hidden = selected.length !== 1;
}

async function load() {
  asking += 1;
  const mine = asking;
  one('main').setAttribute('aria-busy', 'true');
  const answer = await send('GET', `${page.endpoint}?${new URLSearchParams({ q: text })}`);
  if (mine !== asking || leftForLogin(answer)) return;
  const ok = answer.status === 200 && answer.json?.rows;
  showAlert(ok ? [] : problemsOf(answer));
  reveal(ok);
  if (!ok) return;
  one('[data-count]').textContent = answer.json.countText;
  selected = [];
  showActions();
  table.show(answer.json.rows);
}

async function removeSelected() {
  const names = selected.map(({ name }) => `"${name}"`).join(', ');
  if (!(await ask('delete', `Do you want to delete ${names}?`))) return;
  for (const { key } of selected) {
    const answer = await send('DELETE', `${page.endpoint}/${key}`);
    if (leftForLogin(answer)) return;
    if (!answer.json?.saved) {
      showAlert(problemsOf(answer));
      return;
    }
  }
  showToast('Deleted');
  load();
}

const filterButton = one('[data-filter-open]');
const filterMenu = one('[data-filter-menu]');
const search = one('[data-search]');
const query = one('[data-query]', search);
function searchFor(wanted) {
  query.value = wanted;
  text = wanted;
  if (filterMenu && !filterMenu.hidden) toggle(filterButton, filterMenu);
  load();
}
filterButton?.addEventListener('click', () => toggle(filterButton, filterMenu));
search.addEventListener('submit', (event) => {
  event.preventDefault();
  searchFor(query.value);
});
one('[data-reset]', search).addEventListener('click', () => searchFor(''));
one('[data-edit]')?.addEventListener('click', (event) => {
  event.preventDefault();
  location.assign(`${selected[0].address}/edit`);
});
one('[data-delete]')?.addEventListener('click', removeSelected);
load();
