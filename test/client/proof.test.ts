import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { quietTemporal } from '../support/temporal.ts';
import { call } from './fake-terminal.ts';
import { type Office, openOffice } from './office.ts';
import { startedAndWaiting, stateOf } from './started.ts';
import { automatedProfile } from './states.ts';

quietTemporal();
const { policies } = automatedProfile;
const proof = { ...policies.proof, contractTerms: 'oidc', openStep: 'oidc' } as const;
let office: Office;
beforeAll(async () => {
  office = await openOffice({ ...automatedProfile, policies: { ...policies, proof } });
});
afterAll(() => office?.close());

test('where a claim is not enough, the refusal names the page on which the same can be said', async () => {
  const customer = await startedAndWaiting(office);
  const { id, hash } = customer;
  const date = new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10);
  const decision = `/onboardings/${id}/decisions/contract-terms`;
  const calls = [
    [decision, ['approve', id, '--plan', hash]],
    [decision, ['decide', id, 'contract-terms', '--answer', 'approve', '--revision', hash]],
    [decision, ['decide', id, 'contract-terms', '--ask-back', 'Signed?']],
    [`/onboardings/${id}`, ['hold', id, '--reason', 'r']],
    [`/onboardings/${id}`, ['reschedule', id, '--date', date, '--reason', 'r', '--yes']],
    [`/onboardings/${id}`, ['cancel', id, '--reason', 'r', '--yes']],
  ] as const;
  for (const [page, args] of calls) {
    const { exitCode, out, err } = await call(args);
    expect({ args, exitCode, out }).toEqual({ args, exitCode: 1, out: '' });
    expect(err).toContain('a proof of who you are of the kind “oidc”; “claimed: dana@desk” is not enough.');
    expect(err).toContain(`Say it on the page ${page} of the web process`);
  }
  expect((await stateOf(office, customer)).answers).toEqual([]);
});
