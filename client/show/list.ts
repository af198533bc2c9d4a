import type { ListedOnboarding } from '../listing.ts';
import { showInstant } from './instant.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

/** Onboardings, one a line. */
export function showList(onboardings: readonly ListedOnboarding[], paint: Paint): string {
  if (onboardings.length === 0) return 'No onboardings. Start one: onboard start customers/<id>.yaml';
  const headings = ['Customer', 'Model', 'Stage', 'Go-live', 'Needs attention', 'Started'];
  return table([
    headings.map((heading) => paint.title(heading)),
    ...onboardings.map((onboarding) => row(onboarding, paint)),
  ]).join('\n');
}

function row(onboarding: ListedOnboarding, paint: Paint): string[] {
  const { customer, model, goLive, startedAt } = onboarding;
  return [
    customer,
    model ?? '',
    stage(onboarding),
    goLive === undefined ? 'not resolved yet' : showInstant(goLive),
    attention(onboarding, paint),
    showInstant(startedAt),
  ];
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
