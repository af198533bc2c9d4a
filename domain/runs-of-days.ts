import type { Weekday } from './hours.ts';

/** Neighbouring days that read alike. */
export interface RunOfDays {
  /** `Mon–Fri`, or `Sat` for a day of its own. */
  readonly days: string;
  readonly text: string;
}

/** Draws neighbouring days with the same text together, in the order in which they come. */
export function runsOfDays(
  week: readonly { readonly weekday: Weekday; readonly text: string }[],
): RunOfDays[] {
  const runs: { first: Weekday; last: Weekday; text: string }[] = [];
  for (const { weekday, text } of week) {
    const open = runs.at(-1);
    if (open?.text === text) open.last = weekday;
    else runs.push({ first: weekday, last: weekday, text });
  }
  return runs.map(({ first, last, text }) => ({
    days: first === last ? short(first) : `${short(first)}–${short(last)}`,
    text,
  }));
}

function short(day: Weekday): string {
  return day.charAt(0).toUpperCase() + day.slice(1, 3);
}
