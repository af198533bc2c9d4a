import type { PersonId } from './ids.ts';
import type { SystemName } from './steps/step.ts';

/** A pause of a system, or a hold of a go-live: by whom and why. */
export interface Pause {
  readonly by: PersonId;
  readonly reason: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** Systems that are paused, and by whom. */
export type Pauses = { readonly [System in SystemName]?: Pause };
