import { expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { FailedSitting } from '../../../activities/records/failed-sitting.ts';
import { sit } from '../../../activities/records/sitting.ts';
import type { OpenVisit, Visit } from '../../../activities/visit.ts';
import { ProductError } from '../../../domain/problems.ts';
import { customerOf } from '../../domain/examples.ts';

const store = {
  put: async (key: string) => ({ key, sha256: '0'.repeat(64) }),
  get: async () => undefined,
};
const about = { customer: customerOf['per-incident'], choices: {}, pictures: 'of-failures' } as const;
const changed = new ProductError('page-changed', { system: 'Lift Off', page: 'Login', anchor: 'Sign in' });
const picture = new Uint8Array([1]);

const visit: Visit = {
  read: async () => ({ values: {}, problems: {}, signsOfLife: [], pictures: [] }),
  write: async () => {},
  close: async () => {},
};

/** What leaves a sitting that is opened like this and does that. */
function thrownIn(open: OpenVisit, work: () => Promise<void> = async () => {}): Promise<unknown> {
  return new MockActivityEnvironment().run(() =>
    sit(open, store, about, work).then(
      () => 'nothing',
      (error: unknown) => error,
    ),
  );
}

/** Opens with one picture taken on the way. */
const openWithPicture: OpenVisit = async ({ keep }) => {
  await keep('01-login-failed.png', picture);
  return visit;
};

const withPicture = {
  cause: changed,
  evidence: [{ key: expect.stringMatching(/\/01-login-failed\.png$/), sha256: '0'.repeat(64) }],
};

test('a sitting that cannot be opened leaves with its problem what it had kept until then', async () => {
  const thrown = await thrownIn(async (context) => {
    await openWithPicture(context);
    throw changed;
  });
  expect(thrown).toBeInstanceOf(FailedSitting);
  expect(thrown).toMatchObject(withPicture);
});

test('so does one whose work fails', async () => {
  const thrown = await thrownIn(openWithPicture, async () => {
    throw changed;
  });
  expect(thrown).toBeInstanceOf(FailedSitting);
  expect(thrown).toMatchObject(withPicture);
});

test('a problem that two sittings meet goes out with the evidence of each, and itself holds none', async () => {
  const opening = (name: string) =>
    thrownIn(async ({ keep }) => {
      await keep(name, picture);
      throw changed;
    });
  const endings = (await Promise.all([opening('one.png'), opening('two.png')])).map((thrown) =>
    thrown instanceof FailedSitting ? thrown.evidence.map(({ key }) => key.replace(/^.*\//, '')) : thrown,
  );
  expect(endings).toEqual([['one.png'], ['two.png']]);
  expect(changed).not.toHaveProperty('evidence');
});

test('a problem without any evidence, and a mistake of ours, pass as they are', async () => {
  const open: OpenVisit = async () => visit;
  const failing = (error: unknown, how: OpenVisit) =>
    thrownIn(how, async () => {
      throw error;
    });
  expect(await failing(changed, open)).toBe(changed);
  const mistake = new TypeError('a mistake of ours');
  expect(await failing(mistake, openWithPicture)).toBe(mistake);
});
