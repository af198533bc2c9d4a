import { type Nudge, nextNudge } from './nudges.ts';
import { showOnClock } from './show-instant.ts';

/**
 * What status says of reminders: `next nudge Tue 2026-12-08 09:00, then to pat`. Whoever may decide is known to the
 * reader and not named, unless all are (whoever is to reply is none of them); those who hear of it because nobody
 * answered are. The time is shown on the clocks of the zone.
 */
export function showNextNudge(
  plan: readonly Nudge[],
  sent: number,
  zone: string,
  { namesAll }: { readonly namesAll: boolean } = { namesAll: false },
): string {
  const next = nextNudge(plan, sent);
  if (next === undefined) return 'no nudge is left';
  const when = `next nudge ${showOnClock(next.at, zone)}`;
  const escalation = plan.find(({ number, level }) => number > next.number && level !== next.level);
  const to = next.level === 'remind' && !namesAll ? '' : ` to ${next.to.join(', ')}`;
  return `${when}${to}${escalation === undefined ? '' : `, then to ${escalation.to.join(', ')}`}`;
}
