import type { Step, StepId, StepValues, Wish } from './step.ts';

/** R60 · The number that users call. */
export const helpDeskNumber = '(347) 308-6455';

type Task = Extract<StepId, 'test-call' | 'test-ticket' | 'user-notice'>;
type Word = StepValues[Task];

/** R24 · What tasks have in common that only a person can do on the day: they hold nothing up, and none is needed. */
const byAPerson = {
  record: 'go-live-day',
  rules: ['R24'],
  needs: [],
  optional: true,
  satisfied: (read: Word, wanted: Word) => read === wanted,
  merged: (_read: Word, wanted: Word) => wanted,
  show: (done: Word) => (done ? 'done, says a named person' : 'not done'),
  waiving: 'with-reason',
} as const;

const wantedOnTheDay =
  (task: Task) =>
  ({ phase, names }: Wish): Word | undefined =>
    phase === 'live' && names.dayTasks.includes(task) ? true : undefined;

/** R24 · Somebody calls the help desk as a user would. */
export const testCall: Step<'test-call'> = {
  ...byAPerson,
  id: 'test-call',
  title: 'Test call to the help desk',
  wanted: wantedOnTheDay('test-call'),
  undo: { kind: 'none', why: 'a call cannot be taken back', followUp: 'Nothing is left to do about it.' },
  byHand: (_value, { customer: { name } }) =>
    `Call ${helpDeskNumber} in the help-desk hours of ${name} and ask for the help desk team as a user of ${name} would. ` +
    `The call must be answered under your name, and ${name} must be known.`,
};

/** R24 · Mission Control takes a ticket of the customer. */
export const testTicket: Step<'test-ticket'> = {
  ...byAPerson,
  id: 'test-ticket',
  title: 'Test ticket',
  wanted: wantedOnTheDay('test-ticket'),
  undo: {
    kind: 'none',
    why: 'a ticket cannot be taken back',
    followUp: 'Close the test ticket if it is still open.',
  },
  byHand: (_value, { customer: { name } }) =>
    `Autotask → Tickets → New, template “[Mission Control] return to MC”: account ${name}, title “Test, please accept”. ` +
    'When Mission Control has accepted it, close it, then say so here.',
};

/** R24, R60 · The customer's users are told number and hours; the text is a draft for the admin. */
export const userNotice: Step<'user-notice'> = {
  ...byAPerson,
  id: 'user-notice',
  title: 'Notice to the users',
  wanted: wantedOnTheDay('user-notice'),
  undo: {
    kind: 'none',
    why: 'a notice cannot be taken back',
    followUp: 'Tell the users that the help desk team is no longer there for them.',
  },
  byHand: (_value, { customer: { name } }) =>
    `Send the users of ${name} the number ${helpDeskNumber} and the hours in which the help desk team is there for them.`,
};
