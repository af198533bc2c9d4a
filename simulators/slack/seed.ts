import type { Channel, SlackState } from './state.ts';

/** The bot token that a simulator takes unless told otherwise. */
export const DEFAULT_TOKEN = 'xoxb-simulated-bot-token';
/** The path of the incoming webhook into `#onboarding`, behind `/services/`. A secret, as at Slack. */
export const DEFAULT_WEBHOOK = 'T0SIMULATE/B0SIMULATE/simulatedWebhookSecret';

function channel(id: string, name: string, more: Partial<Channel> = {}): Channel {
  return { id, name, isPrivate: false, isArchived: false, isMember: true, messages: [], ...more };
}

/** The sample workspace. */
export function buildSeed(): SlackState {
  return {
    channels: [
      channel('C0ONBOARD01', 'onboarding'),
      channel('C0ONCALL002', 'on-call'),
      channel('C0GENERAL03', 'general', { isMember: false }),
      channel('C0OLDNEWS04', 'onboarding-2023', { isArchived: true }),
      channel('C0LEADERS05', 'leaders', { isPrivate: true }),
      channel('C0ESCALAT06', 'idle-and-escalated-help-desk-tickets'),
    ],
    webhooks: { [DEFAULT_WEBHOOK]: 'C0ONBOARD01' },
  };
}
