import type { HTTPRequest } from 'puppeteer';
import { actionSignal, alertText, says, theControl, trouble } from '../browser/portal.ts';
import { type Control, control, find, look, lookUntil, type ScreenNode } from '../browser/screen.ts';
import { enter, press } from '../browser/widgets.ts';
import { type Written, watchWritten } from '../browser/written.ts';
import type { LoginPage } from '../sessions/sign-in.ts';
import { goTo, isLogin, type Portal, roles } from './portal.ts';
import type { PortalMap } from './portal-map.ts';

const PAGE = 'Login';

/**
 * The pages of the login: e-mail address and password, on one page or on two, and the one-time code.
 * @param home A page behind the login, where the visit begins.
 */
export function loginPage(portal: Portal, home: string): LoginPage {
  const { addresses, login } = portal.map;
  const email = control(roles.textField, login.email);
  const password = control(roles.textField, login.password);
  const code = control(roles.textField, login.code);
  return {
    isSignedIn: () => isSignedIn(portal, home),
    sendPassword: async (user, secret) => {
      await goTo(portal, addresses.login);
      await type(portal, email, user);
      if (!find(await look(portal.tab, actionSignal(portal)), password)) {
        const outcome = await send(portal, login.next, { field: password, means: 'password-asked' });
        if (outcome !== 'password-asked') return outcome;
      }
      await type(portal, password, secret);
      return send(portal, login.signIn, { field: code, means: 'code-asked' });
    },
    sendCode: async (digits) => {
      await type(portal, code, digits);
      return send(portal, login.verify);
    },
    prepareNextCode: () => goTo(portal, addresses.code),
  };
}

/** Whether a field of the login may hold a secret. */
export function isSecretField({ login }: PortalMap, node: ScreenNode): boolean {
  return control(roles.textField, [...login.password, ...login.code]).fits(node);
}

/** Opens that page: whether we are signed in there. Throws `unavailable`. */
async function isSignedIn(portal: Portal, home: string): Promise<boolean> {
  await goTo(portal, home);
  const seen = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    if (isLogin(portal, screen)) return 'login';
    return find(screen, signedInMark(portal)) ? 'signed-in' : undefined;
  });
  if (seen !== undefined) return seen === 'signed-in';
  throw trouble(portal, 'page-changed', { page: 'Start', anchor: signedInMark(portal).called });
}

async function type(portal: Portal, field: Control, text: string): Promise<void> {
  await enter(await theControl(portal, PAGE, field), text, actionSignal(portal));
}

/** A field that may be asked for next, and what that means. */
interface Next<Means> {
  readonly field: Control;
  readonly means: Means;
}

type Final = 'signed-in' | 'refused' | 'locked';

/** Sends a page of the login, once, and waits for what comes of it. */
async function send<Means extends string = never>(
  portal: Portal,
  names: readonly string[],
  next?: Next<Means>,
): Promise<Final | Means> {
  const button = control(roles.button, names);
  const node = await theControl(portal, PAGE, button);
  const written = watchWritten(portal.tab.page, isSent);
  try {
    await press(node, actionSignal(portal));
    const decide = (screen: ScreenNode) => outcomeOf(portal, screen, written, next);
    const outcome = await lookUntil(portal.tab, portal.pageTimeoutMs, decide);
    if (outcome) return outcome;
    const stays = find(await look(portal.tab, actionSignal(portal)), button);
    if (next && !stays) throw trouble(portal, 'page-changed', { page: PAGE, anchor: next.field.called });
    throw trouble(portal, 'unavailable', { detail: 'the login was not answered in time' });
  } finally {
    written.stop();
  }
}

/** An address that leads to the password may be sent as part of the next page's own. */
function isSent(request: HTTPRequest): boolean {
  return request.isNavigationRequest() || request.method() === 'POST';
}

function outcomeOf<Means>(
  portal: Portal,
  screen: ScreenNode,
  written: Written,
  next: Next<Means> | undefined,
): Final | Means | undefined {
  const lost = written.lost();
  if (lost !== undefined) throw trouble(portal, 'unavailable', { detail: lost });
  const refusal = alertText(screen);
  if (refusal) return says(refusal, portal.map.login.lockedText) ? 'locked' : 'refused';
  if (find(screen, signedInMark(portal))) return 'signed-in';
  return next && find(screen, next.field) ? next.means : undefined;
}

function signedInMark(portal: Portal): Control {
  return control(roles.link, portal.map.frame.accountsLink);
}
