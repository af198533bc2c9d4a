import type { Answerer, Callers } from './answering.ts';
import type { Answering, AnsweringSegment, AnsweringWeek } from './answering-week.ts';
import { runsOfDays } from './runs-of-days.ts';

/** For the MSP's own people: customers never read these words (R60). */
const names: { readonly [Who in Answerer]: string } = {
  msp: 'MSP',
  'mission-control': 'Mission Control',
  'outside-contract': 'outside the contract',
  nobody: 'nobody',
};

const callersInWords: { readonly [Who in Callers]: string } = {
  everybody: 'the users',
  'onboarded-devices': 'users of onboarded devices',
  'other-devices': 'users of other devices',
};

/** One line for each run of days that are alike: `Mon–Fri 07:30–08:30 Mission Control · 08:30–17:30 MSP · …`. */
export function showAnsweringWeek(week: AnsweringWeek): string[] {
  return linesOf(
    week,
    ({ from, to, answerer }) => `${from}–${to} ${names[answerer]}`,
    () => true,
  );
}

/** Hours of a week in which these callers reach no one who is bound to help. */
export interface AnsweringGap {
  readonly callers: Callers;
  readonly answerer: 'nobody' | 'outside-contract';
  readonly hours: number;
  /** A sentence for the person who decides. */
  readonly sentence: string;
}

/**
 * R61 · What must be seen before go-live: when nobody answers, which is a decision, and when a call would be outside the
 * contract. Holidays are not counted; they have a week of their own.
 */
export function gapsIn({ callers, ordinary }: Pick<Answering, 'callers' | 'ordinary'>): AnsweringGap[] {
  return (['nobody', 'outside-contract'] as const).flatMap((answerer) => {
    const minutes = ordinary.minutes[answerer];
    if (minutes === 0) return [];
    const hours = minutes / 60;
    const when = linesOf(
      ordinary,
      ({ from, to }) => `${from}–${to}`,
      (one) => one.answerer === answerer,
    );
    const what =
      answerer === 'nobody'
        ? `Nobody answers ${callersInWords[callers]}`
        : `Calls of ${callersInWords[callers]} are outside the contract`;
    const sentence = `${what} ${showNumber(hours)} h a week (${ordinary.zone}): ${when.join('; ')}.`;
    return [{ callers, answerer, hours, sentence }];
  });
}

function linesOf(
  week: AnsweringWeek,
  show: (segment: AnsweringSegment) => string,
  isMeant: (segment: AnsweringSegment) => boolean,
): string[] {
  const days = week.days.map(({ weekday, segments }) => ({
    weekday,
    text: segments.filter(isMeant).map(show).join(' · '),
  }));
  return runsOfDays(days)
    .filter(({ text }) => text !== '')
    .map(({ days: run, text }) => `${run} ${text}`);
}

function showNumber(hours: number): string {
  return String(Math.round(hours * 100) / 100);
}
