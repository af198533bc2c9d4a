import { headOf } from '../../domain/evidence-chain.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { Values } from '../../domain/steps/step.ts';
import { MINUTE_MS } from '../limits.ts';
import { problemOf } from '../run-activity.ts';
import { openDayTasks } from './day-tasks.ts';
import { settleTheRest } from './go-live.ts';
import { closeTicket } from './psa-ticket.ts';
import type { Run } from './run.ts';
import { markLive, signOff } from './sign-off.ts';
import { recordsInUse } from './standing.ts';
import type { OnboardingOutcome } from './state.ts';
import { tell } from './tell.ts';

/** What was read in the fresh look counts until so long after the go-live instant. */
const FRESH_AFTER_INSTANT_MS = 30 * MINUTE_MS;

/** Announces the customer, and tells `customer-<id>` at once that it is live: nothing that is still to be done holds that up. */
export async function handOver(run: Run): Promise<void> {
  if (run.state.stage === 'aftercare') return;
  const at = run.state.goneLiveAt ?? run.now();
  await run.stopBackground();
  tell(run, { kind: 'live', at });
  await markLive(run, at);
}

/** R8 · Settles what else is wanted from now on, then keeps what was agreed as it reads: once. */
export async function settleAndAgree(run: Run): Promise<void> {
  if (Object.keys(run.state.agreedValues).length > 0) return;
  await settleTheRest(run);
  run.state.agreedValues = await agreedValues(run);
  await markLive(run, run.state.goneLiveAt ?? run.now());
}

/** The end of it all: sealed, noted in Autotask, and the customer free for whatever comes next. */
export async function closeLive(run: Run): Promise<OnboardingOutcome> {
  const at = run.state.goneLiveAt ?? run.now();
  await run.stopBackground();
  if (Object.keys(run.state.agreedValues).length === 0) run.state.agreedValues = await agreedValues(run);
  const open = leftOpen(run);
  for (const line of open) run.note(`Still open: ${line}`);
  if (wasCaredFor(run)) tell(run, { kind: 'closing', liveSince: at, open });
  await run.allTold();
  run.note('Handed over.');
  run.end({ kind: 'live', at });
  await noteInAutotask(run, at);
  await closeTicket(run, 'Onboarding complete', `Live since ${at}.`);
  await signOff(run, { ended: 'live', at, agreed: run.state.agreedValues });
  run.enter('live');
  return { kind: 'live', at };
}

/** What nobody has answered or done by the end. */
function leftOpen(run: Run): string[] {
  const { drift, openItems, endAsked } = run.state;
  const tasks = openDayTasks(run);
  const parked = openItems.filter(({ step }) => !tasks.includes(step));
  return [
    ...drift.map(({ title, agreed: was, found }) => `${title}: ${was} → ${found}`),
    ...tasks.map((task) => `${catalogue[task].title}: not done`),
    ...parked.map(({ title, problem }) => `${title}: ${problem.message}`),
    ...(endAsked === undefined
      ? []
      : [`${endAsked.by} asked for its end, and nobody agreed: ${endAsked.reason}`]),
  ];
}

function wasCaredFor({ state }: Run): boolean {
  return (state.plan?.policy.aftercareMs ?? 0) > 0;
}

/** The head of the evidence, kept where nobody of ours can rewrite it. It never holds up the end. */
async function noteInAutotask(run: Run, liveSince: string): Promise<void> {
  const { customer } = run.order;
  // Once and for all: the note's name is made of the head, and a retry must find what an earlier attempt wrote.
  const input = { customer, liveSince, head: headOf(run.state.chain), runId: run.id, at: run.now() };
  try {
    const written = await run.activities.run(
      'writeClosingNote',
      input,
      'Note the head of the evidence in Autotask',
      'api',
    );
    if (written !== null) run.note(`The head of the evidence stands in Autotask, note ${written.noteId}.`);
  } catch (error) {
    run.note(`The head of the evidence is not in Autotask: ${problemOf(error).message}`);
  }
}

/**
 * What audits will compare with: what was read in the fresh look, and read again where we have written since, never what
 * we believe to have written. It never holds up the end.
 */
async function agreedValues(run: Run): Promise<Values> {
  const maxAgeMs = (run.state.plan?.policy.leadMs ?? 0) + FRESH_AFTER_INSTANT_MS;
  const read = recordsInUse(run.state).map(async (record): Promise<Values> => {
    try {
      return (await run.visits.reading(record, maxAgeMs)).values;
    } catch (error) {
      run.note(`A part of the agreed state could not be read: ${problemOf(error).message}`);
      return {};
    }
  });
  return Object.assign({}, ...(await Promise.all(read)));
}
