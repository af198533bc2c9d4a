import type { Profile } from '../../domain/profile.ts';
import type { WebDesk } from './desk.ts';

/** What the web process is made of; tests bring their own. */
export interface WebParts {
  readonly desk: WebDesk;
  /** The profile of this moment: whoever has left it is out at once. */
  readonly profile: () => Profile;
  /** Seals links, sessions and forms. */
  readonly key: Buffer;
  /** The token of a one-person set-up, where the profile names one. */
  readonly token?: string;
  /** The secret of the OpenID Connect client, where the profile names one. */
  readonly clientSecret?: string;
  readonly now: () => Date;
  /** The name of this machine: what somebody merely claims was claimed here. */
  readonly host: string;
  /** One line for the operator's log. */
  readonly tell: (line: string) => void;
}

/** Where people reach this process, without a slash at the end. */
export function baseOf({ web }: Profile): string {
  return (web.url ?? `http://${web.listen}`).replace(/\/+$/, '');
}
