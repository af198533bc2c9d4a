import { stepIds } from '../../domain/steps/catalogue.ts';
import { answer } from '../answer.ts';
import { CommandFailure } from '../command-failure.ts';
import { answerTo, askedNow } from '../deciding/asked-now.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Invocation } from '../invocation.ts';

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
  readonly withdraw?: true;
  readonly keep?: true;
  readonly accept?: true;
  readonly repair?: true;
  readonly ignore?: true;
  readonly end?: true;
  readonly goOn?: true;
  readonly reason?: string;
}

/** `onboard resolve NAME QUESTION`: a shortcut for answers that need no more than a word; bound to what is asked now. */
export function resolveCommand(
  invocation: Invocation,
  name: string,
  question: string,
  options: ResolveOptions,
): Promise<ExitCode> {
  const choice = choiceIn(question, options);
  const why = options.reason === undefined ? {} : { reason: options.reason };
  return answer(invocation, name, (state, person) =>
    answerTo(askedNow(state, question), { ...person, ...why, choice }),
  );
}

/** Checked before anything is asked of the server: a wrong option costs nothing. */
function choiceIn(question: string, options: ResolveOptions): string {
  const choices = choicesOf(question);
  const { choose } = options;
  if (choose === undefined) return chosen(question, options, choices);
  if (choices !== stepChoices || chosen(question, { ...options, retry: true }, choices) !== 'retry')
    throw new CommandFailure('--choose goes with --retry only.');
  return `choose:${choose}`;
}

type Flag = Exclude<keyof ResolveOptions, 'reason' | 'choose'>;
/** An option of the command line, and the answer that it stands for. */
type Choices = readonly { readonly flag: Flag; readonly written: string; readonly choice: string }[];

const stepChoices: Choices = [
  { flag: 'retry', written: '--retry', choice: 'retry' },
  { flag: 'done', written: '--done', choice: 'done-by-hand' },
  { flag: 'waive', written: '--waive', choice: 'waive' },
];

const driftChoices: Choices = [
  { flag: 'accept', written: '--accept', choice: 'accept' },
  { flag: 'repair', written: '--repair', choice: 'repair' },
  { flag: 'ignore', written: '--ignore', choice: 'ignore' },
];

const named: { readonly [question: string]: Choices } = {
  'already-live': [
    { flag: 'auditOnly', written: '--audit-only', choice: 'audit-only' },
    { flag: 'onboardAnew', written: '--onboard-anew', choice: 'onboard-anew' },
    { flag: 'stop', written: '--stop', choice: 'stop' },
  ],
  'late-go-live': [{ flag: 'goNow', written: '--go-now', choice: 'go-now' }],
  'access-after-move': [
    { flag: 'withdraw', written: '--withdraw', choice: 'withdraw' },
    { flag: 'keep', written: '--keep', choice: 'keep' },
  ],
  'end-after-live': [
    { flag: 'end', written: '--end', choice: 'end' },
    { flag: 'goOn', written: '--go-on', choice: 'go-on' },
  ],
};

const flags = [...stepChoices, ...driftChoices, ...Object.values(named).flat()].map(({ flag }) => flag);

function choicesOf(question: string): Choices {
  const choices = Object.hasOwn(named, question) ? named[question] : undefined;
  if (choices !== undefined) return choices;
  if (stepIds.some((id) => id === question)) return stepChoices;
  if (stepIds.some((id) => `drift-${id}` === question)) return driftChoices;
  throw new CommandFailure(
    `There is no question “${question}”. There are ${Object.keys(named).join(', ')}, the steps ` +
      `${stepIds.join(', ')}, and drift- before the name of a step. What is asked now: onboard decide NAME`,
  );
}

/** Exactly one answer, and one that fits the question. */
function chosen(question: string, options: ResolveOptions, choices: Choices): string {
  const given = flags.filter((flag) => options[flag]);
  const fitting = choices.filter(({ flag }) => options[flag]);
  const [first] = fitting;
  if (first !== undefined && given.length === 1) return first.choice;
  const may = choices.map(({ written }) => written).join(', ');
  throw new CommandFailure(
    `To answer ${question}, give ${choices.length === 1 ? '' : 'exactly one of '}${may}.`,
  );
}
