import type { Check, Verification } from '../report/verify.ts';
import type { Paint } from './paint.ts';

const words = { right: 'Right', wrong: 'WRONG', incomplete: 'Not fully checked' } as const;

/** What was found out about a report: the verdict, then each look with all that does not fit. */
export function showVerification(
  file: string,
  { verdict, entries, head, checks }: Verification,
  paint: Paint,
): string {
  const painted = { right: paint.good, wrong: paint.bad, incomplete: paint.change }[verdict];
  return [
    `${painted(words[verdict])}: ${file}`,
    `${entries} entries, head ${head}`,
    '',
    ...checks.flatMap((check) => lines(check, paint)),
  ].join('\n');
}

function lines({ name, verdict, sentence, details }: Check, paint: Paint): string[] {
  return [`${sign(verdict, paint)} ${name}: ${sentence}`, ...details.map((detail) => `    ${detail}`)];
}

function sign(verdict: Check['verdict'], paint: Paint): string {
  switch (verdict) {
    case 'right':
      return paint.good('✓ right    ');
    case 'wrong':
      return paint.bad('✗ WRONG    ');
    case 'not-checked':
      return paint.change('? unchecked');
  }
}
