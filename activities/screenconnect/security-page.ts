import { actionSignal, theControl, trouble } from '../browser/portal.ts';
import {
  type Control,
  control,
  find,
  isBusy,
  lookUntil,
  nodesOf,
  type ScreenNode,
  textOf,
} from '../browser/screen.ts';
import { press } from '../browser/widgets.ts';
import { securityConfigurationSchema } from './answers.ts';
import { refuseFailure } from './dialogs.ts';
import { goToPage, refuseLogin, roles, type ScreenConnectPortal } from './portal.ts';
import type { Role } from './role-entries.ts';
import { type Answers, watchAnswers } from './services.ts';

const PAGE = 'Security';

type Configuration = { readonly Roles: readonly Role[] };

/** Admin → Security, loaded. */
export interface SecurityPage {
  /** The role as the server just gave it to this page. */
  readonly role: Role;
  /** What opens the role's editor. */
  readonly edit: ScreenNode;
  /** Where the page was found: the shorter way to it while nobody installs an extension. */
  readonly address: string;
}

/**
 * Opens Admin → Security anew, by the text of the link because extensions move the tabs, and finds exactly this role.
 * Throws `not-found`, `ambiguous`, `session-expired`, `permission-missing`, `unavailable`, and `page-changed` naming
 * what is missing.
 * @param address Where the page was found a moment ago.
 */
export async function openSecurity(
  portal: ScreenConnectPortal,
  roleName: string,
  address?: string,
): Promise<SecurityPage> {
  const { map, tab } = portal;
  const answers = watchAnswers(tab.page, map.services.securityConfiguration, securityConfigurationSchema);
  try {
    await goToPage(portal, address ?? map.addresses.administration);
    if (address === undefined) await press(await securityLink(portal), actionSignal(portal));
    const configuration = await loaded(portal, answers);
    const role = theRole(portal, configuration, roleName);
    return { role, edit: await editButton(portal, roleName), address: tab.page.url() };
  } finally {
    answers.stop();
  }
}

async function securityLink(portal: ScreenConnectPortal): Promise<ScreenNode> {
  const link = control(roles.link, portal.map.security.link);
  const found = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    refuseLogin(portal, screen);
    return find(screen, link);
  });
  if (found) return found;
  throw trouble(portal, 'page-changed', { page: 'Administration', anchor: link.called });
}

async function loaded(portal: ScreenConnectPortal, answers: Answers<Configuration>): Promise<Configuration> {
  const heading = control(roles.heading, portal.map.security.roles);
  let last: ScreenNode | undefined;
  const configuration = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    last = screen;
    refuseFailure(portal, screen);
    return find(screen, heading) && !isBusy(screen) ? answers.latest() : undefined;
  });
  if (configuration) return configuration;
  const anchor = missing(portal, answers, last, heading);
  if (anchor !== undefined) throw trouble(portal, 'page-changed', { page: PAGE, anchor });
  throw trouble(portal, 'unavailable', { detail: '“Security” does not finish loading' });
}

/** Only what was answered well and still is not as expected is a page that has changed. */
function missing(
  { map }: ScreenConnectPortal,
  answers: Answers<Configuration>,
  screen: ScreenNode | undefined,
  heading: Control,
): string | undefined {
  if (answers.latest()) return screen && !find(screen, heading) ? heading.called : undefined;
  return answers.status() === 200 ? `the roles in ${map.services.securityConfiguration[0]}` : undefined;
}

function theRole(portal: ScreenConnectPortal, configuration: Configuration, name: string): Role {
  const [role, second] = configuration.Roles.filter((one) => one.name === name);
  if (role && !second) return role;
  if (second)
    throw trouble(portal, 'ambiguous', { what: `the role “${name}”`, detail: 'several have that name' });
  throw trouble(portal, 'not-found', { what: `role “${name}”` });
}

/** The table may be folded away: the page opens as that user left it. */
async function editButton(portal: ScreenConnectPortal, roleName: string): Promise<ScreenNode> {
  const { map } = portal;
  const edit = control(roles.button, map.security.edit);
  const toggle = control(roles.button, map.security.roles);
  const row = rowOf(portal, roleName);
  const seen = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    const folded = find(screen, toggle);
    if (find(screen, row)) return 'unfolded';
    return folded?.expanded === true || folded === undefined ? undefined : folded;
  });
  if (seen !== undefined && seen !== 'unfolded') await press(seen, actionSignal(portal));
  const shown = await theControl(portal, PAGE, row);
  const button = find(shown, edit);
  if (button) return button;
  throw trouble(portal, 'page-changed', { page: PAGE, anchor: `${edit.called} beside “${roleName}”` });
}

/** The row that has exactly this name in it, and the number of entries: users have rows with names of roles, too. */
function rowOf({ map }: ScreenConnectPortal, roleName: string): Control {
  const [before = '', after = ''] = map.security.summary.split('{count}');
  const isSummary = (node: ScreenNode) => {
    const text = textOf(node);
    return text.startsWith(before) && text.endsWith(after) && /\d/.test(text);
  };
  const rowRoles: readonly string[] = roles.row;
  const says = (node: ScreenNode) => node.name?.trim() === roleName || textOf(node) === roleName;
  return {
    called: `row of the role “${roleName}”`,
    fits: (node) =>
      rowRoles.includes(node.role) &&
      [...nodesOf(node)].some((part) => part !== node && says(part)) &&
      [...nodesOf(node)].some((part) => part !== node && isSummary(part)),
  };
}
