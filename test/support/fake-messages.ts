import type { Senders } from '../../activities/messages/delivery.ts';
import { ProductError } from '../../domain/problems.ts';

/** What becomes of a sending: it arrives but the answer is lost, it is lost, or it is certainly not taken. */
export type SendFault = 'taken-answer-lost' | 'lost' | 'refused' | 'rejected';

/** A message that somebody can read. */
export interface Delivered {
  readonly via: 'slack' | 'email' | 'pager';
  readonly to: string;
  readonly key: string;
  readonly text: string;
}

/** Slack and mail: keeps what arrived, and fails as scripted. */
export class FakeMessages {
  readonly delivered: Delivered[] = [];
  /** Keys of all sendings, those that failed, too. */
  readonly attempts: string[] = [];
  /** How often the heartbeat address was fetched. */
  heartbeats = 0;
  /** Whether the heartbeat address answers with an error. */
  refuseHeartbeats = false;
  readonly #faults: { readonly about: string; readonly fault: SendFault }[] = [];

  /** The next sending whose way, key and text, in a row, contain this goes wrong. */
  fault(about: string, fault: SendFault): void {
    this.#faults.push({ about, fault });
  }

  /** The next sending by this way goes wrong. */
  faultVia(via: Delivered['via'], fault: SendFault): void {
    this.fault(`${via} `, fault);
  }

  /** Messages to a customer's people, by what their keys contain. */
  about(...parts: readonly string[]): Delivered[] {
    return this.delivered.filter(({ key }) => parts.every((part) => key.includes(part)));
  }

  /** Alerts to a customer's people about these steps, by title. */
  alerts(customer: string, ...titles: readonly string[]): Delivered[] {
    const alerts = this.about(customer, 'needs-attention');
    return alerts.filter(({ text }) => titles.some((title) => text.includes(title)));
  }

  readonly senders: Senders = {
    slack: {
      post: async ({ key, channel, text }) => {
        this.#send({ via: 'slack', to: channel, key, text });
        return { kind: 'sent', channel, ts: String(this.delivered.length) };
      },
      find: async (key) => {
        const found = this.delivered.findIndex((message) => message.key === key);
        return found < 0 ? undefined : { ts: String(found + 1) };
      },
    },
    mailer: {
      send: async ({ messageId, to, text }) => {
        this.#send({ via: 'email', to, key: messageId, text });
        return { kind: 'sent', messageId };
      },
    },
    pager: {
      ring: async ({ key, summary, details }) =>
        this.#send({ via: 'pager', to: 'pager', key, text: `${summary}\n${details}` }),
    },
    heartbeat: async () => {
      if (this.refuseHeartbeats)
        throw new ProductError('unavailable', { system: 'It', wanted: 'fetch it', detail: 'scripted' });
      this.heartbeats += 1;
    },
  };

  #send(message: Delivered): void {
    this.attempts.push(message.key);
    const index = this.#faults.findIndex(({ about }) =>
      `${message.via} ${message.key} ${message.text}`.includes(about),
    );
    const [scripted] = index < 0 ? [] : this.#faults.splice(index, 1);
    const details = { system: message.via, what: message.key, wanted: 'send', detail: 'scripted' };
    if (scripted?.fault === 'refused') throw new ProductError('unavailable', details);
    if (scripted?.fault === 'rejected') throw new ProductError('input-rejected', details);
    if (scripted?.fault !== 'lost') this.delivered.push(message);
    if (scripted !== undefined) throw new ProductError('message-unknown', details);
  }
}
