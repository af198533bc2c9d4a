// Administration, tab "Security": user sources and roles.

const EMPTY_ROLE = { Name: '', GlobalPermissionEntries: [], ScopedPermissionEntries: [] };
let showsUsers = false;

async function load() {
  try {
    const configuration = await callService('SecurityService', 'GetSecurityConfigurationInfo', []);
    drawSources(configuration);
    drawRoles(configuration);
    one('main').setAttribute('aria-busy', 'false');
  } catch (error) {
    handleFailure(error);
  }
}

function drawSources({ UserSources }) {
  const [{ ResourceName, Users }] = UserSources;
  const toggle = () => {
    showsUsers = !showsUsers;
    drawSources({ UserSources });
  };
  const users = showsUsers && skin.table(text('Security.Users'), userRows(Users));
  part('sources').replaceChildren(
    el('p', {}, `${ResourceName} · `, commandLink({ label: text('Security.ShowUsers'), run: toggle })),
    ...(users ? [users] : []),
  );
}

function userRows(users) {
  return {
    head: [text('Security.Name'), text('Security.RoleNames')],
    rows: users.map(({ Name, RoleNames }) => ({ cells: [Name, RoleNames.join(', ')], actions: [] })),
  };
}

function edit(role) {
  return { title: text('EditRole.Title'), originalName: role.Name, role, onSaved: load };
}

function copy(role) {
  const Name = text('EditRole.CopyName', role.Name);
  return { title: text('EditRole.CreateTitle'), originalName: '', role: { ...role, Name }, onSaved: load };
}

function open(editing) {
  editRole(editing).catch(handleFailure);
}

function askToDelete({ Name }) {
  const run = async () => {
    try {
      await callService('SecurityService', 'DeleteRole', [Name]);
      closeDialog();
      load();
    } catch (error) {
      handleFailure(error);
    }
  };
  showDialog({
    className: 'DeleteRole',
    title: text('DeleteRole.Title'),
    content: el('p', {}, text('DeleteRole.Question', Name)),
    buttons: [{ label: text('DeleteRole.Title'), run }],
  });
}

function drawRoles({ Roles }) {
  const rows = Roles.map((role) => {
    const count = role.GlobalPermissionEntries.length + role.ScopedPermissionEntries.length;
    const actions = [
      { label: text('Security.Edit'), run: () => open(edit(role)) },
      { label: text('Security.Clone'), run: () => open(copy(role)) },
      { label: text('Security.Delete'), run: () => askToDelete(role) },
    ];
    return { cells: [role.Name, text('Security.Entries', count)], actions };
  });
  const head = [text('Security.Name'), text('Security.Summary')];
  const fresh = { title: text('EditRole.CreateTitle'), originalName: '', role: EMPTY_ROLE, onSaved: load };
  part('roles').replaceChildren(
    skin.table(text('Security.Roles'), { head, rows }),
    el(
      'p',
      {},
      commandButton(text('Security.CreateRole'), () => open(fresh)),
    ),
  );
}

/** Panels open and close, and stay so for the user. */
function preparePanel(panel) {
  const name = panel.dataset.panel;
  const toggle = one('[data-part="toggle"]', panel);
  const show = (isOpen) => {
    one('.PanelContent', panel).classList.toggle('Hidden', !isOpen);
    toggle.setAttribute('aria-expanded', String(isOpen));
    panel.classList.toggle('Expanded', isOpen);
  };
  const collapsed = () => readSettings().collapsedPanels ?? {};
  show(!collapsed()[name]);
  command(toggle, {
    run: () => {
      const isOpen = collapsed()[name] === true;
      saveSettings({ collapsedPanels: { ...collapsed(), [name]: !isOpen } });
      show(isOpen);
    },
  });
}

every('.Panel').forEach(preparePanel);
load();
poll({ question: () => undefined, render: () => {} });
