// The account list: the address holds search text and page, so that it can be gone to directly.

const query = one('[data-query]');
const target = one('[data-entries]');
let shown = new URLSearchParams(location.search);
let asking = 0;
let typing;

/** A way to another page of the list: a button that can be disabled, or a link that is there or not. */
function setWay(way, number, pages) {
  const ends = number < 1 || number > pages;
  way.disabled = ends;
  if (!way.matches('a')) return;
  way.hidden = ends;
  way.href = `/accounts?${addressOf(shown.get('q') ?? '', number)}`;
}

function addressOf(text, number) {
  return new URLSearchParams({ q: text, page: String(number) });
}

function draw({ accounts, total, page: number, pages, countText }) {
  const template = one('[data-entry]');
  target.replaceChildren();
  for (const account of accounts) {
    const element = template.content.firstElementChild.cloneNode(true);
    const link = one('[data-part="link"]', element);
    link.textContent = account.name;
    link.href = `/accounts/${account.id}`;
    one('[data-part="company"]', element).textContent = account.autotaskCompanyId;
    one('[data-part="devices"]', element).textContent = account.onboardedDevices;
    target.append(element);
  }
  one('[data-accounts]').hidden = total === 0;
  one('[data-count]').textContent = countText;
  one('[data-page]').textContent = `Page ${number} of ${pages}`;
  setWay(one('[data-previous]'), number - 1, pages);
  setWay(one('[data-next]'), number + 1, pages);
}

async function show() {
  asking += 1;
  const mine = asking;
  one('main').setAttribute('aria-busy', 'true');
  const answer = await send('GET', `/api/accounts?${shown}`);
  if (mine !== asking || leftForLogin(answer)) return;
  const ok = answer.status === 200 && answer.json?.accounts;
  showAlert(ok ? [] : problemsOf(answer));
  if (ok) draw(answer.json);
  reveal(ok);
}

function go(text, number) {
  shown = addressOf(text, number);
  history.replaceState(null, '', `/accounts?${shown}`);
  show();
}

const currentPage = () => Number(shown.get('page') ?? 1);
const searchNow = () => {
  clearTimeout(typing);
  go(query.value, 1);
};

query.value = shown.get('q') ?? '';
for (const [way, by] of [
  ['[data-previous]', -1],
  ['[data-next]', 1],
]) {
  one(way).addEventListener('click', (event) => {
    event.preventDefault();
    go(shown.get('q') ?? '', currentPage() + by);
  });
}
one('[data-search-form]')?.addEventListener('submit', (event) => {
  event.preventDefault();
  searchNow();
});
if ('live' in query.dataset) {
  query.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(searchNow, 300);
  });
  query.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') searchNow();
  });
}
show();
