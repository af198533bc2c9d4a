import { type DayHours, WEEKDAYS, type Weekday } from '../state.ts';
import { type Formats, flagOf, type Section, type SectionContext, textOf, type Values } from './section.ts';

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

/** What was typed as from and to. */
function typedTimes(day: Weekday, values: Values, { spans }: Formats): string[] {
  const typed = spans
    ? textOf(values, `${day}.hours`).split(/[-–]/)
    : [textOf(values, `${day}.from`), textOf(values, `${day}.to`)];
  return typed.map((time) => time.trim());
}

function checkDay(day: Weekday, values: Values, { formats }: SectionContext): CheckedDay {
  if (flagOf(values, `${day}.closed`)) return { day, hours: { closed: true, from: '', to: '' } };
  const [shownFrom = '', shownTo = '', ...more] = typedTimes(day, values, formats);
  const from = formats.parseTime(shownFrom) ?? '';
  const to = formats.parseTime(shownTo) ?? '';
  const hours = { closed: false, from, to };
  const fail = (text: string) => ({ day, hours, problem: `${dayLabel(day)}: ${text}` });
  if (!shownFrom || !shownTo) return fail('enter from and to, or mark the day closed.');
  if (!from || !to || more.length > 0) return fail(`enter times like ${formats.timeExample}.`);
  if (to <= from) return fail('the closing time must be after the opening time.');
  return { day, hours };
}

function shownTimes(day: Weekday, { from, to }: DayHours, { time, spans }: Formats): Values {
  if (spans) return { [`${day}.hours`]: from && `${time(from)} – ${time(to)}` };
  return { [`${day}.from`]: time(from), [`${day}.to`]: time(to) };
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
    const days = WEEKDAYS.map((day) => ({
      ...shownTimes(day, hours.days[day], formats),
      [`${day}.closed`]: hours.days[day].closed,
    }));
    return Object.assign({ alwaysOpen: hours.alwaysOpen, timeZone: hours.timeZone }, ...days);
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
