import { z } from 'zod';
import type { NamedEdits } from '../kit/control.ts';
import type { Json } from '../kit/types.ts';
import type { Access, Computer, Group, SplashtopState, User } from './state.ts';

/** What somebody wants on the console that cannot be. */
export class ConsoleRefusal extends Error {}

function found<Row>(row: Row | undefined, what: string): Row {
  if (row === undefined) throw new ConsoleRefusal(`There is no ${what}.`);
  return row;
}

/** The group with that id, or of that name. */
export function groupOf({ groups }: Access, key: number | string): Group {
  return found(
    groups.find(({ id, name }) => id === key || name === key),
    `group ${key}`,
  );
}

function userOf({ users }: Access, email: string): User {
  return found(
    users.find((user) => user.email === email),
    `user ${email}`,
  );
}

function computerOf({ computers }: Access, key: number | string): Computer {
  return found(
    computers.find(({ id, name }) => id === key || name === key),
    `computer ${key}`,
  );
}

/** Makes a user a member of a group. */
export function addMember(state: Access, group: number | string, email: string): void {
  const { id } = groupOf(state, group);
  const user = userOf(state, email);
  user.groupIds = [...new Set([...user.groupIds, id])];
}

/** Ends a membership. */
export function removeMember(state: Access, group: number | string, email: string): void {
  const { id } = groupOf(state, group);
  const user = userOf(state, email);
  user.groupIds = user.groupIds.filter((one) => one !== id);
}

/** Puts a computer into a group, out of the one where it was. */
export function moveComputer(state: Access, group: number | string, computer: number | string): void {
  computerOf(state, computer).groupId = groupOf(state, group).id;
}

/** Gives a user a computer, or takes it away. */
export function setComputerAccess(
  state: Access,
  email: string,
  computer: number | string,
  isGranted: boolean,
): void {
  const { id } = computerOf(state, computer);
  const user = userOf(state, email);
  const others = user.computerIds.filter((one) => one !== id);
  user.computerIds = isGranted ? [...others, id] : others;
}

/** Makes a group. Names need not differ. */
export function addGroup(state: SplashtopState, name: string): void {
  if (name === '') throw new ConsoleRefusal('A group needs a name.');
  state.nextId += 1;
  state.groups.push({ id: state.nextId, name });
}

/** Adds a login to the team. */
export function inviteUser(state: SplashtopState, email: string): void {
  if (!email.includes('@')) throw new ConsoleRefusal('This is no e-mail address.');
  if (state.users.some((user) => user.email === email)) throw new ConsoleRefusal('This user is in the team.');
  state.nextId += 1;
  state.users.push({ id: state.nextId, email, name: email, role: 'member', groupIds: [], computerIds: [] });
}

const nameSchema = z.object({ name: z.string() });
const emailSchema = z.object({ email: z.string() });
const memberSchema = z.object({ group: z.string(), email: z.string() });
const moveSchema = z.object({ group: z.string(), computer: z.string() });
const computerSchema = z.object({ email: z.string(), computer: z.string(), granted: z.boolean() });

/** Changes on the console, for `/__control/edit/<name>`; groups and computers by their names. */
export const SPLASHTOP_EDITS: NamedEdits<SplashtopState> = {
  'add-group': (state, input: Json) => addGroup(state, nameSchema.parse(input).name),
  'invite-user': (state, input: Json) => inviteUser(state, emailSchema.parse(input).email),
  'add-member': (state, input: Json) => {
    const { group, email } = memberSchema.parse(input);
    addMember(state, group, email);
  },
  'remove-member': (state, input: Json) => {
    const { group, email } = memberSchema.parse(input);
    removeMember(state, group, email);
  },
  'move-computer': (state, input: Json) => {
    const { group, computer } = moveSchema.parse(input);
    moveComputer(state, group, computer);
  },
  'set-computer-access': (state, input: Json) => {
    const { email, computer, granted } = computerSchema.parse(input);
    setComputerAccess(state, email, computer, granted);
  },
};
