// One tab of an account: read by request, shown, changed, stored as a whole.

let base;
let dirty = false;
let recheck;

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
  const controls = [...every('[data-save]'), ...toggles].filter((control) => !control.disabled);
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
