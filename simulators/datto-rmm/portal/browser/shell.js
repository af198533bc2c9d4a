// What every page behind the login shares: requests, alerts, toasts, dialogs, the menu that comes late.

const page = document.body.dataset;
const one = (selector, root = document) => root.querySelector(selector);
const every = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Always resolves; status 0 stands for a lost connection. */
async function send(method, address, body) {
  const init = { method, headers: { Accept: 'application/json' } };
  if (body !== undefined) {
    init.headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  try {
    const answer = await fetch(address, init);
    const text = await answer.text();
    return { status: answer.status, json: parsed(text) };
  } catch {
    return { status: 0 };
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without a session the page is asked for again: the server leads to the login, and back here afterwards. */
function leftForLogin({ status }) {
  if (status === 401) location.assign(location.pathname);
  return status === 401;
}

function problemsOf({ status, json }) {
  if (json?.problems) return json.problems;
  return [status >= 500 ? 'Something went wrong. Please try again.' : 'The connection was lost.'];
}

function showAlert(problems) {
  const box = one('[data-alerts]');
  box.replaceChildren();
  if (problems.length === 0) return;
  const alert = document.createElement('div');
  alert.className = 'alert';
  alert.setAttribute('role', 'alert');
  alert.textContent = problems.join(' ');
  box.append(alert);
}

/** A toast takes the older ones away: an old one must not pass for the answer to a new save. */
function showToast(text) {
  const toast = document.createElement('div');
  toast.className = 'toast';
  toast.setAttribute('role', 'status');
  toast.textContent = text;
  one('[data-toasts]').replaceChildren(toast);
  setTimeout(() => toast.remove(), 3000);
}

/** The content, when there is some. */
function reveal(hasContent) {
  one('[data-loading]').hidden = true;
  one('[data-content]').hidden = !hasContent;
  one('main').setAttribute('aria-busy', 'false');
}

/** Opens a dialog; true for OK, false for Cancel. */
function ask(name, text) {
  const dialog = one(`[data-dialog="${name}"]`);
  one('[data-text]', dialog).textContent = text;
  dialog.hidden = false;
  return new Promise((resolve) => {
    const close = (answer) => {
      dialog.hidden = true;
      resolve(answer);
    };
    one('[data-ok]', dialog).onclick = () => close(true);
    const cancel = one('[data-cancel]', dialog);
    if (cancel) cancel.onclick = () => close(false);
  });
}

/** A copy of a template's only element. */
function copyOf(template) {
  return template.content.firstElementChild.cloneNode(true);
}

function toggle(button, shown) {
  button.setAttribute('aria-expanded', String(shown.hidden));
  shown.hidden = !shown.hidden;
}

function menuGroup({ title, entries }) {
  const group = copyOf(one('[data-menu-group]'));
  const button = one('[data-part="title"]', group);
  const list = one('[data-entries]', group);
  button.textContent = title;
  button.addEventListener('click', () => toggle(button, list));
  for (const { title: name, address } of entries) {
    const entry = copyOf(one('[data-menu-entry]'));
    const link = entry.matches('a') ? entry : one('a', entry);
    link.textContent = name;
    link.href = address;
    list.append(entry);
  }
  return group;
}

async function showMenu() {
  await new Promise((resolve) => setTimeout(resolve, Number(page.menuDelay)));
  const answer = await send('GET', '/portal-api/menu');
  if (!leftForLogin(answer))
    one('[data-menu]').replaceChildren(...(answer.json?.groups ?? []).map(menuGroup));
}

async function switchLevel(level) {
  const answer = await send('PUT', '/portal-api/level', { level });
  if (!leftForLogin(answer)) location.assign('/');
}

/** Something lies over the whole page and takes the clicks: for a while, or until it is answered. */
function coverPage() {
  const cover = document.createElement('div');
  cover.className = 'cover';
  document.body.append(cover);
  if (page.overlay !== 'dialog') {
    setTimeout(() => cover.remove(), Number(page.overlay));
    return;
  }
  cover.innerHTML =
    '<div class="box" role="dialog" aria-label="What’s new"><p>Have a look at the new dashboards.</p><button type="button">Got it</button></div>';
  one('button', cover).addEventListener('click', () => cover.remove());
}

if (page.overlay) coverPage();
one('[data-level]')?.addEventListener('change', (event) => switchLevel(event.target.value));
const levelButton = one('[data-level-open]');
levelButton?.addEventListener('click', () => toggle(levelButton, one('[data-level-menu]')));
for (const item of every('[data-level-item]'))
  item.addEventListener('click', () => switchLevel(item.dataset.levelItem));
showMenu();

// The scripts of one page share these.
Object.assign(window, { problemsOf, showAlert, showToast, reveal, ask });
