import { questions } from '../../domain/decisions.ts';
import { type PersonId, personIdSchema } from '../../domain/ids.ts';
import { DAY_MS, HOUR_MS } from '../../workflows/limits.ts';
import {
  type Answer,
  cancelUpdate,
  decideUpdate,
  driftSeenSignal,
  rescheduleUpdate,
  workflowTypes,
} from '../../workflows/messages.ts';
import { dana, FakeOnboarding, newCustomer, quickLimits, sam } from '../support/fake-onboarding.ts';
import { LIVE_VALUE } from '../support/fake-visits.ts';
import { type Office, taskQueue } from '../support/workflow-office.ts';

/** A proof as good as the policy below wants it. */
export const proven = 'token: test';
/** Nobody in the profile. */
export const stranger = personIdSchema.parse('kim');

/** Dana and Sam may decide everything, with a token at least; whoever started it does not decide what weighs much. */
export const everythingByBoth = {
  decisions: Object.fromEntries(questions.map((question) => [question, ['ops', 'technician']])),
  proof: Object.fromEntries(questions.map((question) => [question, 'token'])),
  aftercareDays: 30,
  accessBusinessDays: 1,
};

const off = { mode: 'off' };
const othersOff = { itGlue: off, dattoRmm: off, screenConnect: off, splashtop: off };

/** An onboarding that Sam has started, on which people prove who they are. */
export class Asked {
  readonly onboarding: FakeOnboarding;

  constructor(office: Office, customer = newCustomer()) {
    this.onboarding = new FakeOnboarding(office, customer);
  }

  async start(): Promise<this> {
    const { office, customer, workflowId } = this.onboarding;
    await office.client.workflow.start(workflowTypes.onboarding, {
      workflowId,
      taskQueue,
      args: [{ schema: 1, customer, fileHash: 'test', requestedBy: sam, limits: quickLimits }],
    });
    return this;
  }

  say(answer: Answer) {
    return this.onboarding.handle.executeUpdate(decideUpdate, { args: [answer] });
  }

  /** Dana approves the plan as it stands. */
  async approve(): Promise<void> {
    const { plan } = await this.onboarding.untilStage('waiting-for-approval');
    const planHash = plan?.hash ?? 'no plan';
    await this.say({ by: dana, provenBy: proven, decision: 'contract-terms', choice: 'approve', planHash });
  }

  /** Dana says that Partner Success has the hours (R9). */
  async confirmNote(): Promise<void> {
    await this.onboarding.untilAsked('hours-note');
    const step = { decision: 'open-step', step: 'hours-note', choice: 'done-by-hand' } as const;
    await this.say({ by: dana, provenBy: proven, ...step });
  }

  /** Approved, prepared, and gone to the instant. */
  async live(): Promise<void> {
    await this.start();
    await this.approve();
    await this.confirmNote();
    await this.onboarding.untilStage('ready');
    await this.onboarding.forwardToInstant(HOUR_MS);
    await this.onboarding.untilStage('aftercare');
  }
}

/** Where one kind of decision is asked, and how to answer it. */
export interface AskedStage {
  /** The decision's id. */
  readonly id: string;
  /** An answer that is taken, and a second one that comes too late. */
  readonly choice: string;
  readonly later: string;
  /** An answer that needs a reason. */
  readonly withReason?: string;
  /** Whoever started the onboarding may not answer. */
  readonly fourEyes: boolean;
  readonly arrive: (asked: Asked) => Promise<unknown>;
}

/** Every kind of decision. */
export const askedStages: readonly AskedStage[] = [
  {
    id: 'contract-terms',
    choice: 'approve',
    later: 'decline',
    withReason: 'decline',
    fourEyes: true,
    arrive: async (asked) => {
      await asked.start();
      await asked.onboarding.untilStage('waiting-for-approval');
    },
  },
  {
    id: 'hours-note',
    choice: 'done-by-hand',
    later: 'done-by-hand',
    withReason: 'waive',
    fourEyes: false,
    arrive: async (asked) => {
      await asked.start();
      await asked.approve();
      await asked.onboarding.untilAsked('hours-note');
    },
  },
  {
    id: 'already-live',
    choice: 'onboard-anew',
    later: 'stop',
    fourEyes: false,
    arrive: async (asked) => {
      asked.onboarding.outside.values['help-desk-field'] = LIVE_VALUE;
      await asked.start();
      await asked.onboarding.untilStage('already-live');
    },
  },
  {
    id: 'late-go-live',
    choice: 'go-now',
    later: 'go-now',
    fourEyes: true,
    arrive: async (asked) => {
      await asked.start();
      await asked.onboarding.untilStage('waiting-for-approval');
      await asked.onboarding.forwardToInstant(DAY_MS);
      await asked.approve();
      await asked.confirmNote();
      await asked.onboarding.untilStage('go-live-blocked');
      await asked.onboarding.until(({ openItems }) => openItems.length === 0, 'nothing to be open');
    },
  },
  {
    id: 'access-after-move',
    choice: 'keep',
    later: 'withdraw',
    fourEyes: false,
    arrive: arriveAtOpenAccess,
  },
  {
    id: 'drift-approvers',
    choice: 'ignore',
    later: 'repair',
    withReason: 'accept',
    fourEyes: false,
    arrive: async (asked) => {
      await asked.live();
      asked.onboarding.outside.meddle('approvers', []);
      const seenAt = (await asked.onboarding.now()).toISOString();
      await asked.onboarding.handle.signal(driftSeenSignal, { seenAt, steps: ['approvers'] });
      await asked.onboarding.until(({ drift }) => drift.length > 0, 'the drift');
    },
  },
  {
    id: 'end-after-live',
    choice: 'go-on',
    later: 'end',
    withReason: 'go-on',
    fourEyes: true,
    arrive: async (asked) => {
      await asked.live();
      await endAsked(asked, sam);
    },
  },
];

/** Asks for the end of a customer that is live. */
export function endAsked({ onboarding }: Asked, by: PersonId) {
  const request = { by, provenBy: proven, reason: 'they leave' };
  return onboarding.handle.executeUpdate(cancelUpdate, { args: [request] });
}

/** Access was opened some business days before; then the go-live moves away from it. */
async function arriveAtOpenAccess(asked: Asked): Promise<void> {
  const { onboarding } = asked;
  onboarding.office.useProfile({
    others: { ...othersOff, screenConnect: { mode: 'portal', url: 'https://screenconnect.example.com/' } },
    policies: everythingByBoth,
  });
  await asked.start();
  await asked.approve();
  await asked.confirmNote();
  const { plan } = await onboarding.state();
  await onboarding.forward({ until: new Date(Date.parse(plan?.policy.accessOpensAt ?? '') + 60_000) });
  await onboarding.untilStage('ready');
  await move(asked, 28 * DAY_MS);
  await onboarding.until(({ accessAskedAt }) => accessAskedAt !== undefined, 'access to be asked about');
}

/** Dana moves the go-live by so much. */
export async function move({ onboarding }: Asked, byMs: number, by: PersonId = dana): Promise<void> {
  const { plan } = await onboarding.state();
  if (plan === undefined) throw new Error('There is no plan to move.');
  const shifted = new Date(Date.parse(plan.goLive.instant) + byMs).toISOString();
  const [localDate = ''] = shifted.split('T');
  const goLive = { ...plan.goLive, localDate, instant: shifted.replace('.000Z', 'Z') };
  const request = { by, provenBy: proven, reason: 'they move house', goLive };
  await onboarding.handle.executeUpdate(rescheduleUpdate, { args: [request] });
}
