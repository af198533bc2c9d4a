// Create or edit a site group: nothing is stored before the save, unless the portal saves each change by itself.

const nameField = one('[data-field="name"]');
const saveButton = one('[data-save]');
let members = [];

const isMember = (site) => members.some(({ uid }) => uid === site.uid);
const draft = () => ({ name: nameField.value, siteUids: members.map(({ uid }) => uid) });

function drawMembers() {
  const root = one('[data-members]');
  const rows = members.map((site) => {
    const element = copyOf(one('[data-entry]', root));
    one('[data-part="name"]', element).textContent = site.name;
    const button = one('[data-act]', element);
    if ('names' in button.dataset) button.setAttribute('aria-label', `Remove ${site.name}`);
    button.addEventListener('click', () => remove(site));
    return element;
  });
  one('[data-entries]', root).replaceChildren(...rows);
  one('[data-filled]', root).hidden = members.length === 0;
  one('[data-empty]', root).hidden = members.length > 0;
  one('[data-remove-all]').disabled = members.length === 0;
  one('[data-member-count]').textContent =
    members.length === 1 ? '1 site' : `${members.length || 'No'} sites`;
}

function change(changed) {
  members = changed;
  drawMembers();
  pane.redraw();
  if (page.saves === 'autosave') saveGroup(draft());
}

const add = (site) => change([...members, site]);
const remove = (site) => change(members.filter(({ uid }) => uid !== site.uid));
const pane = createPane({ isMember, add, remove });

async function load() {
  const answer = page.isNew ? { json: { name: '', sites: [] } } : await send('GET', page.endpoint);
  if (leftForLogin(answer)) return;
  const ok = answer.json?.sites !== undefined;
  if (ok) {
    nameField.value = answer.json.name;
    members = answer.json.sites;
    drawMembers();
  } else showAlert(problemsOf(answer));
  reveal(ok);
}

one('[data-add-site]').addEventListener('click', () => pane.open());
one('[data-remove-all]').addEventListener('click', () => change([]));
if (page.saves === 'autosave') nameField.addEventListener('change', () => saveGroup(draft()));
saveButton?.addEventListener('click', async () => {
  showAlert([]);
  saveButton.disabled = true;
  await saveGroup(draft());
  saveButton.disabled = false;
});
load();
