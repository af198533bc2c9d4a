import type { HttpContext } from '../../kit/http-server.ts';
import { ACCOUNTS } from '../seed-portal.ts';
import type { DattoRmmState, Tenant } from '../state.ts';
import type { Memories, Memory } from './memory.ts';
import type { PortalSettings } from './options.ts';
import type { Skin } from './skins/skin.ts';
import { skinA } from './skins/skin-a.ts';
import { skinB } from './skins/skin-b.ts';

/** Addresses of the two origins, known once both listen. */
export interface Origins {
  auth: string;
  platform: string;
}

/** What all routes of one origin work with. */
export interface Portal {
  readonly context: HttpContext<DattoRmmState>;
  readonly settings: PortalSettings;
  readonly skin: Skin;
  readonly origins: Origins;
  memory(): Memory;
  /** What the account of that name holds. */
  tenant(account: string): Tenant;
}

/** Puts together what the routes need. */
export function createPortal(
  context: HttpContext<DattoRmmState>,
  settings: PortalSettings,
  origins: Origins,
  memories: Memories,
): Portal {
  return {
    context,
    settings,
    skin: settings.skin === 'a' ? skinA : skinB,
    origins,
    memory: () => memories(context.state()),
    tenant: (account) => (account === ACCOUNTS.live ? context.state() : context.state().portal.sandbox),
  };
}
