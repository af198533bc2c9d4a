import type { Stage } from '../../workflows/onboarding/state.ts';
import { duenessOf } from '../due.ts';
import type { ListedOnboarding } from '../listing.ts';
import { showInstant } from './instant.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

/** The stages before the customer is live. */
const stillToCome: readonly string[] = [
  'resolving',
  'already-live',
  'closing-intake',
  'waiting-for-approval',
  'declined',
  'preparing',
  'ready',
  'go-live-blocked',
  'going-live',
] satisfies readonly Stage[];

/** Onboardings, one a line; go-lives that are overdue or due within three days stand out. */
export function showList(onboardings: readonly ListedOnboarding[], nowMs: number, paint: Paint): string {
  if (onboardings.length === 0) return 'No onboardings. Start one: onboard start customers/<id>.yaml';
  const headings = ['Customer', 'Model', 'Stage', 'Go-live', 'Needs attention', 'Started'];
  return table([
    headings.map((heading) => paint.title(heading)),
    ...onboardings.map((onboarding) => row(onboarding, nowMs, paint)),
  ]).join('\n');
}

function row(onboarding: ListedOnboarding, nowMs: number, paint: Paint): string[] {
  const { customer, model, goLive, startedAt } = onboarding;
  return [
    customer,
    model ?? '',
    stage(onboarding),
    goLive === undefined ? 'not resolved yet' : goLiveCell(onboarding, goLive, nowMs, paint),
    attention(onboarding, paint),
    showInstant(startedAt),
  ];
}

/** Only what is still to come can be due: not a customer that is live, nor an onboarding that has ended. */
function goLiveCell(
  { stage: at, execution }: ListedOnboarding,
  goLive: string,
  nowMs: number,
  paint: Paint,
): string {
  const words = showInstant(goLive);
  if (execution !== 'RUNNING' || !stillToCome.includes(at ?? '')) return words;
  switch (duenessOf(goLive, nowMs)) {
    case 'overdue':
      return paint.bad(`${words} overdue`);
    case 'soon':
      return paint.change(`${words} soon`);
    case 'later':
      return words;
  }
}

/** A workflow that was ended from outside stays in its last stage: Temporal's own word tells them apart. */
function stage({ stage = 'starting', execution }: ListedOnboarding): string {
  const endedFromOutside = execution !== 'RUNNING' && execution !== 'COMPLETED';
  return endedFromOutside ? `${stage} (${execution.toLowerCase()})` : stage;
}

function attention({ needsAttention, execution }: ListedOnboarding, paint: Paint): string {
  if (execution !== 'RUNNING') return '';
  return needsAttention ? paint.bad('yes') : 'no';
}
