import type { CodeRequest } from '../../../activities/types.ts';
import { type BoardEntry, Refusal, type WebDesk, type Wish } from '../../../client/web/desk.ts';
import type { CustomerFile } from '../../../domain/customer-file.ts';
import type { CustomerId } from '../../../domain/ids.ts';
import { decisionNamed } from '../../../workflows/decisions/open-decisions.ts';
import { decisionIdOf } from '../../../workflows/decisions/refuse.ts';
import type { Answer } from '../../../workflows/messages.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { harbor } from '../states.ts';

/** What became of an answer in the fake: kept, and the decision closed as an onboarding would. */
interface Kept<What> {
  readonly customer: CustomerId;
  readonly said: What;
}

/** The desk without Temporal: states that a test puts there, and everything that was said to it. */
export class FakeDesk implements WebDesk {
  readonly states = new Map<CustomerId, OnboardingState>();
  /** By onboarding and update id: the same one again is the same answer. */
  readonly answers = new Map<string, Kept<Answer>>();
  readonly wishes = new Map<string, Kept<Wish>>();
  readonly codes: CodeRequest[] = [];
  readonly pictures = new Map<string, Uint8Array>();
  /** What the next thing that is said is refused with. */
  refusal: string | undefined;
  /** An error that no person should read the words of. */
  failure: Error | undefined;

  put(...states: readonly OnboardingState[]): void {
    for (const state of states) this.states.set(state.customerId, state);
  }

  async board(): Promise<BoardEntry[]> {
    this.#fail();
    return [...this.states.values()].map((state) => ({ listed: listed(state), state }));
  }

  async onboarding(customer: CustomerId) {
    this.#fail();
    const state = this.states.get(customer);
    return state && { state, closedAs: undefined };
  }

  async customerFile(): Promise<CustomerFile> {
    return harbor;
  }

  async answer(customer: CustomerId, answer: Answer, updateId: string) {
    this.#refuse();
    this.answers.set(`${customer} ${updateId}`, { customer, said: answer });
    const state = this.states.get(customer);
    if (state !== undefined) this.states.set(customer, answered(state, answer));
    return { sentence: `${answer.by} answered: ${answer.choice}.` };
  }

  async wish(customer: CustomerId, wish: Wish, updateId: string) {
    this.#refuse();
    this.wishes.set(`${customer} ${updateId}`, { customer, said: wish });
    return { sentence: `${wish.by}: ${wish.kind}.` };
  }

  async mailCode(request: CodeRequest) {
    this.#refuse();
    this.codes.push(request);
  }

  async evidence(key: string) {
    return this.pictures.get(key);
  }

  #refuse(): void {
    const { refusal } = this;
    this.refusal = undefined;
    if (refusal !== undefined) throw new Refusal(refusal);
  }

  #fail(): void {
    const { failure } = this;
    this.failure = undefined;
    if (failure !== undefined) throw failure;
  }
}

function listed({ customerId, stage, startedAt, plan }: OnboardingState): BoardEntry['listed'] {
  return {
    customer: customerId,
    workflowId: `onboarding-${customerId}`,
    model: 'per-incident',
    stage,
    goLive: plan?.goLive.instant,
    needsAttention: false,
    startedAt,
    execution: 'RUNNING',
  };
}

/** Closed by the answer, as far as pages see it; a remark leaves it open. */
function answered(state: OnboardingState, answer: Answer): OnboardingState {
  const id = decisionIdOf(answer);
  const { by, choice, reason = '' } = answer;
  const at = '2026-11-23T10:00:00.000Z';
  if (answer.decision === 'remark') {
    const kind = choice === 'reply' ? 'reply' : 'asked-back';
    const remarks = [...(state.remarks[id] ?? []), { kind, by, text: reason, at } as const];
    return { ...state, remarks: { ...state.remarks, [id]: remarks } };
  }
  const revision = decisionNamed(state, id)?.revision ?? '';
  const given = {
    decision: answer.decision,
    id,
    revision,
    round: 1,
    choice,
    by,
    provenBy: answer.provenBy,
    at,
  };
  return {
    ...state,
    stage: answer.decision === 'contract-terms' ? 'preparing' : state.stage,
    openItems: state.openItems.filter(({ step }) => step !== id),
    drift: state.drift.filter(({ step }) => `drift-${step}` !== id),
    answers: [...state.answers, reason === '' ? given : { ...given, reason }],
  };
}
