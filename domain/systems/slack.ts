import { z } from 'zod';
import { across } from '../across.ts';
import { serviceUrlSchema, textSchema, variableSchema } from '../field-schemas.ts';

const slackShape = z.strictObject({
  mode: z
    .enum(['bot', 'webhook', 'off'])
    .default('off')
    .describe('A bot can look up what became of a message; with a webhook a person is asked.'),
  apiUrl: serviceUrlSchema.default('https://slack.com/api/'),
  token: variableSchema.default('SLACK_BOT_TOKEN'),
  webhookUrl: variableSchema.default('SLACK_WEBHOOK_URL'),
  historyScope: z
    .enum(['channels', 'groups'])
    .default('channels')
    .describe('What the bot’s token may read: public channels, or private ones as well.'),
  channels: z
    .strictObject({
      onboarding: textSchema.default(''),
      onCall: textSchema.default(''),
      escalations: textSchema.default('#idle-and-escalated-help-desk-tickets'),
    })
    .prefault({})
    .describe('Ids or names. A webhook posts to the channel that it was made for, whatever stands here.'),
});

/** Slack; a bot can look up what became of a message, a webhook cannot. */
export const slackSchema = across(
  slackShape,
  z.object({
    mode: z.literal('bot'),
    channels: z.object({ onboarding: z.string(), onCall: z.string() }),
  }),
  ({ channels }, complain) => {
    const remedy = 'Name the channel, or set systems.slack.mode to off.';
    if (channels.onboarding === '') complain(['channels', 'onboarding'], 'is needed in mode bot', remedy);
    if (channels.onCall === '') complain(['channels', 'onCall'], 'is needed in mode bot', remedy);
  },
);
