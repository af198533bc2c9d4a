import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { showInstant } from './instant.ts';
import { undoParts, undoWords } from './undo.ts';

/** What a cancel does. After the go-live it is a wish: somebody else agrees, and not all can be undone. */
export function showCancel(state: OnboardingState): string {
  const { customerId, customerName, goneLiveAt } = state;
  if (goneLiveAt === undefined)
    return (
      list(`What cancelling does for ${customerName}:`, undoWords(state)) ??
      `Nothing of ${customerName} was changed so far: there is nothing to take back.`
    );
  const { back, stays } = undoParts(state);
  return [
    `${customerName} is live since ${showInstant(goneLiveAt)}. This only asks for the end: a second person must agree,`,
    `by: onboard decide ${customerId} end-after-live`,
    list('What happens then, tickets (R21) first:', back) ?? 'Then there is nothing to take back.',
    list('What cannot be undone:', stays),
  ]
    .flatMap((text) => text ?? [])
    .join('\n');
}

function list(heading: string, lines: readonly string[]): string | undefined {
  if (lines.length === 0) return undefined;
  return [heading, ...lines.map((line) => `  ${line}`)].join('\n');
}
