// One dialog and one menu at a time.

const dialogContainer = one('#dialogContainer');
let submit;
let afterDialog;

/** Shows a dialog in place of the one that is open. The first button is what Enter in a text box does. */
function showDialog({ className, title, content, buttons, onClose }) {
  closeDialog();
  const close = command(el('a', { href: '#', class: 'CloseButton', title: text('Dialog.Close') }, '×'), {
    run: closeDialog,
  });
  const dialog = el(
    'div',
    { class: `ModalDialog ${className}`, role: 'dialog', 'aria-label': title },
    el('div', { class: 'TitlePanel' }, close, el('h2', {}, title)),
    el('div', { class: 'ContentPanel' }, content),
    el('div', { class: 'ButtonPanel' }, ...buttons.map(({ label, run }) => commandButton(label, run))),
  );
  submit = buttons[0]?.run;
  afterDialog = onClose;
  dialogContainer.replaceChildren(dialog);
  dialogContainer.classList.remove('Hidden');
}

/** Hides the dialog; its elements stay until the next one. */
function closeDialog() {
  if (dialogContainer.classList.contains('Hidden')) return;
  dialogContainer.classList.add('Hidden');
  afterDialog?.();
  afterDialog = undefined;
}

function isDialogOpen() {
  return !dialogContainer.classList.contains('Hidden');
}

/** A refusal, told in the dialog itself. */
function failDialog(message) {
  one('.ButtonPanel .Failure')?.remove();
  if (message)
    one('.ButtonPanel', dialogContainer).prepend(el('p', { class: 'Failure', role: 'alert' }, message));
}

/** Resolves when somebody has closed the box. */
function showError(message) {
  return new Promise((resolve) => {
    showDialog({
      className: 'ErrorDialog',
      title: text('Dialog.Error'),
      content: el('pre', {}, message),
      buttons: [{ label: text('Dialog.Ok'), run: closeDialog }],
      onClose: resolve,
    });
  });
}

function showMenu(items, event) {
  closeMenu();
  const menu = skin.menu(items.map((item) => ({ ...item, run: () => [closeMenu(), item.run()] })));
  const panel = el('div', { id: 'popoutPanel', class: 'PopoutPanel' }, menu);
  skin.placeMenu(panel, event);
}

function closeMenu() {
  one('#popoutPanel')?.remove();
}

function closeMenuUnless(target) {
  if (!one('#popoutPanel')?.contains(target)) closeMenu();
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closeMenu();
  const isTextBox = event.target.matches?.('.ModalDialog input[type="text"]');
  if (event.key === 'Enter' && isTextBox && isDialogOpen()) submit?.();
});

const logout = part('logout');
if (logout) {
  command(logout, {
    run: async () => {
      await callService('AuthenticationService', 'TryLogout', []).catch(() => {});
      location.assign('/Login?Reason=7');
    },
  });
}

Object.assign(window, { showDialog, failDialog, showError, showMenu, closeMenuUnless });
