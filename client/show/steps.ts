import { catalogue, stepIds, systemOf, systemTitles } from '../../domain/steps/catalogue.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { type Standing, standingOf, standingWords } from './outcome.ts';
import type { Paint } from './paint.ts';
import { shortened, table } from './table.ts';

const CELL = 56;

/** Every step that is wanted, and where it stands before and at go-live. */
export function showSteps(state: OnboardingState, paint: Paint): string[] {
  const wanted = stepIds.filter((step) => state.plan?.lines.some((line) => line.step === step) ?? true);
  const rows = wanted.map((step) => {
    const { title, rules } = catalogue[step];
    const cells = (['preparation', 'live'] as const).map((phase) => {
      const standing = standingOf(state, step, phase);
      return painted(standing, shortened(standingWords(standing), CELL), paint);
    });
    return [step, title, rules.join(', '), systemTitles[systemOf(step)], ...cells];
  });
  const headings = ['Step', 'What', 'Rules', 'System', 'Before go-live', 'At go-live'];
  return table([headings.map((heading) => paint.title(heading)), ...rows]);
}

function painted({ kind }: Standing, words: string, paint: Paint): string {
  switch (kind) {
    case 'settled':
      return paint.good(words);
    case 'needs-a-person':
      return paint.bad(words);
    case 'looked-for-again':
    case 'to-come':
      return paint.change(words);
    case 'nothing-wanted':
      return paint.quiet(words);
  }
}
