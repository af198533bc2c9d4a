import { ProductError } from '../../domain/problems.ts';
import { trouble } from '../browser/portal.ts';
import { withSecondPage } from '../browser/tab.ts';
import { savedRoleSchema } from './answers.ts';
import { type GroupPath, shownPath } from './group-path.ts';
import type { ScreenConnectPortal } from './portal.ts';
import {
  type Aftermath,
  aftermathOf,
  deniedOn,
  isJustThat,
  isUnchanged,
  type RoleChange,
  roleChange,
  wouldLose,
} from './role-change.ts';
import { editScope, openEditor } from './role-editor.ts';
import {
  isPlain,
  namesOn,
  type PermissionNames,
  permissionNames,
  type Role,
  type RoleEntry,
} from './role-entries.ts';
import { saveEditor } from './role-saving.ts';
import { findScope } from './role-scopes.ts';
import { openSecurity, type SecurityPage } from './security-page.ts';

/** A role and a customer's group. */
export interface AccessPlace {
  readonly roleName: string;
  readonly path: GroupPath;
}

/** Where to change something, and how pictures of it are taken. */
export interface AccessChange extends AccessPlace {
  readonly picture: (portal: ScreenConnectPortal, when: 'before' | 'after') => Promise<void>;
}

/** Says what the group's own permissions are to be, from the role as it is now. May throw `choice-needed`. */
export type WantedOwn = (role: Role) => PermissionNames;

/**
 * R13 · What the role may do on the customer's group, inherited permissions included. Throws `awaits-somebody` when it
 * may do nothing because there is no such group yet, and as `openSecurity` does.
 */
export async function readAccess(portal: ScreenConnectPortal, place: AccessPlace): Promise<PermissionNames> {
  const page = await openSecurity(portal, place.roleName);
  const names = namesOn(page.role, place.path);
  if (names.length > 0) return names;
  await openEditor(portal, page);
  await findScope(portal, place.path);
  return names;
}

/**
 * R13 · Gives the group these permissions of its own and keeps every other entry of the role. To be called by one at a
 * time. What the server shows afterwards is compared with what was there before: once, what is missing is put back;
 * then `would-lose` says what is missing, and `conflict` that ours did not last.
 */
export async function changeAccess(
  portal: ScreenConnectPortal,
  place: AccessChange,
  wantedOwn: WantedOwn,
): Promise<void> {
  const first = await changeOnce(portal, place, wantedOwn, []).catch(conflictIn);
  if (first !== 'conflict' && isRight(first)) return;
  const lost = first === 'conflict' ? [] : first.lost;
  refuseLoss(
    portal,
    lost.filter((entry) => !isPlain(entry)),
  );
  portal.beat('reading the role again: somebody else has changed it');
  const second = await changeOnce(portal, place, wantedOwn, lost);
  refuseLoss(portal, second.lost);
  if (!isRight(second)) throw trouble(portal, 'conflict');
}

async function changeOnce(
  portal: ScreenConnectPortal,
  { roleName, path, picture }: AccessChange,
  wantedOwn: WantedOwn,
  lost: readonly RoleEntry[],
): Promise<Aftermath> {
  const page = await openSecurity(portal, roleName);
  const wanted = wantedOwn(page.role);
  refuseDenials(portal, page.role, path, wanted);
  const change = roleChange(page.role, path, wanted, lost);
  if (change.edits.length === 0) return aftermathOf(change, path, page.role);
  await openEditor(portal, page);
  await picture(portal, 'before');
  for (const edit of change.edits) await editScope(portal, edit);
  const readAgain = (on: ScreenConnectPortal) => openSecurity(on, roleName, page.address);
  const look = (body: string | undefined) => inspect(portal, change, body, readAgain);
  const lostAnswer = await saveEditor(portal, look).catch(outcomeLost);
  const after = await readAgain(portal);
  await picture(portal, 'after');
  const aftermath = aftermathOf(change, path, after.role);
  if (lostAnswer && !aftermath.isOursThere) throw lostAnswer;
  return aftermath;
}

/** An answer that got lost need not matter: what the server shows afterwards says more. */
function outcomeLost(error: unknown): ProductError {
  if (error instanceof ProductError && error.problem.code === 'outcome-lost') return error;
  throw error;
}

/**
 * The last look before the whole role is replaced: that the page sends just what was ticked, and that the server still
 * has what the page began with. Between that look and the save remains a moment that the product gives no means to guard.
 */
async function inspect(
  portal: ScreenConnectPortal,
  change: RoleChange,
  body: string | undefined,
  readAgain: (on: ScreenConnectPortal) => Promise<SecurityPage>,
): Promise<ProductError | undefined> {
  try {
    const sent = savedRoleSchema.safeParse(parsed(body)).data;
    const [page = ''] = portal.map.role.title;
    if (sent) refuseLoss(portal, wouldLose(change, sent));
    if (!sent || !isJustThat(change, sent)) {
      throw trouble(portal, 'page-changed', { page, anchor: 'a save of just what was ticked' });
    }
    const now = await withSecondPage(portal.tab, (tab) => readAgain({ ...portal, tab }));
    return isUnchanged(change.before, now.role) ? undefined : trouble(portal, 'conflict');
  } catch (error) {
    if (error instanceof ProductError) return error;
    return trouble(portal, 'unavailable', { detail: 'the role could not be read again before saving' });
  }
}

function parsed(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}

function refuseDenials(
  portal: ScreenConnectPortal,
  role: Role,
  path: GroupPath,
  wanted: PermissionNames,
): void {
  const denied = deniedOn(role, path, wanted);
  if (denied.length === 0) return;
  const detail = `${denied.join(', ')} on “${shownPath(path)}”`;
  throw trouble(portal, 'would-lose', { what: 'a denial that somebody has set', detail });
}

function isRight({ lost, isOursThere }: Aftermath): boolean {
  return lost.length === 0 && isOursThere;
}

function conflictIn(error: unknown): 'conflict' {
  if (error instanceof ProductError && error.problem.code === 'conflict') return 'conflict';
  throw error;
}

function refuseLoss(portal: ScreenConnectPortal, lost: readonly RoleEntry[]): void {
  if (lost.length === 0) return;
  const groups = [
    ...new Set(lost.map(({ path }) => (path.length > 0 ? `“${shownPath(path)}”` : 'all groups'))),
  ];
  const detail = `${permissionNames(lost.map(({ name }) => name)).join(', ')} on ${groups.join(', ')}`;
  throw trouble(portal, 'would-lose', { what: 'permissions of the role that others had set', detail });
}
