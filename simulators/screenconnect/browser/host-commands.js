// What can be done with the sessions that are selected.

const COMMANDS = [
  { key: 'Join', permission: 'JoinSession' },
  { key: 'Edit', permission: 'EditSession' },
  { key: 'Transfer', permission: 'TransferSession' },
  { key: 'AddNote', permission: 'AddNoteToSession' },
  { key: 'RunCommand', permission: 'RunCommandOutsideSession' },
  {
    key: 'Wake',
    isVisible: ({ sessions }) => sessions.some(({ ActiveConnections }) => ActiveConnections.length === 0),
  },
  { key: 'CreateHostPass', isVisible: () => false },
  { key: 'Reinstall', permission: 'ReinstallSession' },
  { key: 'Uninstall', permission: 'UninstallSession', hidesWithout: true },
  { key: 'Delete', permission: 'DeleteSession', hidesWithout: true },
];

function isPermitted({ permission }, sessions) {
  const bit = types.bits[permission];
  return permission === undefined || sessions.every(({ Permissions }) => (Permissions & bit) !== 0);
}

/** Joining means one machine, unless the instance lets several be joined. */
function fitsSelection({ key }, sessions) {
  if (sessions.length === 0) return false;
  return key !== 'Join' || sessions.length === 1 || context.multiSelect === 'enabled';
}

function stateOf(one, sessions) {
  const permitted = isPermitted(one, sessions);
  return {
    isEnabled: permitted && fitsSelection(one, sessions),
    isVisible: one.isVisible?.({ sessions }) ?? (permitted || !one.hidesWithout),
  };
}

/** Starts the client: the one thing that must never happen on a customer's machine. */
async function join(session) {
  await callService('PageService', 'LogInitiatedJoin', [session.SessionID, 'URL']).catch(handleFailure);
  showDialog({
    className: 'JoinDialog',
    title: text('Join.Title'),
    content: el('p', {}, text('Join.Launching', session.Name)),
    buttons: [{ label: text('Dialog.Ok'), run: closeDialog }],
  });
}

function run({ key }, sessions) {
  if (key === 'Join') return sessions.forEach(join);
  showDialog({
    className: 'MessageDialog',
    title: text(`Command.${key}`),
    content: el('p', {}, text('Command.Unavailable')),
    buttons: [{ label: text('Dialog.Ok'), run: closeDialog }],
  });
}

/** The commands for a selection, with their states. */
function commandsFor(sessions) {
  return COMMANDS.map((one) => ({
    key: one.key,
    label: text(`Command.${one.key}`),
    ...stateOf(one, sessions),
    run: () => run(one, sessions),
  }));
}

function joinIfEnabled(session) {
  const [joining] = commandsFor([session]);
  if (joining.isEnabled) joining.run();
}

Object.assign(window, { commandsFor, joinIfEnabled });
