// What every page behind the login shares: requests with the rotating token, toasts, alerts, the way to the login page.

const page = document.body.dataset;
const one = (selector, root = document) => root.querySelector(selector);
const every = (selector, root = document) => [...root.querySelectorAll(selector)];
let token = one('meta[name="csrf-token"]').content;

/** Always resolves; status 0 stands for a lost connection. */
function send(method, address, body) {
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, address);
    xhr.setRequestHeader('Accept', 'application/json');
    if (method !== 'GET') {
      xhr.setRequestHeader('X-CSRF-Token', token);
      xhr.setRequestHeader('Content-Type', 'application/json');
    }
    xhr.onload = () => {
      token = xhr.getResponseHeader('X-CSRF-Token') || token;
      resolve({ status: xhr.status, text: xhr.responseText, json: parsed(xhr.responseText) });
    };
    xhr.onerror = () => resolve({ status: 0, text: '' });
    xhr.send(body === undefined ? null : JSON.stringify(body));
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A page where data should be is the login page: go there, with the reason that it gives. */
function leftForLogin({ status, text, json }) {
  if (status !== 200 || json) return false;
  if (!text.startsWith('<!doctype html>')) return false;
  const login = new DOMParser().parseFromString(text, 'text/html');
  const reason = login.body.dataset.reason || 'required';
  window.onbeforeunload = null;
  const back = location.pathname + location.search;
  location.assign(`/login?reason=${reason}&return=${encodeURIComponent(back)}`);
  return true;
}

function problemsOf({ status, json }) {
  if (json?.problems) return json.problems;
  if (status === 503) return ['Lift Off is down for maintenance. Please try again later.'];
  if (status >= 500) return ['Something went wrong. Please try again.'];
  return ['Lift Off could not be reached. Please try again.'];
}

function showAlert(problems) {
  // An open dialog hides the rest of the page from everybody.
  const box = one('dialog[open] [data-alerts]') ?? one('[data-alerts]');
  box.replaceChildren();
  if (problems.length === 0) return;
  const alert = document.createElement('div');
  alert.className = 'alert';
  alert.setAttribute('role', 'alert');
  for (const problem of problems) {
    const line = document.createElement('p');
    line.textContent = problem;
    alert.append(line);
  }
  box.append(alert);
}

function showToast(text) {
  const toast = document.createElement('div');
  const region = one('#toasts');
  toast.className = 'toast';
  if (!region.matches('[role="status"]')) toast.setAttribute('role', 'status');
  toast.textContent = text;
  region.append(toast);
  setTimeout(() => toast.remove(), 2500);
}

/** An old "Saved" must not pass for the answer to a new save. */
function clearToasts() {
  one('#toasts').replaceChildren();
}

/** Skeleton away; the content only when there is some. */
function reveal(hasContent) {
  one('[data-skeleton]').hidden = true;
  one('[data-content]').hidden = !hasContent;
  one('main').setAttribute('aria-busy', 'false');
}

for (const control of every('[data-leads-to]')) {
  control.addEventListener('click', () => location.assign(control.dataset.leadsTo));
}
if (page.toast) showToast(page.toast);

// The scripts of one page share these.
Object.assign(window, { every, send, leftForLogin, problemsOf, showAlert, clearToasts, reveal });
