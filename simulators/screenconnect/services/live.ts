import type { FastifyRequest } from 'fastify';
import { type Access, visibleGroups, visibleMachines } from '../access.ts';
import { groupsBelow } from '../groups.ts';
import { bitsOf } from '../permissions.ts';
import type { Portal } from '../portal.ts';
import type { Machine } from '../state.ts';
import { type SeenGroups, seenGroups } from './distortion.ts';

/** What a page asks for again and again. */
export interface LiveQuestion {
  readonly sessionType: number;
  readonly path: readonly string[];
  readonly filter: string;
  readonly limit: number;
}

interface View {
  readonly groups: SeenGroups;
  readonly access: Access;
  readonly sessionType: number;
}

/** The path as far as it exists for this user; the first group of the tree when nothing of it does. */
function existingPath({ groups, access, sessionType }: View, path: readonly string[]): string[] {
  const found: string[] = [];
  for (const part of path) {
    if (!visibleGroups(groups, access, sessionType, found).includes(part)) break;
    found.push(part);
  }
  return found.length > 0 ? found : visibleGroups(groups, access, sessionType, []).slice(0, 1);
}

function groupInfo({ groups, access, sessionType }: View, Path: readonly string[]) {
  const SessionCount = visibleMachines(groups, access, sessionType, Path).length;
  const HasSubgroups = groupsBelow(groups, sessionType, Path).length > 0;
  return { Name: Path.at(-1) ?? '', Path, SessionCount, HasSubgroups };
}

/** The groups of the tree: those at the top, and those below every group of the path. */
function treeOf(view: View, path: readonly string[]) {
  const levels = path.map((_, depth) => path.slice(0, depth + 1));
  return [[], ...levels].flatMap((above) =>
    visibleGroups(view.groups, view.access, view.sessionType, above).map((name) =>
      groupInfo(view, [...above, name]),
    ),
  );
}

function fitsSearch(machine: Machine, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const texts = [machine.Name, ...machine.CustomPropertyValues];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

function sessionInfo({ groups, access, sessionType }: View, machine: Machine) {
  const permissions = access.onMachine(groups, machine);
  if (groups.withoutJoin) permissions.delete('JoinSession');
  const { SessionID, Name, CustomPropertyValues, Online } = machine;
  return {
    SessionID,
    SessionType: sessionType,
    Name,
    CustomPropertyValues,
    GuestOperatingSystemName: machine.GuestOperatingSystemName,
    GuestLoggedOnUserName: machine.GuestLoggedOnUserName,
    ActiveConnections: Online ? [{ ProcessType: 2 }] : [],
    Permissions: bitsOf(permissions),
  };
}

/** Another version of the product, when a fault says so. */
function bumpIfTold({ context }: Portal, request: FastifyRequest): void {
  if (!context.strike(request, 'version-bump')) return;
  const state = context.state();
  state.productVersion = nextVersion(state.productVersion);
}

/** The version after this one. */
export function nextVersion(version: string): string {
  const parts = version.split('.');
  return [...parts.slice(0, -1), Number(parts.at(-1)) + 1].join('.');
}

/** Everything that changes about a page while it is open. */
export function liveData(portal: Portal, request: FastifyRequest, access: Access, question: LiveQuestion) {
  bumpIfTold(portal, request);
  const { sessionType } = question;
  const view = { groups: seenGroups(portal, request), access, sessionType };
  const path = existingPath(view, question.path);
  const machines = visibleMachines(view.groups, access, sessionType, path).filter((machine) =>
    fitsSearch(machine, question.filter),
  );
  return {
    productVersion: portal.context.state().productVersion,
    hostSessionInfo: {
      SessionType: sessionType,
      SessionGroupPath: path,
      SessionGroups: treeOf(view, path),
      Sessions: machines.slice(0, question.limit).map((machine) => sessionInfo(view, machine)),
    },
  };
}
