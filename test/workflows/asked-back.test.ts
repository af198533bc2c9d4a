import { expect, test } from '@jest/globals';
import { decisionNamed } from '../../workflows/decisions/open-decisions.ts';
import { dana, FakeOnboarding, sam, until } from '../support/fake-onboarding.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

const remark = { decision: 'remark', about: 'contract-terms' } as const;
const refused = (type: string) => ({ cause: { type } });

test('whoever may decide asks back; the reply stands beside the question, which stays open', async () => {
  const onboarding = await new FakeOnboarding(office).start();
  const { plan } = await onboarding.untilStage('waiting-for-approval');
  await onboarding.decide({ ...remark, choice: 'ask-back', reason: 'Is the clause signed?' });
  await onboarding.decide({ ...remark, choice: 'reply', reason: 'Yes, page 4.' });

  const state = await onboarding.state();
  const asked = decisionNamed(state, 'contract-terms');
  expect(asked?.remarks).toMatchObject([
    { kind: 'asked-back', by: dana, text: 'Is the clause signed?' },
    { kind: 'reply', by: dana, text: 'Yes, page 4.' },
  ]);
  expect(state.stage).toBe('waiting-for-approval');
  const told = () => office.messages.about(onboarding.customer.id, 'asked-back');
  await until(
    () => told().length > 0,
    () => 'the message about what was asked back',
  );
  expect(told().map(({ text }) => text)).toEqual([expect.stringContaining('Is the clause signed?')]);
  await onboarding.decide({ decision: 'contract-terms', choice: 'approve', planHash: plan?.hash ?? '' });
});

test('a remark needs a text, an open question, and somebody whom it is up to', async () => {
  const onboarding = await new FakeOnboarding(office).start();
  await onboarding.untilStage('waiting-for-approval');
  const asks = (answer: Parameters<FakeOnboarding['decide']>[0], by = dana) =>
    expect(onboarding.decide(answer, by)).rejects;
  await asks({ ...remark, choice: 'ask-back' }).toMatchObject(refused('reason-missing'));
  await asks({ ...remark, choice: 'ask-back', reason: 'Why?' }, sam).toMatchObject(refused('wrong-person'));
  await asks({ ...remark, about: 'vip-users', choice: 'ask-back', reason: 'Why?' }).toMatchObject(
    refused('nothing-to-decide'),
  );
  expect((await onboarding.state()).answers).toEqual([]);
});
