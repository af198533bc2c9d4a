// The pane on the right: all sites, ten to a page, each to be added to the list of the page or removed from it.

function createPane({ isMember, add, remove }) {
  const pane = one('[data-pane]');
  const search = one('[data-search]', pane);
  const query = one('[data-query]', search);
  let text = '';
  let number = 1;
  let shown = { sites: [], page: 1, pages: 1, total: 0 };

  const row = (site) => {
    const element = copyOf(one('[data-entry]', pane));
    one('[data-part="name"]', element).textContent = site.name;
    const button = one('[data-act]', element);
    const word = isMember(site) ? 'Remove' : 'Add';
    button.textContent = word;
    if ('names' in button.dataset) button.setAttribute('aria-label', `${word} ${site.name}`);
    button.addEventListener('click', () => (isMember(site) ? remove(site) : add(site)));
    return element;
  };
  const draw = () => {
    one('[data-entries]', pane).replaceChildren(...shown.sites.map(row));
    one('[data-count]', pane).textContent = shown.total === 1 ? '1 site' : `${shown.total || 'No'} sites`;
    one('[data-page]', pane).textContent = `Page ${shown.page} of ${shown.pages}`;
    one('[data-previous]', pane).disabled = shown.page <= 1;
    one('[data-next]', pane).disabled = shown.page >= shown.pages;
  };
  const load = async () => {
    pane.setAttribute('aria-busy', 'true');
    const asked = new URLSearchParams({ q: text, page: String(number) });
    const answer = await send('GET', `/portal-api/candidates?${asked}`);
    if (leftForLogin(answer)) return;
    pane.setAttribute('aria-busy', 'false');
    if (!answer.json?.sites) {
      showAlert(problemsOf(answer));
      return;
    }
    shown = answer.json;
    draw();
  };
  const go = (wanted, page) => {
    text = wanted;
    number = page;
    load();
  };
  search.addEventListener('submit', (event) => {
    event.preventDefault();
    go(query.value, 1);
  });
  one('[data-reset]', search).addEventListener('click', () => {
    query.value = '';
    go('', 1);
  });
  one('[data-previous]', pane).addEventListener('click', () => go(text, shown.page - 1));
  one('[data-next]', pane).addEventListener('click', () => go(text, shown.page + 1));
  one('[data-close]', pane).addEventListener('click', () => {
    pane.hidden = true;
  });
  return {
    open: () => {
      pane.hidden = false;
      go(text, number);
    },
    redraw: draw,
  };
}

window.createPane = createPane;
