import { checkCode } from '../../lift-off/totp.ts';
import type { PortalUser } from '../state.ts';
import type { Portal } from './portal.ts';

const WRONG_TRIES_ALLOWED = 5;
const PROBLEMS = {
  wrong: 'The email or password is incorrect.',
  locked: 'Your user is locked after 5 wrong tries. Contact your administrator.',
  replay: 'This token has already been used. Wait for the next one.',
} as const;

/** What is said to a token that is none of now. */
export const UNKNOWN_TOKEN = 'The token is not valid. Wait for the next one.';

/** Counts a wrong try; the fifth locks. */
function countWrong(portal: Portal, user: PortalUser | undefined, problem: string): string {
  if (!user) return problem;
  user.wrongTries += 1;
  if (user.wrongTries < WRONG_TRIES_ALLOWED) return problem;
  portal.context.change(user.email, () => {
    user.locked = true;
  });
  return PROBLEMS.locked;
}

/** What is wrong with a password; a wrong one counts. */
export function passwordProblem(
  portal: Portal,
  user: PortalUser | undefined,
  password: string,
): string | undefined {
  if (user?.locked) return PROBLEMS.locked;
  return user?.password === password ? undefined : countWrong(portal, user, PROBLEMS.wrong);
}

/** A right token counts once, and makes every older one useless. */
export function tokenProblem(portal: Portal, user: PortalUser, token: string): string | undefined {
  if (user.locked) return PROBLEMS.locked;
  const counter = checkCode(user.totpSecret, portal.settings.totpPeriodSeconds, token);
  if (counter === undefined) return countWrong(portal, user, UNKNOWN_TOKEN);
  if (counter <= user.lastCodeCounter) return PROBLEMS.replay;
  user.lastCodeCounter = counter;
  user.wrongTries = 0;
  return undefined;
}
