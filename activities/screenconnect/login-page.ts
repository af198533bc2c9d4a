import { z } from 'zod';
import { actionSignal, says, theControl, trouble } from '../browser/portal.ts';
import { type Control, control, find, lookUntil, type ScreenNode, textOf } from '../browser/screen.ts';
import { enter, press } from '../browser/widgets.ts';
import { type Written, watchWritten } from '../browser/written.ts';
import type { LoginOutcome, LoginPage } from '../sessions/sign-in.ts';
import { goToPage, isLogin, refusePermission, roles, type ScreenConnectPortal } from './portal.ts';
import type { PortalMap } from './portal-map.ts';
import { type Answers, watchAnswers } from './services.ts';

const PAGE = 'Login';

/** Numbers by which the service answers; every other one is a refusal. */
const RESULTS: { readonly [result: number]: LoginOutcome | 'failed' } = {
  0: 'failed',
  1: 'signed-in',
  3: 'locked',
  11: 'code-asked',
};

/** The login of ScreenConnect, in the form that sends by script and in the older one that posts itself. */
export function screenConnectLoginPage(portal: ScreenConnectPortal, home: string): LoginPage {
  const { addresses, login } = portal.map;
  return {
    isSignedIn: () => isSignedIn(portal, home),
    sendPassword: async (user, password) => {
      await goToPage(portal, `${addresses.login}?${new URLSearchParams({ ReturnUrl: home })}`);
      await type(portal, control(roles.textField, login.userName), user);
      await type(portal, control(roles.textField, login.password), password);
      return send(portal);
    },
    sendCode: async (code) => {
      await type(portal, control(roles.textField, login.code), code);
      return send(portal);
    },
    // The page stays as it is: what ties the second step to the first would be lost with it.
    prepareNextCode: async () => {},
  };
}

/** Whether a field may hold a secret. */
export function isSecretField({ login }: PortalMap, field: ScreenNode): boolean {
  return control(roles.textField, [...login.password, ...login.code]).fits(field);
}

async function isSignedIn(portal: ScreenConnectPortal, home: string): Promise<boolean> {
  await goToPage(portal, home);
  const seen = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    if (isSignedInOn(portal, screen)) return 'signed-in';
    return isLogin(portal, screen) ? 'login' : undefined;
  });
  if (seen === 'signed-in') return true;
  if (seen === undefined) {
    throw trouble(portal, 'page-changed', { page: 'Start', anchor: signedInMark(portal).called });
  }
  refusePermission(portal);
  return false;
}

async function type(portal: ScreenConnectPortal, field: Control, text: string): Promise<void> {
  await enter(await theControl(portal, PAGE, field), text, actionSignal(portal));
}

/** What shows that the login has been answered. */
interface Evidence {
  readonly written: Written;
  readonly result: Answers<number>;
  /** Whether another document has come since. */
  readonly arrived: () => boolean;
}

async function send(portal: ScreenConnectPortal): Promise<LoginOutcome> {
  const { page } = portal.tab;
  const button = await theControl(portal, PAGE, control(roles.button, portal.map.login.submit));
  const result = watchAnswers(page, portal.map.services.logIn, z.int());
  const written = watchWritten(page);
  let hasArrived = false;
  const onArrival = () => {
    hasArrived = true;
  };
  page.on('domcontentloaded', onArrival);
  try {
    await press(button, actionSignal(portal));
    const evidence = { written, result, arrived: () => hasArrived };
    const outcome = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) =>
      outcomeOf(portal, screen, evidence),
    );
    if (outcome !== undefined && outcome !== 'failed') return outcome;
    throw trouble(portal, 'unavailable', { detail: 'the login was not answered properly' });
  } finally {
    page.off('domcontentloaded', onArrival);
    written.stop();
    result.stop();
  }
}

/** The service's number comes before words: the page may still show those of the step before. */
function outcomeOf(
  portal: ScreenConnectPortal,
  screen: ScreenNode,
  { written, result, arrived }: Evidence,
): LoginOutcome | 'failed' | undefined {
  const lost = written.lost();
  if (lost !== undefined) throw trouble(portal, 'unavailable', { detail: lost });
  const number = result.latest();
  const outcome = number === undefined ? undefined : (RESULTS[number] ?? 'refused');
  if (outcome !== undefined && outcome !== 'signed-in') return outcome;
  if (isSignedInOn(portal, screen)) return 'signed-in';
  if (!arrived()) return undefined;
  refusePermission(portal);
  return outcome === undefined ? outcomeInWords(portal, screen) : undefined;
}

function outcomeInWords(
  { map }: ScreenConnectPortal,
  screen: ScreenNode,
): LoginOutcome | 'failed' | undefined {
  const { lockedText, codeText, refusedText, troubleText } = map.login;
  const text = textOf(screen);
  if (says(text, lockedText)) return 'locked';
  if (says(text, troubleText)) return 'failed';
  if (says(text, codeText)) return 'code-asked';
  return says(text, refusedText) ? 'refused' : undefined;
}

function isSignedInOn(portal: ScreenConnectPortal, screen: ScreenNode): boolean {
  return !isLogin(portal, screen) && find(screen, signedInMark(portal)) !== undefined;
}

function signedInMark({ map }: ScreenConnectPortal): Control {
  return control(roles.link, map.frame.accessLink);
}
