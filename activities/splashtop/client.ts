import { ProductError } from '../../domain/problems.ts';
import {
  computerSchema,
  groupSchema,
  ownTeamsSchema,
  type SplashtopComputer,
  type SplashtopGroup,
  type SplashtopUser,
  userSchema,
} from './answers.ts';
import { type Call, failed, systemTitle } from './errors.ts';
import { type AskAll, createAsking, type SplashtopSettings } from './requests.ts';

/** The part of Splashtop's Open API that we use. It only reads. Every method throws the `ProductError`s of `Ask`. */
export interface SplashtopClient {
  /** The id of the token's team; undefined where the team's edition has no Open API. Throws `ambiguous` for several. */
  team(): Promise<string | undefined>;
  users(teamId: string): Promise<SplashtopUser[]>;
  groups(teamId: string): Promise<SplashtopGroup[]>;
  computers(teamId: string): Promise<SplashtopComputer[]>;
  /** Users who are members of the group. Their `computerIds` say nothing. */
  members(teamId: string, groupId: string): Promise<SplashtopUser[]>;
  computersIn(teamId: string, groupId: string): Promise<SplashtopComputer[]>;
}

/** Makes the client. Opens nothing before the first call. */
export function createSplashtopClient(settings: SplashtopSettings): SplashtopClient {
  const { ask, askAll } = createAsking(settings);
  const askGroup = createAskGroup(askAll);
  return {
    team: async () => {
      const call: Call = { path: 'users/basic_info', wanted: 'see whose token it is' };
      const teams = await ask(call, ownTeamsSchema).catch(noneIfMissing);
      return teams && onlyTeam(call, teams);
    },
    users: (teamId) => askAll({ path: `teams/${teamId}/users`, wanted: 'read the users' }, userSchema),
    groups: (teamId) => askAll({ path: `teams/${teamId}/groups`, wanted: 'read the groups' }, groupSchema),
    computers: (teamId) =>
      askAll({ path: `teams/${teamId}/computers`, wanted: 'read the computers' }, computerSchema),
    members: (teamId, groupId) =>
      askGroup(teamId, { path: `groups/${groupId}/members`, wanted: 'read a group’s members' }, userSchema),
    computersIn: (teamId, groupId) =>
      askGroup(
        teamId,
        { path: `groups/${groupId}/computers`, wanted: 'read a group’s computers' },
        computerSchema,
      ),
  };
}

function onlyTeam(call: Call, [only, ...more]: readonly string[]): string {
  if (only === undefined) throw failed(call, 'our-request', 'its answer names no team');
  if (more.length === 0) return only;
  const detail = `it is for the teams ${[only, ...more].join(', ')}`;
  throw new ProductError('ambiguous', { system: systemTitle, what: 'the team of our token', detail });
}

/** Which of two addresses a group's lists have is not known: the second is tried where the first leads nowhere. */
function createAskGroup(askAll: AskAll) {
  return async <Row extends Parameters<AskAll>[1]>(teamId: string, call: Call, row: Row) => {
    const found = await askAll(call, row).catch(noneIfMissing);
    return found ?? (await askAll({ ...call, path: `teams/${teamId}/${call.path}` }, row));
  };
}

function noneIfMissing(error: unknown): undefined {
  if (error instanceof ProductError && error.problem.code === 'not-found') return undefined;
  throw error;
}
