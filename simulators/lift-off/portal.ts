import type { HttpContext } from '../kit/http-server.ts';
import type { LiftOffSettings, SkinName } from './options.ts';
import type { SectionContext, Values } from './sections/section.ts';
import { createSessions, type Sessions } from './sessions.ts';
import type { Skin } from './skins/skin.ts';
import { skinA } from './skins/skin-a.ts';
import { skinB } from './skins/skin-b.ts';
import { skinC } from './skins/skin-c.ts';
import type { LiftOffAccount, LiftOffState } from './state.ts';

const SKINS = { a: skinA, b: skinB, c: skinC } satisfies { readonly [name in SkinName]: Skin };

/** What the portal remembers beside its state; it is forgotten when the state is reset. */
interface Memory {
  readonly sessions: Sessions;
  /** What a tab held before its last write, by `<account>/<tab>`: for stale reads. */
  readonly previous: Map<string, Values>;
}

/** What all routes work with. */
export interface Portal {
  readonly context: HttpContext<LiftOffState>;
  readonly settings: LiftOffSettings;
  readonly skin: Skin;
  memory(): Memory;
  account(id: string): LiftOffAccount | undefined;
  sectionContext(): SectionContext;
}

/** Memories by state: a reset makes a new state, and so a new memory. */
export type Memories = (state: LiftOffState) => Memory;

/** Keeps one memory per state. */
export function createMemories(settings: LiftOffSettings): Memories {
  const memories = new WeakMap<LiftOffState, Memory>();
  return (state) => {
    const memory = memories.get(state) ?? {
      sessions: createSessions(settings.idleMinutes),
      previous: new Map(),
    };
    memories.set(state, memory);
    return memory;
  };
}

/** Puts together what the routes need. */
export function createPortal(
  context: HttpContext<LiftOffState>,
  settings: LiftOffSettings,
  memories: Memories,
): Portal {
  const skin = SKINS[settings.skin];
  return {
    context,
    settings,
    skin,
    memory: () => memories(context.state()),
    account: (id) => context.state().accounts.find((account) => account.id === id),
    sectionContext: () => ({ formats: skin.formats, now: context.clock.now() }),
  };
}
