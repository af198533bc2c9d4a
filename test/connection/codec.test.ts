import { expect, test } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { createCodec } from '../../connection/codec.ts';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const older = `older:${key(1)}`;
const newer = `newer:${key(2)}`;
const payload = defaultPayloadConverter.toPayload({ customer: 'Harbor Dental' });
const bytesOf = (data: Uint8Array | null | undefined) => Buffer.from(data ?? []);

async function encoded(keys: string) {
  const [one] = await createCodec(keys).encode([payload]);
  if (one === undefined) throw new Error('The codec encoded nothing.');
  return one;
}

test('what is encoded is not to be read, and comes back as it was', async () => {
  const secret = await encoded(older);
  expect(bytesOf(secret.data).includes('Harbor')).toBe(false);
  const [plain] = await createCodec(older).decode([secret]);
  expect(plain && defaultPayloadConverter.fromPayload(plain)).toEqual({ customer: 'Harbor Dental' });
});

test('the same payload never looks the same twice', async () => {
  const [one, other] = [await encoded(older), await encoded(older)];
  expect(bytesOf(one.data).equals(bytesOf(other.data))).toBe(false);
});

test('after a rotation new payloads take the first key and older ones are still read', async () => {
  const old = await encoded(older);
  const rotated = createCodec(`${newer},${older}`);
  const [read] = await rotated.decode([old]);
  expect(read && defaultPayloadConverter.fromPayload(read)).toEqual({ customer: 'Harbor Dental' });
  const [fresh] = await rotated.encode([payload]);
  await expect(createCodec(older).decode([fresh ?? payload])).rejects.toThrow('lacks the key “newer”');
});

test('a payload from before the codec passes unchanged', async () => {
  expect(await createCodec(older).decode([payload])).toEqual([payload]);
});

test('a missing key is named, with the variable to put it into', async () => {
  const secret = await encoded(older);
  await expect(createCodec(newer).decode([secret])).rejects.toThrow(
    /ONBOARD_CODEC_KEYS lacks the key “older”/,
  );
});

test('a payload that somebody changed, or another key under the same id, is refused', async () => {
  const secret = await encoded(older);
  const bent = bytesOf(secret.data);
  bent.writeUInt8(bent.readUInt8(bent.length - 1) ^ 1, bent.length - 1);
  await expect(createCodec(older).decode([{ ...secret, data: bent }])).rejects.toThrow();
  await expect(createCodec(`older:${key(3)}`).decode([secret])).rejects.toThrow();
});

test.each([
  ['nothing', ' , '],
  ['no id', key(1)],
  ['a short key', `older:${Buffer.alloc(16).toString('base64')}`],
])('%s is refused by name, without showing the key', (_what, keys) => {
  const refusal = () => createCodec(keys);
  expect(refusal).toThrow(/^ONBOARD_CODEC_KEYS /);
  expect(refusal).not.toThrow(/AQEBAQ|AAAAAA/);
});
