import { createMailer } from '../../activities/email/mailer.ts';
import { createHeartbeat } from '../../activities/heartbeat/heartbeat.ts';
import type { Senders } from '../../activities/messages/delivery.ts';
import { createPager } from '../../activities/pager/pager.ts';
import type { LoadedProfile } from '../../activities/profile-view.ts';
import { createSlack } from '../../activities/slack/slack.ts';
import { perRevision, type SystemsOptions } from './systems-options.ts';

/** The ways out for messages, always with the profile of the moment. */
export function senders({ profile, loopbackOnly }: SystemsOptions): () => Senders {
  return perRevision(profile, ({ profile: { systems, policies }, secrets }) => {
    const { heartbeatUrl: url } = policies.morning;
    const refuseNonLoopback = loopbackOnly;
    return {
      slack: slackOf(systems.slack, secrets, loopbackOnly),
      mailer: mailerOf(systems.email, secrets, loopbackOnly),
      pager: secrets.pager && createPager({ ...secrets.pager, refuseNonLoopback }),
      heartbeat: url === undefined ? undefined : createHeartbeat({ url, refuseNonLoopback }),
    };
  });
}

function slackOf(
  { apiUrl, historyScope }: LoadedProfile['profile']['systems']['slack'],
  { slack }: LoadedProfile['secrets'],
  refuseNonLoopback: boolean,
) {
  if (slack === undefined) return createSlack({ mode: 'off' });
  if (slack.mode === 'webhook')
    return createSlack({ mode: 'webhook', url: slack.webhookUrl, refuseNonLoopback });
  return createSlack({ mode: 'bot', token: slack.token, apiUrl, historyScope, refuseNonLoopback });
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
