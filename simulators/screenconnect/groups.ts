import { parseExpression, parseFilter } from './filter.ts';
import type { Machine, ScreenConnectState, SessionGroup } from './state.ts';
import { SESSION_TYPES } from './state.ts';

/** What groups are made of. `named` are subgroups that are listed although no machine is in them. */
export interface GroupSource extends Pick<ScreenConnectState, 'sessionGroups' | 'machines'> {
  readonly named?: readonly string[];
}

function groupAt(source: GroupSource, sessionType: number, name: string | undefined) {
  return source.sessionGroups.find((group) => group.SessionType === sessionType && group.Name === name);
}

function expressionsOf({ SubgroupExpressions }: SessionGroup): string[] {
  return SubgroupExpressions === '' ? [] : SubgroupExpressions.split(',');
}

function machinesOf(source: GroupSource, group: SessionGroup, values: readonly string[]): Machine[] {
  if (group.SessionType !== SESSION_TYPES.access) return [];
  const isMember = parseFilter(group.SessionFilter);
  const expressions = expressionsOf(group).slice(0, values.length).map(parseExpression);
  return source.machines.filter(
    (machine) => isMember(machine) && expressions.every((read, level) => read(machine) === values[level]),
  );
}

/** The machines of a group, or of a subgroup; none when there is no such group. */
export function machinesIn(
  source: GroupSource,
  sessionType: number,
  [name, ...values]: readonly string[],
): Machine[] {
  const group = groupAt(source, sessionType, name);
  return group && values.length <= expressionsOf(group).length ? machinesOf(source, group, values) : [];
}

/** Names of the groups right below a path; below the empty one are the groups that somebody has defined. */
export function groupsBelow(
  source: GroupSource,
  sessionType: number,
  [name, ...values]: readonly string[],
): string[] {
  if (name === undefined) {
    return source.sessionGroups.filter((one) => one.SessionType === sessionType).map(({ Name }) => Name);
  }
  const group = groupAt(source, sessionType, name);
  if (!group) return [];
  const expression = expressionsOf(group)[values.length];
  if (expression === undefined) return [];
  const names = machinesOf(source, group, values).map(parseExpression(expression));
  const listed = values.length === 0 ? (source.named ?? []) : [];
  return [...new Set([...names, ...listed])].filter((one) => one !== '').sort((a, b) => a.localeCompare(b));
}

/** Whether there is such a group now. */
export function isGroup(source: GroupSource, sessionType: number, path: readonly string[]): boolean {
  const name = path.at(-1);
  return name !== undefined && groupsBelow(source, sessionType, path.slice(0, -1)).includes(name);
}
