// Lists and cards, a tree of scopes that opens step by step, a menu in the corner.

function line(row, attach) {
  const [title, ...more] = row.cells;
  const actions = (row.actions ?? []).map(({ label, run }) => commandButton(label, run));
  const texts = more.map((cell) => el('span', { class: 'Fact' }, cell));
  return attach(el('li', { class: 'Card' }, actions, el('strong', {}, title), texts), row);
}

function dataList(label, { rows }, attach = (row) => row) {
  return el(
    'ul',
    { class: 'DataList', 'aria-label': label },
    rows.map((row) => line(row, attach)),
  );
}

function sessions(all, attach) {
  const rows = all.map((session) => ({
    session,
    cells: [session.Name, ...session.CustomPropertyValues.slice(0, 2)],
  }));
  return dataList(text('Host.Sessions'), { rows }, (row, { session }) => attach(row, session));
}

function treeItem({ name, level, isSelected, attributes = {}, children = [] }, run) {
  const spot = el('span', { class: 'TreeName' }, name);
  const item = el(
    'div',
    {
      role: 'treeitem',
      'aria-label': name,
      'aria-level': String(level),
      'aria-selected': String(isSelected),
      style: `padding-left:${level}em`,
      ...attributes,
    },
    children,
    spot,
  );
  item.classList.toggle('Selected', isSelected);
  return command(item, { run });
}

/** One tree item per group, each followed by those below it. */
function groups(all, path, open) {
  const below = (above) => {
    const here = all.filter(({ Path }) => Path.slice(0, -1).join('\n') === above.join('\n'));
    return here.flatMap((group) => [
      treeItem(
        {
          name: group.Name,
          level: group.Path.length,
          isSelected: group.Path.join('\n') === path.join('\n'),
          children: [el('span', { class: 'Count', 'aria-hidden': 'true' }, String(group.SessionCount))],
        },
        () => open(group.Path),
      ),
      ...below(group.Path),
    ]);
  };
  return below([]);
}

/** Each click adds a scope to the selection or takes it out; groups are asked for when the one above is expanded. */
async function scopePicker(editor, changed) {
  const top = await scopesBelow([]);
  const nodes = broadScopes().map((one) => ({ one, level: 1 }));
  nodes.push(...top.map((one) => ({ one, level: 2 })));
  const tree = el('div', {
    class: 'ScopeTree',
    role: 'tree',
    'aria-label': 'Scopes',
    'aria-multiselectable': 'true',
  });

  const select = ({ one }) => {
    const others = editor.selected.filter(({ key }) => key !== one.key);
    editor.selected = others.length < editor.selected.length ? others : [...others, one];
    draw();
    changed();
  };
  const toggle = async (node) => {
    node.below = node.below
      ? undefined
      : (await scopesBelow(node.one.path)).map((one) => ({ one, level: node.level + 1 }));
    draw();
  };
  const expander = (node) => {
    const label = text(node.below ? 'EditRole.Collapse' : 'EditRole.Expand');
    const run = () => toggle(node).catch(handleFailure);
    return command(
      el('a', { href: '#', role: 'button', class: 'Expander', 'aria-label': label }, node.below ? '▾' : '▸'),
      { run },
    );
  };
  const item = (node) => {
    const { one, level } = node;
    const attributes = one.hasSubgroups ? { 'aria-expanded': String(node.below !== undefined) } : {};
    const children = one.hasSubgroups ? [expander(node)] : [];
    const isSelected = editor.selected.some(({ key }) => key === one.key);
    const made = treeItem({ name: nameOf(one), level, isSelected, attributes, children }, () => select(node));
    made.classList.toggle('Expanded', node.below !== undefined);
    return [made, ...(node.below ?? []).flatMap(item)];
  };
  const draw = () => {
    const { scrollTop } = tree;
    tree.replaceChildren(...nodes.flatMap(item));
    tree.scrollTop = scrollTop;
  };
  draw();
  return tree;
}

let boxes = 0;

window.skin = {
  table: dataList,
  sessions,
  groups,
  toolbar: (items) => items.toReversed().map((item) => commandLink(item)),
  menu: (items) =>
    el(
      'ul',
      { role: 'menu', 'aria-label': text('Host.Commands') },
      items.toReversed().map((item) => el('li', { role: 'none' }, commandLink(item, { role: 'menuitem' }))),
    ),
  placeMenu: (panel) => {
    panel.classList.add('Corner');
    one('main').prepend(panel);
  },
  scopeLabel: (one) => nameOf(one),
  scopePicker,
  permissionBox: ({ name, isOn, isLocked, change }) => {
    boxes += 1;
    const box = el('input', { type: 'checkbox', id: `p${boxes}`, disabled: isLocked });
    box.checked = isOn;
    box.addEventListener('change', () => change(box.checked));
    return el('div', { class: 'BoxLine' }, el('label', { for: box.id }, name), box);
  },
  boxGroup: (label, children) =>
    el('div', { role: 'group', 'aria-label': label, class: 'BoxGroup' }, el('h5', {}, label), children),
  roleForm: ({ name, global, picker, permissions }) =>
    el(
      'div',
      { class: 'RoleForm' },
      el('div', { class: 'Half' }, el('h3', {}, text('EditRole.Scoped')), picker, permissions),
      el(
        'div',
        { class: 'Half' },
        el('div', {}, el('label', { for: name.id }, text('EditRole.Name')), name),
        el(
          'div',
          { role: 'group', 'aria-label': text('EditRole.Global') },
          el('h3', {}, text('EditRole.Global')),
          global,
        ),
      ),
    ),
};
