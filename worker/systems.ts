import path from 'node:path';
import { createAutotaskClient } from '../activities/autotask/client.ts';
import { openAutotaskCompanyVisit } from '../activities/autotask/company-visit.ts';
import type { BrowserPool } from '../activities/browser/pool.ts';
import { createMailer } from '../activities/email/mailer.ts';
import type { WithLease } from '../activities/lease.ts';
import { readPortalMap } from '../activities/lift-off/portal-map-file.ts';
import { openLiftOffVisit } from '../activities/lift-off/visit.ts';
import type { Senders } from '../activities/messages/delivery.ts';
import type { CurrentProfile, LoadedProfile } from '../activities/profile-view.ts';
import { createDirectorySessionStore } from '../activities/sessions/directory-store.ts';
import { createSlack } from '../activities/slack/slack.ts';
import type { OpenVisit } from '../activities/visit.ts';
import { ProductError } from '../domain/problems.ts';

/** What holds for all outside systems of one worker. */
export interface SystemsOptions {
  readonly profile: CurrentProfile;
  /** Refuse every address that is not this machine: sample runs and tests can then touch nothing real. */
  readonly loopbackOnly: boolean;
  /** Folder that relative paths of the profile start from. */
  readonly home: string;
}

/** Keeps something made from the profile for as long as the profile stays the same. */
function perRevision<Made>(profile: CurrentProfile, make: (loaded: LoadedProfile) => Made): () => Made {
  let kept: { readonly revision: string; readonly made: Made } | undefined;
  return () => {
    const loaded = profile();
    if (kept?.revision !== loaded.revision) kept = { revision: loaded.revision, made: make(loaded) };
    return kept.made;
  };
}

/** Visits to companies in Autotask, always with the profile of the moment. */
export function autotaskVisits({ profile, loopbackOnly }: SystemsOptions): OpenVisit {
  const open = perRevision(profile, ({ profile: { systems }, secrets }) => {
    if (secrets.autotask === undefined) throw lackingSecrets('Autotask');
    const { zoneDiscoveryUrl, timeoutMs, helpDeskField, helpDeskValue } = systems.autotask;
    const client = createAutotaskClient({
      zoneDiscoveryUrl,
      timeoutMs,
      ...secrets.autotask,
      refuseNonLoopback: loopbackOnly,
    });
    return openAutotaskCompanyVisit(client, { helpDeskField, helpDeskValue });
  });
  return (context) => open()(context);
}

/** Visits to accounts in Lift Off, always with the profile of the moment. */
export function liftOffVisits(options: SystemsOptions, pool: BrowserPool, withLease: WithLease): OpenVisit {
  const open = perRevision(options.profile, async ({ profile, secrets }) => {
    const { url, portalMap, pageTimeoutMs } = profile.systems.liftOff;
    const { liftOff, sessionKey } = secrets;
    if (liftOff === undefined || sessionKey === undefined) throw lackingSecrets('Lift Off');
    const sessions = createDirectorySessionStore({
      directory: path.resolve(options.home, profile.storage.folder, 'sessions'),
      keys: [{ id: 'current', secret: sessionKey }],
    });
    const map = await readPortalMap(
      portalMap === undefined ? undefined : path.resolve(options.home, portalMap),
    );
    const credentials = { ...liftOff, totp: liftOff.totp };
    return openLiftOffVisit({ url, credentials, map, pageTimeoutMs }, pool, sessions, withLease);
  });
  return async (context) => (await open())(context);
}

/** The ways out for messages, always with the profile of the moment. */
export function senders({ profile, loopbackOnly }: SystemsOptions): () => Senders {
  return perRevision(profile, ({ profile: { systems }, secrets }) => ({
    slack: slackOf(systems.slack.apiUrl, secrets, loopbackOnly),
    mailer: mailerOf(systems.email, secrets, loopbackOnly),
  }));
}

function slackOf(apiUrl: string, { slack }: LoadedProfile['secrets'], refuseNonLoopback: boolean) {
  if (slack === undefined) return createSlack({ mode: 'off' });
  if (slack.mode === 'webhook')
    return createSlack({ mode: 'webhook', url: slack.webhookUrl, refuseNonLoopback });
  return createSlack({ mode: 'bot', token: slack.token, apiUrl, refuseNonLoopback });
}

function mailerOf(
  { mode, host, port, secure, from, replyTo }: LoadedProfile['profile']['systems']['email'],
  { email }: LoadedProfile['secrets'],
  refuseNonLoopback: boolean,
) {
  if (mode === 'off') return undefined;
  return createMailer({
    host,
    port,
    secure,
    from,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...email,
    refuseNonLoopback,
  });
}

function lackingSecrets(system: string): ProductError {
  return new ProductError('profile-invalid', { detail: `the secrets of ${system} are not configured` });
}
