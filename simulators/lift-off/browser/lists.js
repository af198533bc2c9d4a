// Lists of entries on a tab (contacts, business applications): shown from templates, stored only by the save button.

const lists = new Map();

function entryTexts(entry) {
  if (typeof entry === 'string') return { text: entry };
  return { ...entry, text: `${entry.name} (${entry.email})` };
}

function fillParts(element, texts) {
  for (const [name, text] of Object.entries(texts)) {
    const part = one(`[data-part="${name}"]`, element);
    if (part) part.textContent = text;
  }
}

function drawList(name) {
  const root = one(`[data-list="${name}"]`);
  const target = one('[data-entries]', root);
  const template = one('[data-entry]', root);
  const entries = lists.get(name);
  target.replaceChildren();
  for (const entry of entries) {
    const element = template.content.firstElementChild.cloneNode(true);
    const texts = entryTexts(entry);
    fillParts(element, texts);
    const remove = one('[data-part="remove"]', element);
    remove?.setAttribute('aria-label', `Remove ${texts.text}`);
    remove?.addEventListener('click', () =>
      setList(
        name,
        lists.get(name).filter((other) => other !== entry),
      ),
    );
    target.append(element);
  }
  (one('[data-table]', root) ?? target).hidden = entries.length === 0;
  one('[data-empty]', root).hidden = entries.length > 0;
}

function setList(name, entries, byPerson = true) {
  lists.set(name, entries);
  drawList(name);
  if (byPerson) document.dispatchEvent(new Event('edited'));
}

/** Refuses what is already there, by what people see of it. */
function addEntry(name, entry) {
  const entries = lists.get(name);
  const key = (item) => item.id ?? item;
  if (entries.some((other) => key(other) === key(entry))) {
    showAlert([`${entry.name ?? entry} is already in the list.`]);
    return;
  }
  showAlert([]);
  setList(name, [...entries, entry]);
}

function addWord() {
  const input = one('[data-word]');
  const word = input.value.trim();
  if (!word) return;
  addEntry('applications', word);
  input.value = '';
}

one('[data-add-word]')?.addEventListener('click', addWord);
one('[data-word]')?.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') addWord();
});
