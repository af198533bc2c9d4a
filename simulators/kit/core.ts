import { type AuditRecord, type Change, diffRecords } from './audit.ts';
import { createClock } from './clock.ts';
import { createFaultBox } from './faults.ts';
import type { AuditEntry, JournalEntry, Simulator, SimulatorOptions } from './types.ts';

/** What makes one simulator differ from another before any protocol. */
export interface CoreDefinition<State> {
  readonly system: string;
  readonly options: SimulatorOptions<State>;
  /** The built-in seed, made anew at each call. */
  seed(): State;
  /** The records that an `edit` by somebody else may change, as copies that live on when the state changes. */
  records(state: State): AuditRecord[];
}

/** The parts of a simulator that know no protocol: state, time, faults, records. */
export interface SimulatorCore<State> extends Omit<Simulator<State>, 'url' | 'stop'> {
  /** Writes changes to the audit under the name of who made them. */
  audit(actor: string, changes: readonly Change[]): void;
  /** Makes a change of the state and audits every difference that it left. For small states; else use `audit`. */
  change<Result>(actor: string, change: (state: State) => Result): Result;
  journal(entry: Omit<JournalEntry, 'system' | 'at'> & { readonly system?: string }): void;
}

/** Makes the protocol-free part of a simulator. */
export function createCore<State>(definition: CoreDefinition<State>): SimulatorCore<State> {
  const { system, options, records } = definition;
  const clock = createClock();
  const faults = createFaultBox();
  const auditLog: AuditEntry[] = [];
  const journalLog: JournalEntry[] = [];
  let state = structuredClone(options.seed ?? definition.seed());

  const audit = (actor: string, changes: readonly Change[]) => {
    for (const change of changes) {
      const at = new Date().toISOString();
      const entry = { at, virtualAt: clock.now().toISOString(), system, actor, ...change };
      auditLog.push(entry);
      options.recorder?.audit(entry);
    }
  };
  const change = <Result>(actor: string, make: (state: State) => Result): Result => {
    const before = records(state);
    const result = make(state);
    audit(actor, diffRecords(before, records(state)));
    return result;
  };
  const journal = (request: Omit<JournalEntry, 'system' | 'at'> & { readonly system?: string }) => {
    const entry = { system, at: new Date().toISOString(), ...request };
    journalLog.push(entry);
    options.recorder?.journal(entry);
  };
  const reset = (seed?: State) => {
    state = structuredClone(seed ?? definition.seed());
    faults.clear();
    auditLog.length = 0;
    journalLog.length = 0;
  };
  const edit = (actor: string, make: (state: State) => void) => change(actor, make);
  return {
    system,
    clock,
    faults,
    auditLog,
    journalLog,
    state: () => state,
    reset,
    edit,
    audit,
    change,
    journal,
  };
}
