import { appendFileSync } from 'node:fs';
import type { OnboardingState } from '../workflows/onboarding/state.ts';

/** Tells an onboarding's timeline as it grows, in the customer's local time. */
export interface Story {
  /** Tells what is new since the last time. */
  tell(state: OnboardingState): void;
}

/** A story that goes to the terminal and, plain, into a file. */
export function createStory(file: string, zone: string, print: (line: string) => void, label = ''): Story {
  let told = 0;
  return {
    tell: ({ timeline }) => {
      for (const { at, text } of timeline.slice(told)) {
        const line = `${label}${localTime(at, zone)}  ${text}`;
        print(`  ${line}`);
        appendFileSync(file, `${line}\n`);
      }
      told = timeline.length;
    },
  };
}

/** `Mon 2026-12-07 07:00 EST`: an instant on the clock of a zone. */
export function localTime(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((known) => known.type === type)?.value ?? '';
  return `${part('weekday')} ${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
}
