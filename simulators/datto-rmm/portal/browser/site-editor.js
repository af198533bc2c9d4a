// Create or edit a site, and map it to a company of Autotask.

const fields = every('[data-field]');
const mapped = one('[data-mapped]');
const isSwitch = mapped?.getAttribute('role') === 'switch';
const companies = one('[data-companies]');
const companyQuery = one('[data-company-query]');
const drawer = one('[data-company-dialog]');
let company = null;
let typing;

const isMapped = () => (isSwitch ? mapped.getAttribute('aria-checked') === 'true' : mapped.checked);
const called = ({ id, name }) => `${name} (${id})`;

function setMapped(on) {
  if (isSwitch) mapped.setAttribute('aria-checked', String(on));
  else mapped.checked = on;
  one('[data-mapping]').hidden = !on;
}

function setCompany(chosen) {
  company = chosen;
  if (companyQuery) companyQuery.value = chosen?.name ?? '';
  one('[data-company-shown]').textContent = chosen ? `Mapped to ${called(chosen)}` : 'No company chosen';
}

function closeSuggestions() {
  if (drawer) drawer.hidden = true;
  else companies.hidden = true;
  companyQuery?.setAttribute('aria-expanded', 'false');
}

function suggestion(found) {
  const element = copyOf(one('[data-company]'));
  const target = element.matches('[data-part]') ? element : one('[data-part]', element);
  target.textContent = called(found);
  target.addEventListener('click', () => {
    setCompany(found);
    closeSuggestions();
  });
  return element;
}

async function suggest(text) {
  const answer = await send('GET', `/portal-api/companies?${new URLSearchParams({ q: text })}`);
  if (leftForLogin(answer)) return;
  const found = answer.json?.companies;
  showAlert(found ? [] : problemsOf(answer));
  companies.replaceChildren(...(found ?? []).map(suggestion));
  companies.hidden = !found?.length;
  companyQuery?.setAttribute('aria-expanded', String(!companies.hidden));
}

function connectMapping() {
  if (isSwitch) mapped.addEventListener('click', () => setMapped(!isMapped()));
  else mapped.addEventListener('change', () => setMapped(isMapped()));
  companyQuery?.addEventListener('input', () => {
    clearTimeout(typing);
    company = null;
    one('[data-company-shown]').textContent = 'No company chosen';
    typing = setTimeout(() => suggest(companyQuery.value), 200);
  });
  if (!drawer) return;
  const search = one('[data-search]', drawer);
  const query = one('[data-query]', search);
  one('[data-company-open]').addEventListener('click', () => {
    drawer.hidden = false;
    suggest(query.value);
  });
  one('[data-company-close]').addEventListener('click', closeSuggestions);
  search.addEventListener('submit', (event) => {
    event.preventDefault();
    suggest(query.value);
  });
  one('[data-reset]', search).addEventListener('click', () => {
    query.value = '';
    suggest('');
  });
}

async function load() {
  const fresh = { json: { fields: {}, company: null } };
  const answer = page.isNew ? fresh : await send('GET', page.endpoint);
  if (leftForLogin(answer)) return;
  const ok = answer.json?.fields !== undefined;
  if (ok) {
    for (const field of fields) field.value = answer.json.fields[field.dataset.field] ?? '';
    if (mapped) setCompany(answer.json.company);
    if (mapped) setMapped(answer.json.company !== null);
  } else showAlert(problemsOf(answer));
  reveal(ok);
}

async function save() {
  const texts = Object.fromEntries(fields.map((field) => [field.dataset.field, field.value]));
  if (mapped && isMapped() && !company) {
    showAlert(['Choose an Autotask company.']);
    return;
  }
  const mapping = mapped ? { companyId: isMapped() ? company.id : null } : {};
  const answer = await send(page.isNew ? 'POST' : 'PUT', page.endpoint, { ...texts, ...mapping });
  if (leftForLogin(answer)) return;
  showAlert(answer.json?.saved ? [] : problemsOf(answer));
  if (!answer.json?.saved) return;
  if (page.isNew) location.assign(answer.json.address);
  else showToast('Site saved');
}

const button = one('[data-save]');
button.addEventListener('click', async () => {
  showAlert([]);
  button.disabled = true;
  await save();
  button.disabled = false;
});
if (mapped) connectMapping();
load();
