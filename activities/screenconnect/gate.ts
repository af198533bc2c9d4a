import type { CDPSession } from 'puppeteer';
import { abortable } from '../browser/deadline.ts';
import type { BrowserTab } from '../browser/tab.ts';

/** What becomes of a call: it goes on, ends without an answer, or is answered in the server's place. */
export type Decision = 'pass' | 'abort' | 'refuse';

/** Decides on a call by what it sends; `undefined` when that cannot be read. Must not throw. */
export type Gatekeeper = (body: string | undefined) => Promise<Decision>;

/** Calls of service methods that wait for our word before they leave the browser. */
export interface Gate {
  /** How many calls were kept from the server. */
  stopped(): number;
  /** Lets calls through again, once those that wait have been decided on. */
  open(): Promise<void>;
}

/**
 * Holds every call of these methods until it is decided on, for as long as the gate is closed. All other requests go
 * their way untouched. Throws puppeteer's errors.
 */
export async function closeGate(
  tab: BrowserTab,
  methods: readonly string[],
  decide: Gatekeeper,
): Promise<Gate> {
  const session = await abortable(tab.page.createCDPSession(), tab.signal);
  const waiting = new Set<Promise<void>>();
  let stopped = 0;
  const handle = async (requestId: string, body: string | undefined) => {
    const decision = await decide(body);
    if (decision !== 'pass') stopped += 1;
    // The page may have gone meanwhile, and the call with it.
    await carryOut(session, requestId, decision).catch(() => {});
  };
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const handling = handle(requestId, request.postData).finally(() => waiting.delete(handling));
    waiting.add(handling);
  });
  const patterns = methods.map((method) => ({ urlPattern: `*/${method}*` }));
  await abortable(session.send('Fetch.enable', { patterns }), tab.signal);
  const open = async () => {
    // Whoever leaves would let go on what still waits.
    await Promise.all(waiting);
    await session.detach().catch(() => {});
  };
  return { stopped: () => stopped, open: () => abortable(open(), tab.signal) };
}

/** Pages repeat silently what got no answer, but not what was refused. */
const REFUSAL = {
  responseCode: 409,
  responseHeaders: [{ name: 'Content-Type', value: 'application/json' }],
  body: Buffer.from(
    JSON.stringify({ errorType: 'Stopped', message: 'Stopped before it was sent.' }),
  ).toString('base64'),
};

async function carryOut(session: CDPSession, requestId: string, decision: Decision): Promise<void> {
  if (decision === 'pass') await session.send('Fetch.continueRequest', { requestId });
  else if (decision === 'refuse') await session.send('Fetch.fulfillRequest', { requestId, ...REFUSAL });
  else await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
}
