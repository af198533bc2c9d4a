import { expect, test } from '@jest/globals';
import { portalLogin } from '../../../activities/sessions/portal-login.ts';
import type { SessionStore } from '../../../activities/sessions/session-store.ts';

function memoryStore(): SessionStore & { readonly saved: Map<string, unknown> } {
  const saved = new Map<string, unknown>();
  return {
    saved,
    load: async (name) => saved.get(name),
    save: async (name, value) => void saved.set(name, structuredClone(value)),
    forget: async (name) => void saved.delete(name),
  };
}

const cookie = { name: 'session', value: 'abc', domain: '127.0.0.1', sameSite: 'Default' } as const;

test('saves the cookies of a session and finds them again', async () => {
  const login = portalLogin(memoryStore(), 'portal');
  const saved = await login.saveSession([cookie]);
  expect(await login.session()).toEqual(saved);
  expect(saved.cookies).toEqual([cookie]);
});

test('forgets only the session that failed, not the one that somebody saved since', async () => {
  const login = portalLogin(memoryStore(), 'portal');
  const first = await login.saveSession([cookie]);
  const second = await login.saveSession([cookie]);
  await login.forget(first.id);
  expect(await login.session()).toEqual(second);
  await login.forget(second.id);
  expect(await login.session()).toBeUndefined();
});

test('remembers used codes beyond the session', async () => {
  const login = portalLogin(memoryStore(), 'portal');
  expect(await login.lastCodeStep()).toBe(0);
  await login.useCodeStep(17);
  await login.forget((await login.saveSession([cookie])).id);
  expect(await login.lastCodeStep()).toBe(17);
});

test('remembers refused credentials for a while, as a digest', async () => {
  const store = memoryStore();
  const login = portalLogin(store, 'portal');
  await login.useCodeStep(17);
  await login.noteRejected('hunter2', 0);
  expect(await login.wasRejected('hunter2', 60_000)).toBe(true);
  expect(await login.wasRejected('corrected', 60_000)).toBe(false);
  expect(await login.wasRejected('hunter2', 16 * 60_000)).toBe(false);
  expect(await login.lastCodeStep()).toBe(17);
  expect(JSON.stringify([...store.saved])).not.toContain('hunter2');
});

test('what makes no sense counts as absent', async () => {
  const store = memoryStore();
  await store.save('portal', { id: 7 });
  await store.save('portal history', { lastCodeStep: 'x' });
  const login = portalLogin(store, 'portal');
  expect(await login.session()).toBeUndefined();
  expect(await login.lastCodeStep()).toBe(0);
});
