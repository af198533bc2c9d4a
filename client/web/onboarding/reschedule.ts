import { type ResolvedGoLive, showGoLive } from '../../../domain/go-live.ts';
import { resolveGoLive } from '../../../domain/go-live-instant.ts';
import { localDateSchema, localTimeSchema } from '../../../domain/hours-schema.ts';
import type { PersonId } from '../../../domain/ids.ts';
import { refusalOfDate } from '../../../domain/reschedule.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { countsAsApproved } from '../../changing/approval.ts';
import { html, type Markup } from '../../report/markup.ts';
import { Refusal } from '../desk.ts';
import type { WebParts } from '../parts.ts';

/**
 * The go-live that somebody wants, resolved in the customer’s zone. Throws `Refusal` for times that do not exist or are
 * there twice, and for dates that the contract or the clock do not allow.
 */
export async function wantedGoLive(
  { desk, profile, now }: WebParts,
  state: OnboardingState,
  wanted: { readonly date: string; readonly time: string },
): Promise<ResolvedGoLive> {
  const [date, time] = [localDateSchema.safeParse(wanted.date), localTimeSchema.safeParse(wanted.time)];
  if (!date.success || !time.success)
    throw new Refusal('Give a date and a time, such as 2026-12-14 and 07:00.');
  const customer = await desk.customerFile(state.customerId);
  const goLiveDay = { ...customer.contract.goLive, date: date.data, time: time.data };
  const moved = { ...customer, contract: { ...customer.contract, goLive: goLiveDay } };
  const { policies, msp } = profile();
  const resolved = resolveGoLive(moved, {
    minutesBeforeHours: policies.goLive.minutesBeforeHours,
    tzVersion: process.versions['tz'] ?? 'unknown',
    holidays: msp.holidays,
  });
  if (!resolved.ok) throw new Refusal(resolved.sentence);
  const { goLive } = resolved;
  const { contractDate } = state;
  const { leadMinutes } = policies.goLive;
  const refusal = refusalOfDate({
    ...{ customer, goLive, contractDate, leadMinutes },
    now: now().toISOString(),
  });
  if (refusal !== undefined) throw new Refusal(refusal);
  return goLive;
}

/** Shows the instant, in local time and UTC, before anything is moved. */
export function reschedulePage(
  state: OnboardingState,
  goLive: ResolvedGoLive,
  by: PersonId,
  formKey: Markup,
): Markup {
  const { customerId, customerName, plan, timeline } = state;
  return html`<p class="kind">${customerName}</p>
<h1>Move the go-live</h1>
<dl>
${plan === undefined ? '' : html`<dt>From</dt><dd>${showGoLive(plan.goLive)}</dd>`}
<dt>To</dt><dd><strong>${showGoLive(goLive)}</strong></dd>
${goLive.flags.map((flag) => html`<dt>Look at twice</dt><dd>${flag}</dd>`)}
</dl>
<form class="card" method="post" action="/onboardings/${customerId}/reschedule">${formKey}
<input type="hidden" name="seen" value="${timeline.length}"><input type="hidden" name="date" value="${goLive.localDate}"><input type="hidden" name="time" value="${goLive.localTime}">
<p>${followsFrom(state, by)} Access, notes and messages follow.</p>
<label>Why<textarea name="reason" rows="2" required></textarea></label>
<button>Move it</button>
</form>
<p><a href="/onboardings/${customerId}">Leave it as it is</a></p>`;
}

/** Somebody who approves by moving must know it. */
function followsFrom(state: OnboardingState, by: PersonId): string {
  return state.plan !== undefined && countsAsApproved(state, state.plan, by)
    ? 'As you may approve and only the date moves, this counts as your approval of the new date.'
    : 'A new plan is made for that date and waits for approval.';
}
