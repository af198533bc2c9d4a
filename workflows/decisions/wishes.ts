import type { CustomerFile } from '../../domain/customer-file.ts';
import { isPast } from '../../domain/go-live.ts';
import { catalogue, stepIds, systemOf, systemTitles } from '../../domain/steps/catalogue.ts';
import type { SystemName } from '../../domain/steps/step.ts';
import type { Amendment, AnswerReceipt, Reschedule, Signed } from '../messages.ts';
import type { Run } from '../onboarding/run.ts';
import { tell } from '../onboarding/tell.ts';
import { needReason, refuse, refuseOther, refuseStranger, refuseWrongPerson } from './refusal.ts';

// What people ask for by themselves, beside the questions that they are asked: cancel, amend, move, hold, release.

/** Cancelling: before go-live who may approve may call it off; afterwards it is a wish that somebody else agrees to. */
export function refuseCancel(run: Run, request: Signed): void {
  if (run.cancelRequest !== undefined)
    refuse('already-answered', `${run.cancelRequest.by} has already cancelled it.`);
  if (run.state.stage === 'cancelling') refuse('already-answered', 'It is being cancelled already.');
  refuseEnded(run);
  if (run.state.goneLiveAt === undefined) refuseStranger(run, 'contractTerms', request);
  else refuseEndOfLive(run, request);
  needReason(request.reason);
}

function refuseEndOfLive(run: Run, request: Signed): void {
  refuseStranger(run, 'endAfterLive', request);
  const { endAsked, stage } = run.state;
  if (endAsked !== undefined)
    refuse('already-answered', `${endAsked.by} has asked for it already; somebody else decides.`);
  if (stage !== 'aftercare')
    refuse('nothing-to-decide', 'The customer is being handed over this minute; ask again when it is live.');
}

/** Cancels, or asks for the end of a live customer. */
export function takeUpCancel(run: Run, request: Signed): AnswerReceipt {
  if (run.state.goneLiveAt === undefined) return run.requestCancel(request);
  const { by, reason } = request;
  run.state.endAsked = { ...request, at: run.now() };
  run.attestWish('end-asked', request);
  run.note(`${by} asks to take the live customer off the help desk again: ${reason}`);
  tell(run, { kind: 'end-asked', by, reason });
  run.refreshDisplay();
  return { sentence: 'Noted. The customer is live: somebody else has to agree (decision end-after-live).' };
}

/** What an amendment may not change, or not any more. */
export function refuseAmendment(run: Run, request: Amendment): void {
  if (!isCustomerFile(request.customer) || typeof request.fileHash !== 'string')
    refuse('bad-answer', 'That is no customer file: give one that `onboard plan` takes.');
  refuseEnded(run);
  refuseTooLate(run, 'amended');
  // It commits nothing: the new plan is approved anew, by whoever proves well enough who they are.
  refuseWrongPerson(run, 'contractTerms', request.by);
  needReason(request.reason);
  const { customer } = run.order;
  if (request.customer?.id !== customer.id)
    refuse('other-customer', `The file is about ${String(request.customer?.id)}, not about ${customer.id}.`);
  if (request.fileHash === run.order.fileHash)
    refuse('nothing-to-change', 'The file is the one that the onboarding has already.');
  const { companyId } = customer.systems.autotask;
  if (request.customer.systems.autotask.companyId !== companyId)
    refuse('other-customer', `Another company in Autotask is another customer; this one is ${companyId}.`);
  refuseRecordsInUse(run, request.customer);
}

/** What was written to one record is never looked for in another: such a correction begins anew. */
function refuseRecordsInUse(run: Run, customer: CustomerFile): void {
  const written = new Set(run.state.changed.map(({ step }) => systemOf(step)));
  const [system] = renamedSystems(run.order.customer, customer).filter((one) => written.has(one));
  if (system === undefined) return;
  refuse(
    'record-in-use',
    `The file names another record in ${systemTitles[system]}, and something was written to the one before. ` +
      'Cancel, which takes that back, then start with the new file.',
  );
}

const keysOfSystems = {
  autotask: 'autotask',
  liftOff: 'lift-off',
  itGlue: 'it-glue',
  dattoRmm: 'datto-rmm',
  screenConnect: 'screenconnect',
  splashtop: 'splashtop',
} as const satisfies { readonly [Key in keyof CustomerFile['systems']]: SystemName };

/** Systems in which the two files name different records. */
function renamedSystems(one: CustomerFile, other: CustomerFile): SystemName[] {
  const keys = ['autotask', 'liftOff', 'itGlue', 'dattoRmm', 'screenConnect', 'splashtop'] as const;
  return keys
    .filter((key) => JSON.stringify(one.systems[key]) !== JSON.stringify(other.systems[key]))
    .map((key) => keysOfSystems[key]);
}

/** As far as the handler and what it shows rely on it: the client has parsed it, but anybody can send an update. */
function isCustomerFile(customer: CustomerFile | undefined): customer is CustomerFile {
  const { id, name, systems, service, contract, vips, approvers, locations } = customer ?? {};
  const lists = [vips, approvers, locations];
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof systems?.autotask?.companyId === 'number' &&
    typeof service?.model === 'string' &&
    typeof contract?.goLive?.date === 'string' &&
    lists.every((list) => Array.isArray(list))
  );
}

/** A new file means a new plan, approved anew. */
export function takeUpAmendment(run: Run, { customer, fileHash, ...who }: Amendment): AnswerReceipt {
  const renamed = renamedSystems(run.order.customer, customer);
  run.forgetRecords(stepIds.filter((step) => renamed.includes(systemOf(step))));
  run.order = { ...run.order, customer, fileHash };
  run.state.contractDate = customer.contract.goLive.date;
  run.attestWish('amend', who);
  run.disagree('amendment');
  const sentence = `${who.by} amended the customer file: ${who.reason} A new plan is made and waits for approval.`;
  run.note(sentence);
  return { sentence };
}

/** Dates that the contract, the clock or the progress do not allow. */
export function refuseReschedule(run: Run, request: Reschedule): void {
  const { instant, localDate, localTime } = request.goLive ?? {};
  if (
    !Number.isFinite(Date.parse(instant ?? '')) ||
    typeof localDate !== 'string' ||
    typeof localTime !== 'string'
  )
    refuse('bad-answer', 'That is no go-live: give a date, as `onboard reschedule` does.');
  refuseEnded(run);
  refuseTooLate(run, 'moved');
  refuseStranger(run, 'contractTerms', request);
  needReason(request.reason);
  const { goLive } = request;
  const plan = run.state.plan;
  if (plan === undefined) refuse('nothing-to-decide', 'There is no plan yet whose date could be moved.');
  if (isPast(goLive, Date.now())) refuse('past', `${goLive.instant} has passed.`);
  if (Date.parse(goLive.instant) - Date.now() < plan.policy.leadMs)
    refuse(
      'too-soon',
      'There would be no time left for the fresh look before the go-live. Choose a later one.',
    );
  if (goLive.localDate < run.state.contractDate)
    refuse(
      'before-contract',
      `The contract begins on ${run.state.contractDate}; amend the file if it was changed.`,
    );
  // The plan for the last move may still be in the making.
  const asked = run.planBeingMade ? run.state.moves.at(-1)?.to.instant : undefined;
  if (goLive.instant === (asked ?? plan.goLive.instant))
    refuse('nothing-to-change', 'That is the go-live as it stands.');
}

/** What depends on the date follows: plan, access, notes to Mission Control. */
export function takeUpReschedule(run: Run, { goLive, ...who }: Reschedule): AnswerReceipt {
  const from = run.state.plan?.goLive ?? goLive;
  run.moveGoLive(goLive);
  run.state.moves.push({ from, to: goLive, by: who.by, reason: who.reason, at: run.now() });
  run.attestWish('reschedule', who);
  run.disagree('move');
  tell(run, { kind: 'rescheduled', from: from.instant, to: goLive.instant, by: who.by, reason: who.reason });
  const sentence = `${who.by} moved the go-live from ${from.instant} to ${goLive.instant}: ${who.reason}`;
  run.note(sentence);
  return { sentence };
}

/** Everybody who may answer for a step may stop the clock: it is the safe side. */
export function refuseHold(run: Run, request: Signed): void {
  refuseEnded(run);
  refuseTooLate(run, 'held');
  refuseStranger(run, 'openStep', request);
  const { hold } = run.state;
  if (hold !== undefined) refuse('already-answered', `${hold.by} holds it already: ${hold.reason}`);
  needReason(request.reason);
}

/** Not live until it is released; preparation goes on. */
export function takeUpHold(run: Run, request: Signed): AnswerReceipt {
  const { by, reason } = request;
  run.state.hold = { by, reason, at: run.now() };
  run.attestWish('hold', request);
  tell(run, { kind: 'held', by, reason });
  const sentence = `${by} holds the go-live: ${reason}`;
  run.note(sentence);
  run.refreshDisplay();
  return { sentence };
}

/** Who may approve may release. */
export function refuseRelease(run: Run, request: Signed): void {
  refuseEnded(run);
  refuseOther(run, 'contractTerms', request);
  if (run.state.hold === undefined) refuse('nothing-to-decide', 'Nobody holds the go-live.');
}

/** Ends the hold. A go-live whose instant has passed meanwhile still needs a go-ahead. */
export function takeUpRelease(run: Run, request: Signed): AnswerReceipt {
  delete run.state.hold;
  run.attestWish('release', request);
  tell(run, { kind: 'released', by: request.by });
  const sentence = `${request.by} released the go-live.`;
  run.note(sentence);
  run.refreshDisplay();
  return { sentence };
}

function refuseEnded(run: Run): void {
  if (run.state.outcome !== undefined) refuse('nothing-to-decide', 'This onboarding has already ended.');
}

function refuseTooLate(run: Run, participle: string): void {
  if (run.state.goneLiveAt !== undefined)
    refuse('too-late', `The customer is live already: it can no longer be ${participle}.`);
  if (run.state.stage === 'cancelling') refuse('too-late', 'It is being cancelled.');
  if (run.state.stage === 'resolving' || run.state.stage === 'already-live')
    refuse('too-early', `It can be ${participle} once there is a plan.`);
  if (!run.goLiveBegun) return;
  refuse(
    'too-late',
    `It is going live this minute: ${catalogue['help-desk-field'].title} may be written already.`,
  );
}
