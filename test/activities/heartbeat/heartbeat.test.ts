import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createHeartbeat } from '../../../activities/heartbeat/heartbeat.ts';

let server: Server;
let status = 200;
const requests: string[] = [];
beforeEach(async () => {
  status = 200;
  requests.length = 0;
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(status).end('OK');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
});

function url(): string {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  return `http://127.0.0.1:${address.port}/ping/morning`;
}

test('fetches the address once', async () => {
  await createHeartbeat({ url: url(), refuseNonLoopback: true })();
  expect(requests).toEqual(['GET /ping/morning']);
});

test.each([404, 500, 302])('HTTP %i is no sign of life', async (answer) => {
  status = answer;
  await expect(createHeartbeat({ url: url() })()).rejects.toMatchObject({
    problem: { code: 'unavailable', message: expect.stringContaining(String(answer)) },
  });
});

test('nobody listens', async () => {
  const address = url();
  server.close();
  await once(server, 'close');
  await expect(createHeartbeat({ url: address })()).rejects.toMatchObject({
    problem: { code: 'unavailable' },
  });
});

test('a run for this machine refuses every other address', () => {
  expect(() => createHeartbeat({ url: 'https://uptime.example.com/x', refuseNonLoopback: true })).toThrow(
    /is uptime\.example\.com/,
  );
});
