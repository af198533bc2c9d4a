import { type DecisionRule, everyDecider } from '../domain/decisions.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Profile, Role } from '../domain/profile.ts';

/** Whose word counts for a decision that the profile leaves to these roles: who holds one, and their deputies. */
export function decidersOf(
  { people }: Pick<Profile, 'people'>,
  wanted: readonly Role[],
): Pick<DecisionRule, 'mayDecide' | 'deputies'> {
  const holders = people.filter(({ roles }) => roles.some((role) => wanted.includes(role)));
  const mayDecide = holders.map(({ id }) => id);
  const deputies = holders.flatMap(({ deputy }) => deputy ?? []).filter((id) => !mayDecide.includes(id));
  return { mayDecide, deputies: [...new Set(deputies)] };
}

/** Who may pause and resume systems, by the profile of the moment. */
export function mayPause(profile: Profile): readonly PersonId[] {
  return everyDecider(decidersOf(profile, profile.policies.decisions.pauseSystem));
}
