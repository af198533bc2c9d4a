import { type Control, control, find, lookUntil, type ScreenNode } from '../browser/screen.ts';
import { enter, press } from '../browser/widgets.ts';
import { type Written, watchWritten } from '../browser/written.ts';
import { alertText, says } from './page.ts';
import { actionSignal, goTo, isLogin, type Portal, roles, theControl, trouble } from './portal.ts';

const PAGE = 'Login';

/** What came of sending the password or the code. */
export type LoginOutcome = 'signed-in' | 'code-asked' | 'refused' | 'locked';

/** Opens the start page: whether we are signed in there. Throws `unavailable`. */
export async function isSignedIn(portal: Portal): Promise<boolean> {
  await goTo(portal, portal.map.addresses.dashboard);
  const seen = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    if (isLogin(portal, screen)) return 'login';
    return find(screen, signedInMark(portal)) ? 'signed-in' : undefined;
  });
  if (seen === undefined) throw startPageChanged(portal);
  return seen === 'signed-in';
}

/** Sends e-mail address and password, once. Throws `page-changed`, `unavailable`. */
export async function sendPassword(portal: Portal, email: string, password: string): Promise<LoginOutcome> {
  const { addresses, login } = portal.map;
  await goTo(portal, addresses.login);
  await type(portal, control(roles.textField, login.email), email);
  await type(portal, control(roles.textField, login.password), password);
  return send(portal, control(roles.button, login.signIn), 'password');
}

/** Sends a one-time code, once. Throws `page-changed`, `unavailable`. */
export async function sendCode(portal: Portal, code: string): Promise<LoginOutcome> {
  await type(portal, codeField(portal), code);
  return send(portal, control(roles.button, portal.map.login.verify), 'code');
}

/** Opens the code page anew, so that the refusal of an earlier code is not taken for that of the next. */
export async function reopenCodePage(portal: Portal): Promise<void> {
  await goTo(portal, portal.map.addresses.code);
}

/** Empties the fields that may hold a secret, before a picture is taken. */
export async function emptySecretFields(portal: Portal, screen: ScreenNode): Promise<void> {
  const { password, code } = portal.map.login;
  for (const name of [...password, ...code]) {
    const field = find(screen, control(roles.textField, [name]));
    if (field?.value) await enter(field, '', actionSignal(portal));
  }
}

async function type(portal: Portal, field: Control, text: string): Promise<void> {
  await enter(await theControl(portal, PAGE, field), text, actionSignal(portal));
}

async function send(portal: Portal, button: Control, sent: 'password' | 'code'): Promise<LoginOutcome> {
  const node = await theControl(portal, PAGE, button);
  const written = watchWritten(portal.tab.page);
  try {
    await press(node, actionSignal(portal));
    const decide = (screen: ScreenNode) => outcomeOf(portal, screen, written, sent);
    const outcome = await lookUntil(portal.tab, portal.pageTimeoutMs, decide);
    if (outcome) return outcome;
    throw trouble(portal, 'unavailable', { detail: 'the login was not answered in time' });
  } finally {
    written.stop();
  }
}

function outcomeOf(
  portal: Portal,
  screen: ScreenNode,
  written: Written,
  sent: 'password' | 'code',
): LoginOutcome | undefined {
  const lost = written.lost();
  if (lost !== undefined) throw trouble(portal, 'unavailable', { detail: lost });
  const refusal = alertText(screen);
  if (refusal) return says(refusal, portal.map.login.lockedText) ? 'locked' : 'refused';
  if (find(screen, signedInMark(portal))) return 'signed-in';
  if (sent === 'password' && find(screen, codeField(portal))) return 'code-asked';
  return undefined;
}

function signedInMark(portal: Portal): Control {
  return control(roles.link, portal.map.frame.accountsLink);
}

function codeField(portal: Portal): Control {
  return control(roles.textField, portal.map.login.code);
}

function startPageChanged(portal: Portal) {
  return trouble(portal, 'page-changed', { page: 'Start', anchor: signedInMark(portal).called });
}
