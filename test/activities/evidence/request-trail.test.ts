import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { noteRequest, withRequestTrail } from '../../../activities/evidence/request-trail.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const patch = {
  method: 'PATCH',
  url: new URL('https://user:pass@autotask.example.com/v1.0/Companies?search=secret-1&key=secret-2'),
  sent: '{"id":7,"note":"secret-3"}',
  answer: { status: 200, text: '{"itemId":7,"owner":"secret-4"}' },
};

/** Where sittings keep things, by name. */
function shelf() {
  const kept = new Map<string, string>();
  const keep = async (key: string, bytes: Uint8Array) => {
    kept.set(key, new TextDecoder().decode(bytes));
    return { key, sha256: '' };
  };
  return { kept, keep };
}

test('keeps method, path, status and digests of each request, and nothing that could be secret', async () => {
  const { kept, keep } = shelf();
  const result = await withRequestTrail(keep, async () => {
    noteRequest(patch);
    noteRequest({ ...patch, method: 'GET', sent: undefined, answer: undefined });
    return 'done';
  });
  expect(result).toBe('done');
  const text = kept.get('requests.json') ?? '';
  expect(text).not.toMatch(/secret|user|pass/);
  const path = '/v1.0/Companies';
  const query = ['key', 'search'];
  expect(JSON.parse(text)).toEqual({
    schema: 1,
    requests: [
      {
        ...{ method: 'PATCH', path, query, status: 200 },
        sentSha256: sha256(patch.sent),
        answerSha256: sha256(patch.answer.text),
      },
      { method: 'GET', path, query, status: 'no answer' },
    ],
  });
});

test('sittings beside each other keep their own trails', async () => {
  const shelves = [shelf(), shelf()];
  const sitting = ({ keep }: (typeof shelves)[number], paths: readonly string[]) =>
    withRequestTrail(keep, async () => {
      for (const path of paths) {
        await new Promise((resolve) => setImmediate(resolve));
        noteRequest({ ...patch, url: new URL(path, 'https://example.com') });
      }
    });
  await Promise.all(shelves.map((one, index) => sitting(one, [`/${index}/a`, `/${index}/b`])));
  for (const [index, { kept }] of shelves.entries()) {
    const { requests } = JSON.parse(kept.get('requests.json') ?? '');
    expect(requests).toMatchObject([{ path: `/${index}/a` }, { path: `/${index}/b` }]);
  }
});

test('keeps the trail of work that fails, with the failure of the work', async () => {
  const { kept, keep } = shelf();
  const failing = withRequestTrail(keep, async () => {
    noteRequest(patch);
    throw new Error('refused');
  });
  await expect(failing).rejects.toThrow('refused');
  expect([...kept.keys()]).toEqual(['requests.json']);
});

test('a trail that cannot be kept spoils nothing, and one without requests is none', async () => {
  const full = async () => {
    throw new Error('disk full');
  };
  const noted = withRequestTrail(full, async () => noteRequest(patch));
  await expect(noted).resolves.toBeUndefined();
  const { kept, keep } = shelf();
  await withRequestTrail(keep, async () => undefined);
  noteRequest(patch);
  expect(kept.size).toBe(0);
});
