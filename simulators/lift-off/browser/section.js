// One tab of an account: read by request, shown, changed, stored as a whole.

const fields = every('[data-field]');
const isToggle = (field) => field.type === 'checkbox' || field.getAttribute('role') === 'switch';
let base;
let dirty = false;
let recheck;

function readField(field) {
  if (field.getAttribute('role') === 'switch') return field.getAttribute('aria-checked') === 'true';
  return field.type === 'checkbox' ? field.checked : field.value;
}

function writeField(field, value) {
  if (field.getAttribute('role') === 'switch') field.setAttribute('aria-checked', String(value));
  else if (field.type === 'checkbox') field.checked = value;
  else field.value = value;
}

function applyRules() {
  const on = new Set(
    fields.filter((field) => isToggle(field) && readField(field)).map((field) => field.dataset.field),
  );
  for (const field of every('[data-disabled-by]')) {
    const off = field.dataset.disabledBy.split(' ').some((name) => on.has(name));
    field.disabled = off || 'locked' in field.dataset;
  }
}

function fill(answer) {
  base = answer.base;
  for (const field of fields) writeField(field, answer.values[field.dataset.field]);
  for (const list of every('[data-list]'))
    setList(list.dataset.list, answer.values[list.dataset.list], false);
  applyRules();
}

function collect() {
  const values = Object.fromEntries(fields.map((field) => [field.dataset.field, readField(field)]));
  return { ...values, ...Object.fromEntries(lists) };
}

async function load() {
  const answer = await send('GET', page.endpoint);
  if (leftForLogin(answer)) return;
  const ok = answer.status === 200 && answer.json?.values;
  if (ok) fill(answer.json);
  else showAlert(problemsOf(answer));
  reveal(ok);
}

/** Billing's boxes save one by one, so they show again what the server holds, whatever became of the save. */
function recheckLater() {
  clearTimeout(recheck);
  recheck = setTimeout(async () => {
    const answer = await send('GET', page.endpoint);
    if (!leftForLogin(answer) && answer.json?.values && !dirty) fill(answer.json);
  }, 1000);
}

async function save() {
  clearTimeout(recheck);
  showAlert([]);
  clearToasts();
  const controls = every('[data-save], [role="switch"], input[type="checkbox"]').filter(
    (control) => !control.disabled,
  );
  for (const control of controls) control.disabled = true;
  const answer = await send('PUT', page.endpoint, { values: collect(), base });
  for (const control of controls) control.disabled = false;
  if (leftForLogin(answer)) return;
  dirty = false;
  if (answer.status === 200 && answer.json?.saved) {
    base = answer.json.base;
    showToast(answer.json.message);
  } else {
    dirty = page.autosave !== 'yes';
    showAlert(problemsOf(answer));
  }
  if (page.rechecks === 'yes') recheckLater();
}

function edited() {
  dirty = true;
  applyRules();
}

for (const field of fields.filter((candidate) => candidate.getAttribute('role') === 'switch')) {
  field.addEventListener('click', () => {
    writeField(field, !readField(field));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
for (const field of fields) {
  field.addEventListener('input', edited);
  field.addEventListener('change', () => {
    edited();
    if (page.autosave === 'yes') save();
  });
}
document.addEventListener('edited', edited);
one('[data-save]')?.addEventListener('click', save);
if (page.asksBeforeLeaving) {
  window.onbeforeunload = (event) => {
    if (dirty) event.preventDefault();
  };
}
load();
