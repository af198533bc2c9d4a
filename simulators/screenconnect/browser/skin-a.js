// Tables, a flat list of scopes, a menu at the pointer.

const scopeText = ({ filter, path }) => (path.length > 0 ? path.join(' / ') : text(`Scope.${filter}`));

function dataTable(label, { head, rows }, attach = (row) => row) {
  const headings = head.map((name) => el('th', { scope: 'col' }, name));
  const lines = rows.map((row) => {
    const actions =
      row.actions &&
      el(
        'td',
        { class: 'Actions' },
        row.actions.map((one) => commandLink(one)),
      );
    return attach(
      el(
        'tr',
        {},
        row.cells.map((cell) => el('td', {}, cell)),
        actions,
      ),
      row,
    );
  });
  const actionHead = rows.some((row) => row.actions) && el('th', { scope: 'col' }, text('Security.Actions'));
  return el(
    'table',
    { class: 'DataTable', 'aria-label': label },
    el('thead', {}, el('tr', {}, headings, actionHead)),
    el('tbody', {}, lines),
  );
}

function sessions(all, attach) {
  const head = ['Host.Name', 'Host.Company', 'Host.Site', 'Host.System', 'Host.Status'].map((key) =>
    text(key),
  );
  const rows = all.map((session) => {
    const [company, site] = session.CustomPropertyValues;
    const status = text(session.ActiveConnections.length > 0 ? 'Host.Online' : 'Host.Offline');
    return { session, cells: [session.Name, company, site, session.GuestOperatingSystemName, status] };
  });
  return dataTable(text('Host.Sessions'), { head, rows }, (row, { session }) => attach(row, session));
}

/** Lists within lists; the count stands beside the link. */
function groups(all, path, open) {
  const level = (above) => {
    const here = all.filter((one) => one.Path.slice(0, -1).join('\n') === above.join('\n'));
    const below = (one) => one.Path.length <= path.length && one.Path.every((name, at) => name === path[at]);
    const items = here
      .filter((one) => one.Path.length === above.length + 1)
      .map((one) => {
        const link = commandLink({ label: one.Name, run: () => open(one.Path) });
        if (one.Path.join('\n') === path.join('\n')) link.setAttribute('aria-current', 'true');
        link.classList.toggle('Selected', one.Path.join('\n') === path.join('\n'));
        return el(
          'li',
          {},
          link,
          el('span', { class: 'Count' }, String(one.SessionCount)),
          below(one) && level(one.Path),
        );
      });
    return items.length > 0 && el('ul', {}, items);
  };
  return [level([])].filter(Boolean);
}

/** One list of all scopes, subgroups named by their whole path. A click selects one scope, with Ctrl several. */
async function scopePicker(editor, changed) {
  const known = [...broadScopes(), ...(await allScopes())];
  const keys = new Set(known.map(({ key }) => key));
  const gone = editor.entries.map(scopeOf).filter(({ key }) => !keys.has(key) && keys.add(key));
  const list = el('ul', {
    class: 'ScopeList',
    role: 'listbox',
    'aria-label': 'Scopes',
    'aria-multiselectable': 'true',
  });
  const mark = () => {
    for (const item of list.children) {
      const isSelected = editor.selected.some(({ key }) => key === item.dataset.key);
      item.classList.toggle('Selected', isSelected);
      item.setAttribute('aria-selected', String(isSelected));
    }
  };
  const select = (one, adds) => {
    const others = editor.selected.filter(({ key }) => key !== one.key);
    const wasSelected = others.length < editor.selected.length;
    editor.selected = adds ? [...others, ...(wasSelected ? [] : [one])] : [one];
    mark();
    changed();
  };
  const items = [...known, ...gone].map((one) =>
    command(el('li', { role: 'option', 'data-key': one.key }, scopeText(one)), {
      run: (event) => select(one, event.ctrlKey),
    }),
  );
  list.append(...items);
  mark();
  return list;
}

window.skin = {
  table: dataTable,
  sessions,
  groups,
  toolbar: (items) => items.map((item) => commandLink(item)),
  menu: (items) =>
    el(
      'div',
      { role: 'menu', 'aria-label': text('Host.Commands') },
      items.map((item) => commandLink(item, { role: 'menuitem' })),
    ),
  placeMenu: (panel, event) => {
    document.body.append(panel);
    panel.style.left = `${Math.min(event.clientX, innerWidth - panel.offsetWidth)}px`;
    panel.style.top = `${Math.max(0, Math.min(event.clientY, innerHeight - panel.offsetHeight))}px`;
  },
  scopeLabel: scopeText,
  scopePicker,
  permissionBox: ({ name, isOn, isLocked, change }) => {
    const box = el('input', { type: 'checkbox', disabled: isLocked });
    box.checked = isOn;
    box.addEventListener('change', () => change(box.checked));
    return el('label', { class: 'Permission' }, box, ` ${name}`);
  },
  boxGroup: (label, boxes) => el('fieldset', {}, el('legend', {}, label), boxes),
  roleForm: ({ name, global, picker, permissions }) =>
    el(
      'div',
      { class: 'RoleForm' },
      el('p', {}, el('label', { for: name.id }, text('EditRole.Name')), ' ', name),
      el('fieldset', {}, el('legend', {}, text('EditRole.Global')), global),
      el('h3', {}, text('EditRole.Scoped')),
      el('div', { class: 'Columns' }, picker, permissions),
    ),
};
