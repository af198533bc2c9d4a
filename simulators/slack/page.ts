import { html, htmlPage } from '../kit/html.ts';
import type { Channel, Message, SlackState } from './state.ts';

function messageItem(message: Message) {
  const at = new Date(Number(message.ts) * 1000).toISOString().slice(0, 16).replace('T', ' ');
  const note = message.threadTs ? html` <em>(in a thread)</em>` : null;
  return html`<li><time>${at} UTC</time>${note}${message.edited ? ' (edited)' : ''}<pre>${message.text}</pre></li>`;
}

function channelSection(channel: Channel) {
  const kind = [
    channel.isArchived && 'archived',
    channel.isPrivate && 'private',
    !channel.isMember && 'bot not a member',
  ];
  const notes = kind.filter((note) => note !== false).join(', ');
  return html`<section id="${channel.id}"><h2>#${channel.name}${notes ? ` (${notes})` : ''}</h2>
<ol>${channel.messages.map(messageItem)}</ol></section>`;
}

/** The channels as a person would see them. */
export function workspacePage(state: SlackState): string {
  return htmlPage('Channels', html`<h1>Channels</h1>${state.channels.map(channelSection)}`);
}
