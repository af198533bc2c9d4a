// A field with a list of its own below it: typing narrows the list, and only what is chosen from it counts.

const MOST_OPTIONS = 20;
const listOf = (field) => document.getElementById(field.getAttribute('aria-controls'));
const activeOf = (field) => one('[aria-selected="true"]', listOf(field));

function offer(field, texts) {
  const list = listOf(field);
  list.replaceChildren(...texts.map((text, at) => optionFor(field, text, at)));
  list.hidden = texts.length === 0;
  field.setAttribute('aria-expanded', String(texts.length > 0));
  field.removeAttribute('aria-activedescendant');
}

function optionFor(field, text, at) {
  const option = document.createElement('li');
  option.id = `${listOf(field).id}-${at}`;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.textContent = text;
  option.addEventListener('click', () => take(field, text));
  return option;
}

function offerMatches(field) {
  const typed = field.value.trim().toLowerCase();
  const matches = JSON.parse(field.dataset.options).filter((text) => text.toLowerCase().includes(typed));
  offer(field, matches.slice(0, MOST_OPTIONS));
}

function take(field, text) {
  field.value = text;
  field.dataset.chosen = text;
  offer(field, []);
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function moveTo(field, option) {
  if (!option) return;
  activeOf(field)?.setAttribute('aria-selected', 'false');
  option.setAttribute('aria-selected', 'true');
  option.scrollIntoView({ block: 'nearest' });
  field.setAttribute('aria-activedescendant', option.id);
}

function onKey(field, event) {
  const active = activeOf(field);
  if (event.key === 'ArrowUp') moveTo(field, active?.previousElementSibling);
  else if (event.key === 'Enter' && active) take(field, active.textContent);
  else if (event.key === 'Escape') offer(field, []);
  else if (event.key === 'ArrowDown') {
    if (listOf(field).hidden) offerMatches(field);
    moveTo(field, active ? active.nextElementSibling : listOf(field).firstElementChild);
  } else return;
  event.preventDefault();
}

for (const field of every('[data-combobox]')) {
  field.addEventListener('input', () => {
    if (!field.value.trim()) field.dataset.chosen = '';
    offerMatches(field);
  });
  field.addEventListener('keydown', (event) => onKey(field, event));
  field.addEventListener('blur', () => {
    field.value = field.dataset.chosen ?? '';
    offer(field, []);
  });
  // The field keeps the focus while somebody chooses from its list.
  listOf(field).addEventListener('mousedown', (event) => event.preventDefault());
}
