/** What every simulator is made of. No product code is imported here, so that a simulator cannot share its mistakes. */

/** A value that can stand in a JSON document. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One request as it went over the wire: a line of `journal.jsonl`. Secrets are masked, never left out. */
export interface JournalEntry {
  readonly system: string;
  /** Real time of the answer, ISO 8601 in UTC. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: { readonly [name: string]: string };
  readonly headers: { readonly [name: string]: string };
  readonly body?: Json;
  /** 0 when the connection ended, or hung, without an answer. */
  readonly status: number;
  readonly response?: Json;
  /** The fault that answered in place of, or on top of, the normal behaviour. */
  readonly fault?: string;
}

/** One change inside a simulator: a line of `audit.jsonl`, the only proof of what was really done. */
export interface AuditEntry {
  /** Real time, ISO 8601 in UTC. */
  readonly at: string;
  /** The simulator's own (movable) time, ISO 8601 in UTC. */
  readonly virtualAt: string;
  readonly system: string;
  /** Who did it: the API user, the portal login, or the name given to a control edit. */
  readonly actor: string;
  /** `company`, `account`, `contact`, …; messages are `email` and `slack`. */
  readonly entity: string;
  readonly id: string;
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
}

/** How a simulator misbehaves when told to. */
export interface Fault {
  /** Which switch: `latency`, `status`, `drop-before-commit`, `drop-after-commit`, `hang`, `truncate`, `stale-read`, … or a system's own name. */
  readonly kind: string;
  /** Only requests whose method equals this. */
  readonly method?: string;
  /** Only requests whose path contains this text (case-insensitive). */
  readonly path?: string;
  /** How many matching requests it strikes; without it, all until cleared. */
  readonly times?: number;
  /** What the kind needs: `{ status: 503 }`, `{ ms: 150 }`, `{ keepAlive: true }`. */
  readonly options?: { readonly [name: string]: Json };
}

/** Where journals and audit entries go. A file sink for a run folder, an array for a test. */
export interface Recorder {
  journal(entry: JournalEntry): void;
  audit(entry: AuditEntry): void;
}

/** A running simulator. Tests hold this object; a standalone process reaches the same through control endpoints. */
export interface Simulator<State> {
  readonly system: string;
  /** Base address on loopback, without a slash at the end. SMTP: `smtp://127.0.0.1:port`. */
  readonly url: string;
  readonly clock: SimulatorClock;
  readonly faults: FaultBox;
  /** The state itself; tests read it. Changes by "somebody else" go through `edit` so that they are audited. */
  state(): State;
  /** Back to a seed: the built-in one when none is given. Clears faults, audit and journal views, not the sinks. */
  reset(seed?: State): void;
  /** A change made by somebody else, audited under that name. */
  edit(actor: string, change: (state: State) => void): void;
  /** Everything recorded since the last reset, newest last. */
  readonly auditLog: readonly AuditEntry[];
  readonly journalLog: readonly JournalEntry[];
  stop(): Promise<void>;
}

/** Simulated time: real time plus an offset that only moves forward. */
export interface SimulatorClock {
  now(): Date;
  /** Moves to the instant if that is later than now; an earlier one is ignored. */
  advanceTo(instant: Date): void;
}

/** Switched-on faults, struck in the order in which they were added. */
export interface FaultBox {
  add(fault: Fault): void;
  clear(): void;
  /** The first fault of one of these kinds that fits the request, counted as struck; undefined when none. */
  strike(request: { method: string; path: string }, ...kinds: string[]): Fault | undefined;
  /** Faults that can still strike, oldest first. */
  list(): readonly Fault[];
}

/** How a simulator is started. */
export interface SimulatorOptions<State> {
  /** 0 picks a free port. */
  readonly port?: number;
  readonly seed?: State;
  readonly recorder?: Recorder;
  /** Serve `/__control/…` (reset, state, audit, faults, clock, edit). Off by default. */
  readonly control?: boolean;
}
