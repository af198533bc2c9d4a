import { CommandFailure } from '../command-failure.ts';

/** What `decide` takes beside names. */
export interface DecideOptions {
  readonly answer?: string;
  readonly reason?: string;
  readonly accept?: readonly string[];
  readonly askBack?: string;
  readonly reply?: string;
  /** The revision of the decision that the person has read; stands for a yes. */
  readonly revision?: string;
  readonly cause?: string;
  readonly yes?: boolean;
}

/** What somebody wants to say of a decision. */
export type Wish =
  | { readonly kind: 'answer'; readonly choice: string; readonly reason: string | undefined }
  | { readonly kind: 'ask-back' | 'reply'; readonly text: string };

/** What the options say; undefined when they leave it open. Throws `CommandFailure` where they say two things. */
export function wishOf({ answer, askBack, reply, reason }: DecideOptions): Wish | undefined {
  const wishes: Wish[] = [
    ...(answer === undefined ? [] : [{ kind: 'answer', choice: answer, reason } as const]),
    ...(askBack === undefined ? [] : [{ kind: 'ask-back', text: askBack } as const]),
    ...(reply === undefined ? [] : [{ kind: 'reply', text: reply } as const]),
  ];
  if (wishes.length > 1) throw new CommandFailure('Give one of --answer, --ask-back and --reply.');
  return wishes.at(0);
}
