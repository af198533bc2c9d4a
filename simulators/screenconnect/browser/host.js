// The tree of groups, the sessions of one of them, and what can be done with these.

const TYPE_NAMES = ['Support', 'Meeting', 'Access'];
const main = one('main');
let place = placeOf(location.hash || readSettings().lastPlace || '#Support');
let selected = new Set(place.sessionId ? [place.sessionId] : []);
let shown;
let drawn = {};

/** `#Access/<group>/<subgroup>//<session id>/<command>`, each part encoded. */
function placeOf(hash) {
  const [type, ...parts] = hash.slice(1).split('/').map(decodeURIComponent);
  const end = parts.includes('') ? parts.indexOf('') : parts.length;
  const [sessionId = '', wanted = ''] = parts.slice(end + 1);
  const sessionType = Math.max(0, TYPE_NAMES.indexOf(type));
  return { sessionType, path: parts.slice(0, end).filter(Boolean), sessionId, wanted };
}

function hashOf({ sessionType, path, sessionId }) {
  const parts = sessionId ? [...path, '', sessionId] : path;
  return `#${[TYPE_NAMES[sessionType], ...parts].map(encodeURIComponent).join('/')}`;
}

function goTo(next) {
  place = { ...place, sessionId: '', wanted: '', ...next };
  history.replaceState(null, '', hashOf(place));
}

/** Draws a part of the page anew when what it shows is new. */
function draw(name, content, make) {
  const key = JSON.stringify(content);
  if (drawn[name] === key) return;
  drawn[name] = key;
  part(name).replaceChildren(...[make()].flat());
}

function openGroup(path) {
  selected = new Set();
  goTo({ path });
  poll(live);
}

function selectionNow() {
  return shown.Sessions.filter(({ SessionID }) => selected.has(SessionID));
}

function select(session, adds) {
  if (!adds) selected = new Set();
  if (adds && selected.has(session.SessionID)) selected.delete(session.SessionID);
  else selected.add(session.SessionID);
  goTo({ sessionId: selected.size === 1 ? [...selected][0] : '' });
  render(shown);
}

/** Rows are made anew each time: nobody can keep one. */
function attach(row, session) {
  const isSelected = selected.has(session.SessionID);
  row.classList.toggle('Selected', isSelected);
  row.setAttribute('aria-selected', String(isSelected));
  return command(row, {
    key: session.SessionID,
    run: (event) => select(session, event.ctrlKey || event.metaKey),
    intense: () => joinIfEnabled(session),
    menu: (event) => {
      if (!selected.has(session.SessionID)) select(session, false);
      showMenu(commandsFor(selectionNow()), event);
    },
  });
}

function drawSessions() {
  const name = shown.SessionGroupPath.at(-1);
  if (name === undefined)
    return part('sessions').replaceChildren(el('p', { class: 'Empty' }, text('Host.NoGroups')));
  const isEmpty = shown.Sessions.length === 0;
  const content = isEmpty
    ? el('p', { class: 'Empty' }, text('Host.Empty', name))
    : skin.sessions(shown.Sessions, attach);
  part('sessions').replaceChildren(content);
}

function render(info) {
  shown = info;
  const path = info.SessionGroupPath;
  if (path.join('\n') !== place.path.join('\n'))
    goTo({ path, sessionId: place.sessionId, wanted: place.wanted });
  draw('groups', [info.SessionGroups, path], () => {
    saveSettings({ lastPlace: hashOf({ ...place, sessionId: '' }) });
    return skin.groups(info.SessionGroups, path, openGroup);
  });
  drawSessions();
  const sessions = selectionNow();
  draw('toolbar', sessions, () => skin.toolbar(commandsFor(sessions)));
  draw('details', sessions, () => details(sessions));
  main.setAttribute('aria-busy', 'false');
  joinIfLinked();
}

function details(sessions) {
  if (sessions.length !== 1) return el('p', {}, text('Host.Selected', sessions.length));
  const [session] = sessions;
  const [company, site] = session.CustomPropertyValues;
  return [
    el('h3', {}, session.Name),
    el('p', {}, `${company} · ${site} · ${session.GuestOperatingSystemName}`),
  ];
}

/** An address that ends in a command carries it out. */
function joinIfLinked() {
  if (place.wanted !== 'Join') return;
  place.wanted = '';
  selectionNow().forEach(joinIfEnabled);
}

const live = {
  question: () => ({
    sessionType: place.sessionType,
    sessionGroupPathParts: place.path,
    filter: part('search').value,
    findSessionID: place.sessionId || null,
    sessionLimit: 1000,
  }),
  render,
};

part('search').addEventListener('input', () => poll(live));
window.addEventListener('hashchange', () => {
  place = placeOf(location.hash);
  selected = new Set(place.sessionId ? [place.sessionId] : []);
  drawn = {};
  poll(live);
});
poll(live);
