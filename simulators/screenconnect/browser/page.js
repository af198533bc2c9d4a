// What every page shares: texts, elements, calls of services.

const { context, res, types } = window.SC;
const one = (selector, root = document) => root.querySelector(selector);
const every = (selector, root = document) => [...root.querySelectorAll(selector)];
const part = (name) => one(`[data-part="${name}"]`);
/** Failures that count as time-outs: pages say nothing about them. */
const SILENT = [0, 404, 408, 504, 598, 599];

function text(key, ...values) {
  return res[key].replace(/\{(\d)\}/g, (_whole, at) => values[at]);
}

/** Attributes that are undefined or false are left out, and so are children. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return element;
}

class CallError extends Error {
  constructor(status, errorType, message) {
    super(message);
    this.status = status;
    this.errorType = errorType;
  }
}

function parsed(answer) {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}

/** Calls a service with positional arguments. Throws `CallError`; status 0 stands for a lost connection. */
async function callService(service, method, args) {
  const headers = {
    'Content-Type': 'application/json',
    'X-Anti-Forgery-Token': context.antiForgeryToken,
    'X-Unauthorized-Status-Code': '403',
  };
  const request = { method: 'POST', headers, body: JSON.stringify(args) };
  const { status, answer } = await fetch(`/Services/${service}.ashx/${method}`, request)
    .then(async (response) => ({ status: response.status, answer: await response.text() }))
    .catch(() => ({ status: 0, answer: '' }));
  const result = parsed(answer);
  if (status === 200 && result !== undefined) return result;
  throw new CallError(status === 200 ? 0 : status, result?.errorType ?? '', result?.message ?? answer);
}

/** Without a login the server leads a page that is loaded anew to the login; time-outs are passed over in silence. */
function handleFailure(error) {
  if (error.status === 403) location.reload();
  else if (!SILENT.includes(error.status)) return showError(error.message);
}

/** What the page remembers for the user from one visit to the next. */
function readSettings() {
  const cookie = /(?:^|; )settings=([^;]*)/.exec(document.cookie);
  return parsed(decodeURIComponent(cookie?.[1] ?? '')) ?? {};
}

function saveSettings(changes) {
  const settings = JSON.stringify({ ...readSettings(), ...changes });
  cookieStore.set('settings', encodeURIComponent(settings));
}

Object.assign(window, {
  one,
  every,
  part,
  text,
  el,
  callService,
  handleFailure,
  readSettings,
  saveSettings,
  types,
});
