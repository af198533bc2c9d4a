// The contact picker: asks the server while somebody types, and puts what is chosen on the list of the page.

const search = one('[data-search]');
const suggestions = one('[data-suggestions]');
const picker = one('[data-picker]');
const adder = one('[data-add-chosen]');
let offered = [];
let waiting;
let asked = 0;

function showSuggestions(contacts) {
  const template = one('[data-suggestion]');
  offered = contacts;
  if (adder) adder.disabled = true;
  suggestions.replaceChildren();
  for (const contact of contacts) {
    const item = template.content.firstElementChild.cloneNode(true);
    const choice = item.matches('[data-part="choose"]') ? item : one('[data-part="choose"]', item);
    choice.textContent = entryTexts(contact).text;
    if (!picker) choice.addEventListener('click', () => choose(contact));
    suggestions.append(item);
  }
  suggestions.hidden = contacts.length === 0;
  if (search.hasAttribute('aria-expanded')) search.setAttribute('aria-expanded', String(contacts.length > 0));
}

function choose(contact) {
  addEntry('contacts', contact);
  search.value = '';
  showSuggestions([]);
}

function sayNothingFound(isSo) {
  const text = document.createElement('p');
  text.setAttribute('role', 'status');
  text.textContent = 'No contacts found';
  one('[data-nothing]').replaceChildren(...(isSo ? [text] : []));
}

async function askForContacts() {
  asked += 1;
  const mine = asked;
  const text = search.value.trim();
  sayNothingFound(false);
  if (!text) return showSuggestions([]);
  const answer = await send('GET', `${page.contacts}?q=${encodeURIComponent(text)}`);
  // A slow answer to an older text must not replace a newer one.
  if (mine !== asked || leftForLogin(answer)) return;
  if (!answer.json?.contacts) return showAlert(problemsOf(answer));
  showSuggestions(answer.json.contacts);
  sayNothingFound(answer.json.contacts.length === 0);
}

if (picker) {
  one('[data-open-picker]').addEventListener('click', () => {
    search.value = '';
    askForContacts();
    picker.showModal();
  });
  one('[data-close-picker]').addEventListener('click', () => picker.close());
  suggestions.addEventListener('change', () => {
    adder.disabled = false;
  });
  adder.addEventListener('click', () => {
    picker.close();
    choose(offered[suggestions.selectedIndex]);
  });
}

search?.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(askForContacts, 250);
});
