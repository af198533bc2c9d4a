import { beforeEach, describe, expect, test } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Decision } from '../../domain/decisions.ts';
import { decisionNamed } from '../../workflows/decisions/open-decisions.ts';
import { type Chosen, toAnswer } from '../../workflows/decisions/to-answer.ts';
import { DAY_MS, HOUR_MS } from '../../workflows/limits.ts';
import type { Answer } from '../../workflows/messages.ts';
import { dana, newCustomer, sam } from '../support/fake-onboarding.ts';
import { countEvents } from '../support/histories.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';
import { Asked, askedStages, endAsked, everythingByBoth, proven, stranger } from './asked-stages.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});
beforeEach(() => office.useProfile({ policies: everythingByBoth }));

const accepted = 'workflowExecutionUpdateAcceptedEventAttributes';
const long = '2020-01-01T00:00:00.000Z';

/** The type of the refusal and its sentence. */
async function refused(answer: Promise<unknown>): Promise<string> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return 'taken';
  if (!(error instanceof WorkflowUpdateFailedError)) throw error;
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure)) throw error;
  // A refusal is a whole sentence for a person.
  expect(cause.message).toMatch(/^[A-Z“‘\w].*[.?)]$/s);
  return cause.type ?? 'untyped';
}

function answerTo(decision: Decision, chosen: Partial<Chosen> & { readonly choice: string }): Answer {
  const answer = toAnswer(decision, { by: dana, provenBy: proven, ...chosen });
  if (answer === undefined) throw new Error(`${decision.id} has no answer ${chosen.choice}.`);
  return answer;
}

async function askedFor(asked: Asked, id: string): Promise<Decision> {
  const decision = decisionNamed(await asked.onboarding.state(), id);
  if (decision === undefined) throw new Error(`${id} is not asked.`);
  return decision;
}

describe.each(askedStages)('$id', ({ id, choice, later, withReason, fourEyes, arrive }) => {
  test('refuses what is wrong without a trace, takes one answer, and no second', async () => {
    const asked = new Asked(office, newCustomer(40));
    await arrive(asked);
    const decision = await askedFor(asked, id);
    const right = { choice, reason: 'because' };
    const before = await countEvents(asked.onboarding.handle, accepted);

    const wrong: readonly (readonly [why: string, answer: Answer, type: string])[] = [
      ['somebody else', answerTo(decision, { ...right, by: stranger }), 'wrong-person'],
      ['too weak', answerTo(decision, { ...right, provenBy: 'claimed: dana@desk' }), 'proof-too-weak'],
      ['no proof at all', answerTo(decision, { ...right, provenBy: 'she said so' }), 'proof-too-weak'],
      ['an old link', answerTo(decision, { ...right, linkExpiresAt: long }), 'link-expired'],
      [
        'an older question',
        answerTo({ ...decision, revision: 'older' }, right),
        id === 'contract-terms' ? 'stale-plan' : 'stale-question',
      ],
      ...(fourEyes
        ? [['who started it', answerTo(decision, { ...right, by: sam }), 'requester'] as const]
        : []),
      ...(withReason === undefined
        ? []
        : [['no reason', answerTo(decision, { choice: withReason }), 'reason-missing'] as const]),
    ];
    for (const [why, answer, type] of wrong)
      expect([why, await refused(asked.say(answer))]).toEqual([why, type]);
    expect(await countEvents(asked.onboarding.handle, accepted)).toBe(before);

    expect(await refused(asked.say(answerTo(decision, right)))).toBe('taken');
    const second = answerTo(decision, { choice: later, reason: 'because' });
    expect(await refused(asked.say(second))).toBe('already-answered');
  });

  test('can be asked back and replied to, and stays open', async () => {
    const asked = new Asked(office, newCustomer(40));
    await arrive(asked);
    const decision = await askedFor(asked, id);
    const askBack = { choice: 'ask-back', reason: 'Is that so?' };
    const remarks: readonly (readonly [answer: Answer, type: string])[] = [
      [answerTo(decision, { ...askBack, by: stranger }), 'wrong-person'],
      [answerTo(decision, { ...askBack, provenBy: 'claimed: dana@desk' }), 'proof-too-weak'],
      [answerTo(decision, { ...askBack, reason: ' ' }), 'reason-missing'],
      [answerTo(decision, { ...askBack, linkExpiresAt: long }), 'link-expired'],
      [answerTo(decision, askBack), 'taken'],
    ];
    for (const [answer, type] of remarks) expect(await refused(asked.say(answer))).toBe(type);
    const reply = { decision: 'remark', about: id, choice: 'reply', reason: 'It is.' } as const;
    const signed = { by: sam, provenBy: proven };
    expect(await refused(asked.say({ ...signed, by: stranger, ...reply }))).toBe('wrong-person');
    expect(await refused(asked.say({ ...signed, ...reply, about: 'coffee' }))).toBe('nothing-to-decide');
    expect(await refused(asked.say({ ...signed, ...reply }))).toBe('taken');
    const again = await askedFor(asked, id);
    expect(again.remarks.map(({ kind, by }) => [kind, by])).toEqual([
      ['asked-back', dana],
      ['reply', sam],
    ]);
    expect(again.revision).toBe(decision.revision);
  });
});

test('what is not asked is refused, whatever it is', async () => {
  const asked = await new Asked(office).start();
  const { plan } = await asked.onboarding.untilStage('waiting-for-approval');
  const who = { by: dana, provenBy: proven };
  const closed: readonly Answer[] = [
    { ...who, decision: 'open-step', step: 'vip-users', choice: 'retry' },
    { ...who, decision: 'already-live', choice: 'stop' },
    { ...who, decision: 'late-go-live', choice: 'go-now' },
    { ...who, decision: 'access-after-move', choice: 'keep' },
    { ...who, decision: 'drift', step: 'vip-users', choice: 'ignore' },
    { ...who, decision: 'end-after-live', choice: 'end' },
    { ...who, decision: 'contract-terms', choice: 'withdraw', planHash: plan?.hash ?? '', reason: 'r' },
  ];
  for (const answer of closed)
    expect([answer.decision, await refused(asked.say(answer))]).toEqual([
      answer.decision,
      'nothing-to-decide',
    ]);
});

describe('an approval', () => {
  test('is withdrawn with a reason and for the plan that is approved, until it is used', async () => {
    const asked = await new Asked(office).start();
    await asked.approve();
    await asked.confirmNote();
    const { approved } = await asked.onboarding.untilStage('ready');
    const planHash = approved?.hash ?? '';
    const withdraw = { by: dana, provenBy: proven, decision: 'contract-terms', choice: 'withdraw' } as const;
    expect(await refused(asked.say({ ...withdraw, planHash: 'older', reason: 'r' }))).toBe('stale-plan');
    expect(await refused(asked.say({ ...withdraw, planHash }))).toBe('reason-missing');

    await asked.onboarding.forwardToInstant(HOUR_MS);
    await asked.onboarding.untilStage('aftercare');
    expect(await refused(asked.say({ ...withdraw, planHash, reason: 'r' }))).toBe('already-used');
  });

  test('is no longer possible once the plan was declined', async () => {
    const asked = await new Asked(office).start();
    const { plan } = await asked.onboarding.untilStage('waiting-for-approval');
    const terms = {
      by: dana,
      provenBy: proven,
      decision: 'contract-terms',
      planHash: plan?.hash ?? '',
    } as const;
    await asked.say({ ...terms, choice: 'decline', reason: 'wrong hours' });
    expect(await refused(asked.say({ ...terms, choice: 'approve' }))).toBe('already-answered');
  });
});

describe('an open step', () => {
  const who = { by: dana, provenBy: proven, decision: 'open-step' } as const;

  test('is never waived where R22 forbids it, takes none but its own choices', async () => {
    const asked = new Asked(office);
    asked.onboarding.outside.failWrites('per-incident-intake', 'input-rejected', 1);
    await asked.start();
    await asked.onboarding.untilAsked('per-incident-intake');
    const step = { ...who, step: 'per-incident-intake' } as const;
    expect(await refused(asked.say({ ...step, choice: 'waive', reason: 'r' }))).toBe('not-waivable');
    expect(await refused(asked.say({ ...step, choice: 'retry', choose: 'set-9' }))).toBe('bad-answer');
  });

  test('that two persons may waive needs both (R22)', async () => {
    const asked = await new Asked(office).start();
    await asked.approve();
    await asked.onboarding.untilAsked('hours-note');
    const waive = { ...who, step: 'hours-note', choice: 'waive', reason: 'by phone' } as const;
    expect(await refused(asked.say(waive))).toBe('taken');
    expect(await refused(asked.say({ ...waive, reason: 'once more' }))).toBe('second-person');
    const other = await askedFor(asked, 'hours-note');
    expect(other.facts).toContainEqual({ label: 'Waiver asked by', value: 'dana.ops: by phone' });
    expect(await refused(asked.say({ ...waive, by: sam }))).toBe('taken');
  });

  test('whose message was sent is not sent again by a retry', async () => {
    const asked = await new Asked(office).start();
    await asked.approve();
    await asked.onboarding.untilAsked('hours-note');
    const retry = { ...who, step: 'hours-note', choice: 'retry' } as const;
    expect(await refused(asked.say(retry))).toBe('already-sent');
  });
});

test('a late go-live waits until what is open is settled', async () => {
  const asked = await new Asked(office).start();
  await asked.onboarding.untilStage('waiting-for-approval');
  await asked.onboarding.forward(20 * DAY_MS);
  await asked.approve();
  await asked.onboarding.untilStage('go-live-blocked');
  await asked.onboarding.untilAsked('hours-note');
  const goNow = { by: dana, provenBy: proven, decision: 'late-go-live', choice: 'go-now' } as const;
  expect(await refused(asked.say(goNow))).toBe('still-open');
});

test('whoever asked for the end of a live customer does not agree to it, started or not', async () => {
  const asked = new Asked(office);
  await asked.live();
  await endAsked(asked, dana);
  const end = { provenBy: proven, decision: 'end-after-live', choice: 'end' } as const;
  expect(await refused(asked.say({ ...end, by: dana }))).toBe('second-person');
  expect(await refused(asked.say({ ...end, by: sam }))).toBe('requester');
});
