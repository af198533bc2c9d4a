import { stepIds } from '../../domain/steps/catalogue.ts';
import type { StepId } from '../../domain/steps/step.ts';
import type { Answer } from '../../workflows/messages.ts';
import { answer } from '../answer.ts';
import { CommandFailure } from '../command-failure.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Invocation } from '../invocation.ts';
import type { DecidingPerson } from '../profile.ts';

/** What `resolve` can answer, each an option of its own. */
export interface ResolveOptions {
  readonly retry?: true;
  /** Tries again with this one of the step's choices. */
  readonly choose?: string;
  readonly done?: true;
  readonly waive?: true;
  readonly auditOnly?: true;
  readonly onboardAnew?: true;
  readonly stop?: true;
  readonly goNow?: true;
  readonly reason?: string;
}

/** `onboard resolve NAME QUESTION`: answers an open step, whether the customer is live already, or a late go-live. */
export function resolveCommand(
  invocation: Invocation,
  name: string,
  question: string,
  options: ResolveOptions,
): Promise<ExitCode> {
  const makeAnswer = answerTo(question, options);
  const why = options.reason === undefined ? {} : { reason: options.reason };
  return answer(invocation, name, (_state, person) => makeAnswer({ ...person, ...why }));
}

type Answering = DecidingPerson & { readonly reason?: string };

/** Checked before anything is asked of the server: a wrong option costs nothing. */
function answerTo(question: string, options: ResolveOptions): (who: Answering) => Answer {
  if (question === 'already-live') {
    const choice = chosen(question, options, liveChoices);
    return (who) => ({ ...who, decision: 'already-live', choice });
  }
  if (question === 'late-go-live') {
    const choice = chosen(question, options, lateChoices);
    return (who) => ({ ...who, decision: 'late-go-live', choice });
  }
  const step = stepNamed(question);
  const { choose } = options;
  const choice = chosen(question, choose === undefined ? options : { ...options, retry: true }, stepChoices);
  if (choose !== undefined && choice !== 'retry')
    throw new CommandFailure('--choose goes with --retry only.');
  return (who) => ({ ...who, decision: 'open-step', step, choice, ...(choose !== undefined && { choose }) });
}

type Flag = Exclude<keyof ResolveOptions, 'reason' | 'choose'>;
type Choices<Choice> = readonly { readonly flag: Flag; readonly written: string; readonly choice: Choice }[];

const stepChoices = [
  { flag: 'retry', written: '--retry', choice: 'retry' },
  { flag: 'done', written: '--done', choice: 'done-by-hand' },
  { flag: 'waive', written: '--waive', choice: 'waive' },
] as const;

const liveChoices = [
  { flag: 'auditOnly', written: '--audit-only', choice: 'audit-only' },
  { flag: 'onboardAnew', written: '--onboard-anew', choice: 'onboard-anew' },
  { flag: 'stop', written: '--stop', choice: 'stop' },
] as const;

const lateChoices = [{ flag: 'goNow', written: '--go-now', choice: 'go-now' }] as const;

const flags = [...stepChoices, ...liveChoices, ...lateChoices].map(({ flag }) => flag);

/** Exactly one answer, and one that fits the question. */
function chosen<Choice>(question: string, options: ResolveOptions, choices: Choices<Choice>): Choice {
  const given = flags.filter((flag) => options[flag]);
  const fitting = choices.filter(({ flag }) => options[flag]);
  const [first] = fitting;
  if (first !== undefined && given.length === 1) return first.choice;
  const may = choices.map(({ written }) => written).join(', ');
  throw new CommandFailure(
    `To answer ${question}, give ${choices.length === 1 ? '' : 'exactly one of '}${may}.`,
  );
}

function stepNamed(name: string): StepId {
  const step = stepIds.find((id) => id === name);
  if (step !== undefined) return step;
  throw new CommandFailure(
    `There is no question “${name}”. There are already-live, late-go-live, and the steps ${stepIds.join(', ')}.`,
  );
}
