import type { CodeRequest } from '../../activities/types.ts';
import type { CustomerFile } from '../../domain/customer-file.ts';
import type { CustomerId, PersonId } from '../../domain/ids.ts';
import type { Answer, AnswerReceipt, Reschedule, Signed } from '../../workflows/messages.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import type { ListedOnboarding } from '../listing.ts';
import type { Onboarding } from '../onboarding-client.ts';

/** An onboarding on the board; without a state while its workflow does not answer. */
export interface BoardEntry {
  readonly listed: ListedOnboarding;
  readonly state: OnboardingState | undefined;
}

/** What a person asks for without being asked. */
export type Wish =
  | (Signed & { readonly kind: 'hold' | 'release' | 'cancel' })
  | (Reschedule & { readonly kind: 'reschedule' });

/** All that pages do outside of this process: Temporal and the evidence store, never a vendor. Tests bring a fake. */
export interface WebDesk {
  /** The onboardings that run. */
  board(): Promise<readonly BoardEntry[]>;
  /** Undefined when there was none. */
  onboarding(customer: CustomerId): Promise<Onboarding | undefined>;
  /** The customer file that the onboarding goes by. */
  customerFile(customer: CustomerId): Promise<CustomerFile>;
  /** Answers a decision; the same update id is one answer, however often it is sent. Throws `Refusal`. */
  answer(customer: CustomerId, answer: Answer, updateId: string): Promise<AnswerReceipt>;
  /** Throws `Refusal`. */
  wish(customer: CustomerId, wish: Wish, updateId: string): Promise<AnswerReceipt>;
  /** Has a worker mail the code of a challenge. Throws `Refusal` when it cannot be mailed. */
  mailCode(request: CodeRequest): Promise<void>;
  /** Bytes of the evidence store; undefined when nothing lies there. */
  evidence(key: string): Promise<Uint8Array | undefined>;
}

/** What a workflow did not accept, as a sentence for the person. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Somebody of the profile, as this process knows them. */
export interface Viewer {
  readonly person: PersonId;
  readonly name: string;
  /** As answers record it: `oidc: …`, `mailed code: …`, `token: …`, `claimed: …`. */
  readonly provenBy: string;
  /** When they signed in, in milliseconds since 1970. */
  readonly startedAt: number;
}
