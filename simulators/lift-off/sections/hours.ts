import { type DayHours, WEEKDAYS, type Weekday } from '../state.ts';
import { flagOf, type Section, type SectionContext, textOf, type Values } from './section.ts';

/** IANA names that the portal knows. */
export const TIME_ZONES = [...Intl.supportedValuesOf('timeZone'), 'UTC'];

/** The day as the page writes it. */
export function dayLabel(day: Weekday): string {
  return day.charAt(0).toUpperCase() + day.slice(1);
}

interface CheckedDay {
  readonly day: Weekday;
  readonly hours: DayHours;
  readonly problem?: string;
}

function checkDay(day: Weekday, values: Values, { formats }: SectionContext): CheckedDay {
  if (flagOf(values, `${day}.closed`)) return { day, hours: { closed: true, from: '', to: '' } };
  const [shownFrom, shownTo] = [textOf(values, `${day}.from`).trim(), textOf(values, `${day}.to`).trim()];
  const from = formats.parseTime(shownFrom) ?? '';
  const to = formats.parseTime(shownTo) ?? '';
  const hours = { closed: false, from, to };
  const fail = (text: string) => ({ day, hours, problem: `${dayLabel(day)}: ${text}` });
  if (!shownFrom || !shownTo) return fail('enter from and to, or mark the day closed.');
  if (!from || !to) return fail(`enter times like ${formats.timeExample}.`);
  if (to <= from) return fail('the closing time must be after the opening time.');
  return { day, hours };
}

function zoneProblems(zone: string): string[] {
  if (!zone) return ['Choose a time zone.'];
  return TIME_ZONES.includes(zone) ? [] : [`Unknown time zone "${zone}".`];
}

/** Business hours. */
export const hoursSection: Section = {
  slug: 'hours',
  title: 'Hours',
  read: ({ hours }, { formats }) => {
    const days = WEEKDAYS.flatMap((day) => [
      [`${day}.from`, formats.time(hours.days[day].from)],
      [`${day}.to`, formats.time(hours.days[day].to)],
      [`${day}.closed`, hours.days[day].closed],
    ]);
    return { alwaysOpen: hours.alwaysOpen, timeZone: hours.timeZone, ...Object.fromEntries(days) };
  },
  plan: (_account, values, context) => {
    const alwaysOpen = flagOf(values, 'alwaysOpen');
    const timeZone = textOf(values, 'timeZone').trim();
    // Around the clock the days' controls are disabled: what they show is neither checked nor stored.
    const days = alwaysOpen ? [] : WEEKDAYS.map((day) => checkDay(day, values, context));
    return {
      problems: [...zoneProblems(timeZone), ...days.flatMap(({ problem }) => problem ?? [])],
      apply: ({ hours }) => {
        hours.alwaysOpen = alwaysOpen;
        hours.timeZone = timeZone;
        for (const checked of days) hours.days[checked.day] = checked.hours;
      },
    };
  },
};
