import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SessionStore } from './session-store.ts';

const cookieSchema = z.object({
  name: z.string(),
  value: z.string(),
  domain: z.string(),
  path: z.string().exactOptional(),
  secure: z.boolean().exactOptional(),
  httpOnly: z.boolean().exactOptional(),
  /** Seconds since 1970; -1 for a cookie that ends with the browser. */
  expires: z.number().exactOptional(),
  sameSite: z.enum(['Strict', 'Lax', 'None', 'Default']).exactOptional(),
});

const sessionSchema = z.object({ id: z.string(), cookies: z.array(cookieSchema) });
/** The cookies of one login that succeeded. `id` tells it from every other one. */
export type PortalSession = z.infer<typeof sessionSchema>;
/** A cookie as it is saved. */
export type SavedCookie = z.infer<typeof cookieSchema>;

const historySchema = z.object({
  /** The latest step whose one-time code was sent. */
  lastCodeStep: z.number().default(0),
  /** Credentials that the portal refused, so that the next worker does not try them too. */
  rejected: z.object({ salt: z.string(), digest: z.string(), atMs: z.number() }).exactOptional(),
});
type History = z.infer<typeof historySchema>;

/** For so long the same refused credentials are not tried again: a portal locks logins after a few wrong ones. */
const REJECTION_HOLDS_MS = 15 * 60_000;

/** What all workers know of one login to one portal. Changes other than `forget` are made under that login's lease. */
export interface PortalLogin {
  /** The saved session, if there is one. */
  session(): Promise<PortalSession | undefined>;
  /** Saves the cookies as a new session. */
  saveSession(cookies: readonly SavedCookie[]): Promise<PortalSession>;
  /** Forgets that session; one that somebody has saved since stays. */
  forget(sessionId: string): Promise<void>;
  /** The latest step whose code was sent, 0 when none was. */
  lastCodeStep(): Promise<number>;
  /** To be called before the code is sent: a code that may have been seen is not used twice. */
  useCodeStep(step: number): Promise<void>;
  /** Whether the portal refused just these credentials a short while ago. */
  wasRejected(secret: string, nowMs: number): Promise<boolean>;
  /** Remembers that the portal refused them, as a salted digest. */
  noteRejected(secret: string, nowMs: number): Promise<void>;
}

/** What is known of the login of that name, such as `lift-off-automation@msp.example.com`. */
export function portalLogin(store: SessionStore, name: string): PortalLogin {
  const historyName = `${name} history`;
  const session = async () => sessionSchema.safeParse(await store.load(name)).data;
  const history = async (): Promise<History> =>
    historySchema.safeParse(await store.load(historyName)).data ?? { lastCodeStep: 0 };
  const remember = async (news: Partial<History>) =>
    store.save(historyName, { ...(await history()), ...news });
  return {
    session,
    saveSession: async (cookies) => {
      const saved = sessionSchema.parse({ id: randomUUID(), cookies });
      await store.save(name, saved);
      return saved;
    },
    forget: async (sessionId) => {
      if ((await session())?.id === sessionId) await store.forget(name);
    },
    lastCodeStep: async () => (await history()).lastCodeStep,
    useCodeStep: (step) => remember({ lastCodeStep: step }),
    wasRejected: async (secret, nowMs) => {
      const { rejected } = await history();
      if (!rejected || nowMs - rejected.atMs > REJECTION_HOLDS_MS) return false;
      return digest(secret, rejected.salt) === rejected.digest;
    },
    noteRejected: (secret, nowMs) => {
      const salt = randomUUID();
      return remember({ rejected: { salt, digest: digest(secret, salt), atMs: nowMs } });
    },
  };
}

function digest(secret: string, salt: string): string {
  return createHmac('sha256', salt).update(secret).digest('hex');
}
