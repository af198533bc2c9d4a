// The account list: the address holds search text and page, so that it can be gone to directly.

const query = one('[data-query]');
const target = one('[data-entries]');
let shown = new URLSearchParams(location.search);
let asking = 0;
let typing;

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
  one('[data-previous]').disabled = number <= 1;
  one('[data-next]').disabled = number >= pages;
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
  shown = new URLSearchParams({ q: text, page: String(number) });
  history.replaceState(null, '', `/accounts?${shown}`);
  show();
}

const currentPage = () => Number(shown.get('page') ?? 1);
const searchNow = () => {
  clearTimeout(typing);
  go(query.value, 1);
};

query.value = shown.get('q') ?? '';
one('[data-previous]').addEventListener('click', () => go(shown.get('q') ?? '', currentPage() - 1));
one('[data-next]').addEventListener('click', () => go(shown.get('q') ?? '', currentPage() + 1));
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
