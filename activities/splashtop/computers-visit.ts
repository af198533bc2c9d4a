import type { CustomerFile } from '../../domain/customer-file.ts';
import type { EvidenceReference } from '../../domain/evidence.ts';
import { type Problem, ProductError, problem } from '../../domain/problems.ts';
import type { StepId, StepValues } from '../../domain/steps/step.ts';
import type { OpenVisit, Reading, VisitContext } from '../visit.ts';
import { type AccessKind, type Lack, lacksOf, type Subject } from './access.ts';
import type { SplashtopClient } from './client.ts';
import { systemTitle } from './errors.ts';
import { readTeam } from './team-reading.ts';

/** What the profile says of Splashtop, and what other systems know of it. */
export interface SplashtopVisitSettings {
  /** The address that Mission Control logs in with. */
  readonly missionControlUser: string;
  readonly access: AccessKind;
  /** With `rmm` the RMM's own word counts as well, where it can be had. */
  readonly via: 'rmm' | 'own';
  /** Whether the RMM installs Splashtop on the machines of the customer's site. */
  readonly rmmFlag?: (customer: CustomerFile) => Promise<boolean>;
  /** Host names of the customer's computers as another system knows them. Without it the group says which they are. */
  readonly computersOf?: (customer: CustomerFile) => Promise<readonly string[]>;
}

/**
 * Visits to the record `splashtop-computers` (R15): whether Mission Control's login reaches all of the customer's computers.
 * The API only reads, so `write` throws `awaits-somebody` with what a person has to do on the console. Customers
 * without Splashtop cost no request.
 */
export function openSplashtopVisit(client: SplashtopClient, settings: SplashtopVisitSettings): OpenVisit {
  return async (context) => {
    let seen: Finding | undefined;
    const lookAgain = async () => {
      seen = await look(client, settings, context);
      return seen;
    };
    return {
      read: async (steps) => (steps.includes('splashtop-access') ? read(lookAgain, context) : nothing),
      write: async (step, value) => {
        const isWanted = wantedAccess(step, value);
        askSomebody(seen ?? (await lookAgain()), isWanted);
      },
      close: async () => {},
    };
  };
}

const nothing: Reading = { values: {}, problems: {}, signsOfLife: [], pictures: [] };

/** What there is to say of a customer that uses Splashtop. */
type Finding =
  | { readonly kind: 'no-api' | 'not-shown' }
  | { readonly kind: 'read'; readonly subject: Subject; readonly lacks: readonly Lack[] };

async function read(lookAgain: () => Promise<Finding | undefined>, context: VisitContext): Promise<Reading> {
  try {
    const finding = await lookAgain();
    if (finding === undefined) return nothing;
    if (finding.kind !== 'read')
      return { ...nothing, problems: { 'splashtop-access': notReadable(finding) } };
    const isReached = finding.lacks.length === 0;
    const pictures = [await keep(context, finding)];
    return { ...nothing, values: { 'splashtop-access': isReached }, pictures };
  } catch (error) {
    if (!(error instanceof ProductError) || error.problem.class === 'retryable') throw error;
    return { ...nothing, problems: { 'splashtop-access': error.problem } };
  }
}

function askSomebody(finding: Finding | undefined, isWanted: boolean): void {
  if (finding?.kind !== 'read') throw new ProductError('by-hand');
  const { subject, lacks } = finding;
  const { userName, groupName } = subject;
  const open = isWanted
    ? lacks
    : [{ what: `${userName} is to lose access`, todo: `remove ${userName} from “${groupName}”` }];
  if (open.length === 0) return;
  throw new ProductError('awaits-somebody', {
    system: systemTitle,
    what: 'Mission Control’s access to the computers',
    detail: firstOf(open.map(({ what }) => what)),
    todo: `In ${systemTitle} → Management: ${firstOf(open.map(({ todo }) => todo))}.`,
  });
}

/** Texts in messages are cut when they are long: rather whole sentences, the rest with the next look. */
const MOST_LETTERS = 160;

function firstOf(sentences: readonly string[]): string {
  return sentences.reduce((text, next) => {
    const longer = `${text}; ${next}`;
    return longer.length > MOST_LETTERS ? text : longer;
  });
}

/** Looks at the team as it is now; undefined for a customer that does not use Splashtop. */
async function look(
  client: SplashtopClient,
  settings: SplashtopVisitSettings,
  { customer, signal, beat }: VisitContext,
): Promise<Finding | undefined> {
  const groupName = customer.systems.splashtop?.group;
  if (groupName === undefined) return undefined;
  signal.throwIfAborted();
  beat('reading the groups in Splashtop');
  const teamId = await client.team();
  if (teamId === undefined) return { kind: 'no-api' };
  const subject: Subject = { userName: settings.missionControlUser, groupName };
  const reading = await readTeam(client, teamId, subject, await settings.computersOf?.(customer));
  const isShown = reading.user === undefined || reading.user.computerIds !== undefined;
  if (settings.access === 'computer' && !isShown) return { kind: 'not-shown' };
  const lacks = [...lacksOf(settings.access, subject, reading), ...(await rmmLacks(settings, customer))];
  return { kind: 'read', subject, lacks };
}

async function rmmLacks({ via, rmmFlag }: SplashtopVisitSettings, customer: CustomerFile): Promise<Lack[]> {
  if (via === 'own' || rmmFlag === undefined || (await rmmFlag(customer))) return [];
  const what = 'the RMM does not install Splashtop on the site’s machines';
  return [{ what, todo: 'switch on the installation of Splashtop for the site in the RMM' }];
}

function wantedAccess(step: StepId, value: StepValues[StepId]): boolean {
  if (step === 'splashtop-access' && typeof value === 'boolean') return value;
  const detail = `the step ${step} does not belong to Splashtop’s computers`;
  throw new ProductError('our-request', { system: systemTitle, wanted: 'change the access', detail });
}

/** Here only a person can look; the table's remedy, to give the login a right, would not help. */
function notReadable({ kind }: Finding): Problem {
  const detail =
    kind === 'no-api'
      ? 'this team has no Open API, so the profile’s mode should be by-hand'
      : 'its API does not show who reaches which computer';
  const found = problem('permission-missing', { system: systemTitle, wanted: 'see the access', detail });
  return { ...found, remedy: problem('by-hand').remedy };
}

/** What was read, for people who look later. */
function keep(
  { customer, keep: store }: VisitContext,
  { subject, lacks }: Extract<Finding, { kind: 'read' }>,
): Promise<EvidenceReference> {
  const { companyId } = customer.systems.autotask;
  const text = JSON.stringify({ companyId, ...subject, lacks: lacks.map(({ what }) => what) }, undefined, 2);
  return store('splashtop-access.json', new TextEncoder().encode(text));
}
