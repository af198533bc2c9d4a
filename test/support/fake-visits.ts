import { activityInfo } from '@temporalio/activity';
import type { OpenVisit, Reading, Visit, VisitContext } from '../../activities/visit.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { type Problem, type ProblemCode, ProductError, problem } from '../../domain/problems.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { RecordName, StepId, StepValues } from '../../domain/steps/step.ts';

/** What the help-desk field says of a customer who is live. */
export const LIVE_VALUE = 'Mission Control Help Desk';

/** One change inside the fake systems. */
export interface Change {
  /** The workflow's own time at which the change was made by us; empty for somebody else's. */
  readonly at: string;
  readonly by: 'us' | 'somebody';
  readonly step: StepId;
  readonly before: string;
  readonly after: string;
}

/** What goes wrong with one call. */
type WriteFault = 'lose-answer' | 'does-not-hold' | 'hang' | 'hang-after-writing' | ProductError;
type Stored = { -readonly [Id in StepId]?: StepValues[Id] };

const untouched: StepValues = {
  'help-desk-field': null,
  'lift-off-account': true,
  'per-incident-intake': true,
  'vip-users': [],
  approvers: [],
  'business-hours': { kind: '24/7' },
  instructions: { newUserSetup: '', newWorkstationSetup: '', userTermination: '' },
  'documented-hours': null,
  'documented-plan': null,
  'site-mapping': true,
  'site-group': false,
  'session-group-access': [],
  'help-desk-join': 'greyed',
  'splashtop-access': false,
  'hours-note': false,
  'location-request': false,
  'test-call': false,
  'test-ticket': false,
  'user-notice': false,
};

/** One customer in all outside systems: values, scripted faults and everything that was changed. */
export class FakeCustomer {
  readonly values: Stored = { ...untouched };
  readonly changes: Change[] = [];
  /** Addresses that Lift Off does not know yet. */
  readonly missingContacts = new Set<string>();
  onboardedDevices = 0;
  /** What the time is, for the notes of readings and changes. */
  clock = () => '';
  /** Problems that readings show for a step until they are taken away. */
  readonly readProblems = new Map<StepId, Problem>();
  /** Every reading, what failed, too. */
  readonly readings: { readonly at: string; readonly steps: readonly StepId[] }[] = [];
  /** What visits were told that people chose. */
  readonly chosen: string[] = [];
  /** The page that pictures of failed openings show. */
  openFaultOn = 'login';
  /** How many visits of ours hang right now. */
  hanging = 0;
  readonly #openFaults = new Map<RecordName, ProductError[]>();
  readonly #readFaults = new Map<RecordName, ProductError[]>();
  readonly #writeFaults = new Map<StepId, WriteFault[]>();
  readonly #meddling = new Map<StepId, () => void>();

  /** The next visits to the record cannot be opened: each leaves a picture of the login page. */
  failOpenings(record: RecordName, code: ProblemCode, times: number): void {
    const details = {
      system: record,
      wanted: 'log in',
      detail: 'scripted',
      page: 'Login',
      anchor: 'Sign in',
    };
    this.#openFaults.set(
      record,
      Array.from({ length: times }, () => new ProductError(code, details)),
    );
  }

  /** The next readings of the record fail. */
  failReads(record: RecordName, code: ProblemCode, times: number): void {
    const detail = { system: record, wanted: 'read', detail: 'scripted' };
    this.#readFaults.set(
      record,
      Array.from({ length: times }, () => new ProductError(code, detail)),
    );
  }

  /** The next writings of the step fail before anything is written. */
  failWrites(step: StepId, code: ProblemCode, times: number): void {
    const details = { system: 'The fake', wanted: step, detail: 'scripted', page: step, anchor: 'Save' };
    this.faultWrites(step, ...Array.from({ length: times }, () => new ProductError(code, details)));
  }

  /** What becomes of the next writings of the step, one each. */
  faultWrites(step: StepId, ...faults: readonly WriteFault[]): void {
    this.#writeFaults.set(step, [...faults]);
  }

  /** All goes well again. */
  heal(): void {
    this.#openFaults.clear();
    this.#readFaults.clear();
    this.#writeFaults.clear();
    this.readProblems.clear();
    this.missingContacts.clear();
  }

  /** Somebody else changes a setting. */
  meddle<Id extends StepId>(step: Id, value: StepValues[Id]): void {
    this.#set(step, value, 'somebody', '');
  }

  /** Somebody else changes a setting just before our next writing of it. */
  meddleBeforeWrite<Id extends StepId>(step: Id, value: StepValues[Id]): void {
    this.#meddling.set(step, () => this.meddle(step, value));
  }

  /** Changes of ours, in short: `per-incident-intake: on → off`. */
  get ours(): string[] {
    return this.changes
      .filter(({ by }) => by === 'us')
      .map(({ step, before, after }) => `${step}: ${before} → ${after}`);
  }

  /** What a portal does when somebody comes. */
  async open(record: RecordName, keep: VisitContext['keep']): Promise<void> {
    const fault = this.#openFaults.get(record)?.shift();
    if (fault === undefined) return;
    await keep(`01-${this.openFaultOn}-failed.png`, new Uint8Array());
    throw fault;
  }

  read(record: RecordName, steps: readonly StepId[]): Reading {
    this.readings.push({ at: this.clock(), steps });
    const fault = this.#readFaults.get(record)?.shift();
    if (fault !== undefined) throw fault;
    const values: Stored = {};
    const problems: { [Id in StepId]?: Problem } = {};
    for (const step of steps) {
      if (catalogue[step].record !== record) continue;
      const found = this.readProblems.get(step);
      if (found === undefined) this.#readInto(values, step);
      else problems[step] = found;
    }
    return { values, problems, signsOfLife: this.#signsOfLife(record), pictures: [] };
  }

  async write<Id extends StepId>(step: Id, value: StepValues[Id], signal: AbortSignal): Promise<void> {
    this.#meddling.get(step)?.();
    this.#meddling.delete(step);
    const fault = this.#writeFaults.get(step)?.shift();
    if (fault instanceof ProductError) throw fault;
    if (fault === 'hang') return await this.#hang(signal);
    this.#refuseUnknownContacts(value);
    if (fault === 'does-not-hold') return;
    this.#set(step, value, 'us', this.clock());
    if (fault === 'hang-after-writing') await this.#hang(signal);
    if (fault === 'lose-answer')
      throw new ProductError('outcome-lost', { system: 'The fake', wanted: step, detail: 'scripted' });
  }

  #readInto<Id extends StepId>(values: Stored, step: Id): void {
    const absent = this.values['lift-off-account'] === false;
    const inAccount = catalogue[step].record === 'lift-off-account' && step !== 'lift-off-account';
    const value: StepValues[Id] | undefined = this.values[step];
    if (value === undefined || (absent && inAccount)) return;
    values[step] = value;
  }

  #set<Id extends StepId>(step: Id, value: StepValues[Id], by: Change['by'], at: string): void {
    const before: StepValues[Id] | undefined = this.values[step];
    this.values[step] = value;
    const { show } = catalogue[step];
    this.changes.push({
      at,
      by,
      step,
      before: before === undefined ? 'nothing' : show(before),
      after: show(value),
    });
  }

  #refuseUnknownContacts(value: StepValues[StepId]): void {
    if (!Array.isArray(value)) return;
    const unknown = value.find((person) => this.missingContacts.has(person.email));
    if (unknown !== undefined)
      throw new ProductError('not-synced', { system: 'Lift Off', what: unknown.name });
  }

  async #hang(signal: AbortSignal): Promise<never> {
    this.hanging += 1;
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    this.hanging -= 1;
    throw signal.reason;
  }

  #signsOfLife(record: RecordName): string[] {
    if (record === 'autotask-company')
      return this.values['help-desk-field'] === LIVE_VALUE ? ['Autotask says that it is live.'] : [];
    return record === 'lift-off-account' && this.onboardedDevices > 0
      ? [`${this.onboardedDevices} onboarded devices in Lift Off`]
      : [];
  }
}

/** All customers in the fake outside systems. */
export class FakeSystems {
  readonly #customers = new Map<CustomerId, FakeCustomer>();

  of(id: CustomerId): FakeCustomer {
    const known = this.#customers.get(id) ?? new FakeCustomer();
    this.#customers.set(id, known);
    return known;
  }

  /** Visits to a record of whichever customer. */
  visits(record: RecordName): OpenVisit {
    return async ({ customer, choices, signal, beat, keep }: VisitContext): Promise<Visit> => {
      const fake = this.of(customer.id);
      fake.chosen.push(...Object.values(choices));
      fake.clock = attemptTime;
      await fake.open(record, keep);
      return {
        read: async (steps) => {
          signal.throwIfAborted();
          beat('reading');
          const reading = fake.read(record, steps);
          for (const step of Object.keys(reading.problems))
            await keep(`01-${step}-failed.png`, new Uint8Array());
          return reading;
        },
        write: async (step, value) => {
          signal.throwIfAborted();
          await fake.write(step, value, signal);
        },
        close: async () => {},
      };
    };
  }
}

/** A problem as a reading shows it. */
export function shown(code: ProblemCode): Problem {
  return problem(code, {
    system: 'Lift Off',
    page: 'some page',
    anchor: 'something',
    what: 'it',
    detail: 'scripted',
  });
}

/** Under time skipping the time at which an attempt was scheduled is the workflow's own. */
function attemptTime(): string {
  return new Date(activityInfo().currentAttemptScheduledTimestampMs).toISOString();
}
