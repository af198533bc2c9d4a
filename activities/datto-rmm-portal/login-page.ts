import { actionSignal, alertText, goTo, says, theControl, trouble } from '../browser/portal.ts';
import { type Control, control, find, lookUntil, type ScreenNode } from '../browser/screen.ts';
import { enter } from '../browser/widgets.ts';
import { type Written, watchWritten } from '../browser/written.ts';
import type { LoginOutcome, LoginPage } from '../sessions/sign-in.ts';
import { accountPicker, pickAccount } from './account-picker.ts';
import { type DattoPortal, isLogin, refuseDenied, roles } from './portal.ts';
import { press } from './pressing.ts';

const PAGE = 'Login';

/**
 * The pages of the login, on two origins: address, password, one-time token, account. Beside what a `LoginPage` throws:
 * `permission-missing` where the portal denies access to this machine's address or to the dashboard, `not-found` for an
 * account that the login does not have.
 * @param accountName Picked where the login has several accounts.
 */
export function loginPage(portal: DattoPortal, accountName: string | undefined): LoginPage {
  const { login: labels } = portal.map;
  const password = control(roles.textField, labels.password);
  const finish = (seen: Seen) => finished(portal, accountName, seen);
  return {
    isSignedIn: async () => {
      await goTo(portal, portal.url);
      const asksWho = (screen: ScreenNode) => (isAsked(portal, screen) ? 'refused' : undefined);
      const seen = await seenUntil(portal, (screen) => asksWho(screen) ?? outcomeOf(portal, screen));
      return seen === 'signed-in';
    },
    sendPassword: async (user, secret) => {
      // From the platform: a login that is begun elsewhere does not lead back to it.
      await goTo(portal, portal.url);
      const screen = await type(portal, control(roles.textField, labels.email), user);
      if (!find(screen, password)) {
        const asked = await send(portal, labels.next);
        if (asked !== 'password-asked') return finish(asked);
      }
      await type(portal, password, secret);
      return finish(await send(portal, labels.logIn, password));
    },
    sendCode: async (code) => {
      const token = control(roles.textField, labels.token);
      await type(portal, token, code);
      return finish(await send(portal, labels.authenticate, token));
    },
    prepareNextCode: () => goTo(portal, new URL(portal.tab.page.url())),
  };
}

/** Whether a field of the login may hold a secret. */
export function isSecretField({ login }: DattoPortal['map'], node: ScreenNode): boolean {
  return control(roles.textField, [...login.password, ...login.token]).fits(node);
}

type Seen = LoginOutcome | 'password-asked' | 'account-asked';

function isAsked(portal: DattoPortal, screen: ScreenNode): boolean {
  const email = control(roles.textField, portal.map.login.email);
  return isLogin(portal, screen) || find(screen, email) !== undefined;
}

/** Types, and tells what the page showed. */
async function type(portal: DattoPortal, field: Control, text: string): Promise<ScreenNode> {
  const seen = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    refuseDenied(portal, screen);
    const node = find(screen, field);
    return node && { node, screen };
  });
  if (!seen) throw trouble(portal, 'page-changed', { page: PAGE, anchor: field.called });
  await enter(seen.node, text, actionSignal(portal));
  return seen.screen;
}

/** Presses a button that sends a form and waits for what follows. `field`: the one that was just filled in. */
async function send(portal: DattoPortal, button: readonly string[], field?: Control): Promise<Seen> {
  const node = await theControl(portal, PAGE, control(roles.button, button));
  const written = watchWritten(portal.tab.page);
  try {
    await press(portal, node);
    return await seenUntil(portal, (screen) => outcomeOf(portal, screen, { written, field }));
  } finally {
    written.stop();
  }
}

async function finished(
  portal: DattoPortal,
  accountName: string | undefined,
  seen: Seen,
): Promise<LoginOutcome> {
  if (seen === 'password-asked') return 'refused';
  if (seen !== 'account-asked') return seen;
  await pickAccount(portal, PAGE, accountName);
  const outcome = await send(portal, portal.map.login.continue);
  if (outcome === 'signed-in') return outcome;
  throw trouble(portal, 'unavailable', { detail: 'the choice of the account led nowhere' });
}

async function seenUntil(
  portal: DattoPortal,
  decide: (screen: ScreenNode) => Seen | undefined,
): Promise<Seen> {
  const seen = await lookUntil(portal.tab, portal.pageTimeoutMs, decide);
  if (seen !== undefined) return seen;
  throw trouble(portal, 'unavailable', { detail: 'the login was not answered in time' });
}

interface Sent {
  readonly written: Written;
  readonly field: Control | undefined;
}

function outcomeOf(portal: DattoPortal, screen: ScreenNode, sent?: Sent): Seen | undefined {
  const lost = sent?.written.lost();
  if (lost !== undefined) throw trouble(portal, 'unavailable', { detail: lost });
  refuseDenied(portal, screen);
  const { frame, login } = portal.map;
  const refusal = sent ? alertText(screen) : '';
  if (refusal) return says(refusal, login.lockedText) ? 'locked' : 'refused';
  if (find(screen, control(roles.action, frame.logOut))) return 'signed-in';
  // The page with the field that was just sent stays for a moment.
  const asks = (field: Control) => field.called !== sent?.field?.called && find(screen, field) !== undefined;
  if (asks(control(roles.textField, login.token))) return 'code-asked';
  if (asks(accountPicker(portal.map))) return sent?.field ? 'account-asked' : undefined;
  return asks(control(roles.textField, login.password)) ? 'password-asked' : undefined;
}
