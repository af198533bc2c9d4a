// Commands fire when a button is pressed and let go over the same element; a `click` alone does nothing.

const commands = new WeakMap();
/** Two clicks at one spot within this time are one intense command. */
const INTENSE_MS = 250;
const INTENSE_PX = 4;
let pressed;
let last = { at: Number.NEGATIVE_INFINITY };
let waiting = [];

/** `run` for the left button, `intense` for its second click, `menu` for the right one; `key` outlives the element. */
function command(element, actions) {
  commands.set(element, actions);
  return element;
}

/** Nothing is rebuilt under a button that is down. */
function whenReleased(change) {
  if (pressed) waiting.push(change);
  else change();
}

function commandElement(target) {
  for (let element = target; element; element = element.parentElement) {
    if (commands.has(element)) return element;
  }
  return undefined;
}

function isIntense(event, key) {
  const near =
    Math.abs(event.clientX - last.x) <= INTENSE_PX && Math.abs(event.clientY - last.y) <= INTENSE_PX;
  return near && last.key === key && event.timeStamp - last.at <= INTENSE_MS;
}

function fire(element, event) {
  const { run, intense, menu, key = element } = commands.get(element);
  if (event.button === 2) return menu?.(event);
  if (event.button !== 0) return;
  const second = isIntense(event, key);
  const at = second ? Number.NEGATIVE_INFINITY : event.timeStamp;
  last = { at, x: event.clientX, y: event.clientY, key };
  if (second && intense) intense(event);
  else run?.(event);
}

document.addEventListener('mousedown', (event) => {
  pressed = { element: commandElement(event.target) };
  closeMenuUnless(event.target);
});
document.addEventListener('mouseup', (event) => {
  const element = commandElement(event.target);
  const isSame = element && element === pressed?.element;
  pressed = undefined;
  if (isSame && !element.classList.contains('Disabled')) fire(element, event);
  const changes = waiting;
  waiting = [];
  for (const change of changes) change();
});
document.addEventListener('click', (event) => {
  if (event.target.closest('a[href="#"]')) event.preventDefault();
});
document.addEventListener('contextmenu', (event) => event.preventDefault());

/** A link that is a command. Greyed out is a class, hidden is a style: neither is an attribute of the link. */
function commandLink({ label, isEnabled = true, isVisible = true, run }, attributes = {}) {
  const link = el('a', { href: '#', ...attributes }, el('span', {}, label));
  link.classList.toggle('Disabled', !isEnabled);
  if (!isVisible) link.style.display = 'none';
  return command(link, { run });
}

function commandButton(label, run) {
  return command(el('input', { type: 'button', value: label, name: label }), { run });
}

Object.assign(window, { command, commandLink, commandButton, whenReleased });
