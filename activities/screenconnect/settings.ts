import type { PortalCredentials } from '../sessions/sign-in.ts';
import type { GroupPath } from './group-path.ts';
import type { Grant } from './permission-sets.ts';
import type { PortalMap } from './portal-map.ts';

/** How the MSP's own ScreenConnect instance is reached, and how it is set up. */
export interface ScreenConnectSettings {
  /** Base address of the instance. */
  readonly url: string;
  /** R13 · The role that gets access: exactly this one, not one whose name only begins so. */
  readonly role: string;
  /** Where customers' session groups stand, `{customer}` in place of the name. */
  readonly groupPath: GroupPath;
  readonly grant: Grant;
  readonly map: PortalMap;
  /** Internal user that may administer. */
  readonly administrator: PortalCredentials;
  /** R14 · Internal user that holds the role, and nothing else. */
  readonly helpDeskUser: PortalCredentials;
  /** How long a page, a control or the answer to a save may take. Default 15 000 ms. */
  readonly pageTimeoutMs?: number;
  /** How long a list must stand still before "it is not there" is believed. Default 1 000 ms. */
  readonly settleMs?: number;
  /** How long a picture may take. Default 5 000 ms. */
  readonly pictureTimeoutMs?: number;
}
