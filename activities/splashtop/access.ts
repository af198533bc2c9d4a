import type { SplashtopComputer, SplashtopGroup, SplashtopUser } from './answers.ts';

/** How Mission Control's login reaches computers: as a member of their group, or each by itself. */
export type AccessKind = 'group' | 'computer';

/** What was read of the team. */
export interface TeamReading {
  /** Mission Control's user; undefined while it is not in the team. */
  readonly user: SplashtopUser | undefined;
  /** The customer's group; undefined while there is none. */
  readonly group: SplashtopGroup | undefined;
  readonly isMember: boolean;
  readonly inGroup: readonly SplashtopComputer[];
  /** All computers of the team. */
  readonly everywhere: readonly SplashtopComputer[];
  /** Host names of the customer's computers as another system knows them; without it the group says which they are. */
  readonly expected: readonly string[] | undefined;
}

/** One thing that keeps Mission Control's login from a computer, and what a person does about it. */
export interface Lack {
  readonly what: string;
  readonly todo: string;
}

/** What a person is told about the customer's group and Mission Control's login. */
export interface Subject {
  readonly userName: string;
  readonly groupName: string;
}

/** R15 · What keeps Mission Control's login from the customer's computers; nothing when it reaches all of them. */
export function lacksOf(kind: AccessKind, subject: Subject, reading: TeamReading): Lack[] {
  const { userName, groupName } = subject;
  const { user, group } = reading;
  const invited = user ? [] : [lack(`${userName} is not in the team`, `invite ${userName} to the team`)];
  const made = group ? [] : [lack(`there is no group “${groupName}”`, `create the group “${groupName}”`)];
  const entered =
    kind === 'computer' || reading.isMember
      ? []
      : [lack(`${userName} is not a member of “${groupName}”`, `add the user ${userName} to “${groupName}”`)];
  return [...invited, ...made, ...entered, ...computerLacks(kind, subject, reading)];
}

function computerLacks(kind: AccessKind, { userName, groupName }: Subject, reading: TeamReading): Lack[] {
  const { theirs, missing } = computersOfCustomer(reading);
  if (theirs.length === 0 && missing.length === 0) {
    return [lack(`“${groupName}” has no computers`, `move the customer’s computers into “${groupName}”`)];
  }
  const without = theirs.filter((computer) => !isReached(kind, reading, computer)).map(({ name }) => name);
  const outside =
    kind === 'group'
      ? lackOf(without, 'outside of the group', (names) => `move ${names} into “${groupName}”`)
      : lackOf(without, 'not open to the user', (names) => `give ${userName} access to ${names}`);
  return [...outside, ...lackOf(missing, 'not in the team', (names) => `install Splashtop on ${names}`)];
}

/** Those that are expected, or else those in the group; and the expected ones that the team does not have. */
function computersOfCustomer({ expected, everywhere, inGroup }: TeamReading) {
  if (expected === undefined) return { theirs: inGroup, missing: [] };
  const found = expected.map((host) => everywhere.find((one) => isCalled(one, host)));
  return {
    theirs: found.filter((one) => one !== undefined),
    missing: expected.filter((_host, at) => found[at] === undefined),
  };
}

function isReached(kind: AccessKind, { inGroup, user }: TeamReading, { id }: SplashtopComputer): boolean {
  return kind === 'group' ? inGroup.some((one) => one.id === id) : (user?.computerIds ?? []).includes(id);
}

function isCalled({ name, hostName }: SplashtopComputer, host: string): boolean {
  const wanted = host.toLowerCase();
  return [name, hostName].some((one) => one.toLowerCase() === wanted);
}

/** A few names are enough to begin with; the others are told with the next look. */
const MOST_NAMES = 3;

function lackOf(names: readonly string[], state: string, todo: (names: string) => string): Lack[] {
  if (names.length === 0) return [];
  const first = names.slice(0, MOST_NAMES).join(', ');
  const shown = names.length > MOST_NAMES ? `${first} and ${names.length - MOST_NAMES} more` : first;
  return [lack(`${shown} ${names.length === 1 ? 'is' : 'are'} ${state}`, todo(shown))];
}

function lack(what: string, todo: string): Lack {
  return { what, todo };
}
