// The dialog in which a role is changed as a whole.

const GLOBAL_NAMES = types.globalPermissions.split(',');
const SCOPED_NAMES = types.scopedPermissions.split(',');
let showsReference = false;

/** Opens the dialog for a role, or for a copy, or for a new one when `originalName` is empty. */
async function editRole({ title, originalName, role, onSaved }) {
  const editor = {
    originalName,
    global: new Set(role.GlobalPermissionEntries.map(({ Name }) => Name)),
    entries: structuredClone(role.ScopedPermissionEntries),
    selected: [],
    onSaved,
  };
  const [first] = broadScopes();
  editor.selected = [first];
  editor.picker = await skin.scopePicker(editor, () => drawPermissions(editor));
  editor.name = el('input', { type: 'text', id: 'roleName', value: role.Name });
  editor.permissions = el('div', { class: 'PermissionsPanel' });
  showDialog({
    className: 'EditRole',
    title,
    content: skin.roleForm({
      name: editor.name,
      global: globalBoxes(editor),
      picker: editor.picker,
      permissions: editor.permissions,
    }),
    buttons: [{ label: text('EditRole.Save'), run: () => save(editor) }],
  });
  drawPermissions(editor);
}

function globalBoxes({ global }) {
  return GLOBAL_NAMES.map((name) =>
    skin.permissionBox({
      name,
      isOn: global.has(name),
      change: (isOn) => (isOn ? global.add(name) : global.delete(name)),
    }),
  );
}

function sameSets(sets) {
  const keys = sets.map((set) => [...set].toSorted().join());
  return new Set(keys).size <= 1;
}

function headingOf({ selected }) {
  if (selected.length === 0) return text('EditRole.NoScope');
  if (selected.length > 1) return text('EditRole.PermissionsForSeveral', selected.length);
  return text('EditRole.PermissionsFor', skin.scopeLabel(selected[0]));
}

function drawPermissions(editor) {
  const { selected, entries, permissions } = editor;
  const sets = selected.map((one) => allowed(entries, one));
  const isGuarded = selected.length > 1 && !sameSets(sets);
  const content = isGuarded
    ? [el('p', { class: 'Guard', role: 'status' }, text('EditRole.Different'))]
    : selected.length > 0 && sections(editor, sets[0]);
  permissions.replaceChildren(
    el('h4', {}, headingOf(editor)),
    ...[content].flat().filter(Boolean),
    reference(),
  );
}

/** What the selected scopes hold themselves can be changed; what they inherit is only shown. */
function sections(editor, own) {
  const { selected, entries } = editor;
  const parent = parentOf(selected[0]);
  const inherited = parent ? effectiveIn(entries, parent) : new Set();
  const configurable = SCOPED_NAMES.filter((name) => own.has(name) || !inherited.has(name));
  const boxes = configurable.map((name) =>
    skin.permissionBox({
      name,
      isOn: own.has(name),
      change: (isOn) => {
        for (const one of editor.selected) editor.entries = setAllowed(editor.entries, one, name, isOn);
      },
    }),
  );
  const shown = [...inherited].map((name) => skin.permissionBox({ name, isOn: true, isLocked: true }));
  const above = parent && skin.boxGroup(text('EditRole.Inherited', skin.scopeLabel(parent)), shown);
  return [skin.boxGroup(text('EditRole.Configurable'), boxes), above];
}

function reference() {
  const toggle = (event) => {
    showsReference = !showsReference;
    event.target.closest('.Reference').replaceWith(reference());
  };
  const label = text(showsReference ? 'EditRole.HideReference' : 'EditRole.ShowReference');
  const explanation = showsReference && el('p', {}, text('EditRole.Reference'));
  return el('div', { class: 'Reference' }, commandLink({ label, run: toggle }), explanation);
}

/** Sends everything, changed or not. A refused input is told in the dialog, any other failure in a box of its own. */
async function save(editor) {
  failDialog();
  const button = one('.ButtonPanel input');
  if (button.classList.contains('Disabled')) return;
  button.classList.add('Disabled');
  const global = [...editor.global].map((Name) => ({ AccessControlType: 0, Name }));
  try {
    await callService('SecurityService', 'SaveRole', [
      editor.originalName,
      editor.name.value,
      global,
      editor.entries,
    ]);
    closeDialog();
    editor.onSaved();
  } catch (error) {
    button.classList.remove('Disabled');
    if (error.errorType === 'ArgumentException') failDialog(error.message);
    else handleFailure(error);
  }
}

Object.assign(window, { editRole });
