import { z } from 'zod';
import { across } from '../across.ts';
import { countSchema, textSchema } from '../field-schemas.ts';
import { isMissionControlQueue, isStatusNeverOurs } from '../ticket-names.ts';

const shape = z.strictObject({
  mode: z
    .enum(['off', 'on'])
    .default('off')
    .describe(
      'A ticket per onboarding whose checklist shows how it stands. Needs systems.autotask.mode api.',
    ),
  queue: textSchema.default('').describe('Where it lies: a queue of your own. Needed in mode on.'),
  status: textSchema.default('In Progress').describe('Its status while the onboarding is under way.'),
  completeStatus: textSchema.default('Complete').describe('Its status at the end.'),
  priority: textSchema.default('Medium'),
  source: textSchema.optional(),
  category: textSchema.optional(),
  noteType: textSchema.default('Task Notes').describe('The kind of its notes.'),
  checklistLimit: countSchema(100).default(40).describe('How many items a checklist of your Autotask holds.'),
});

/** The onboarding ticket: the labels that it gets. It is neither Mission Control's (R63) nor in a rule's status (R70). */
export const onboardingTicketSchema = across(
  shape,
  z.object({ mode: z.literal('on'), queue: z.string().default(''), status: z.string().default('') }),
  ({ queue, status }, complain) => {
    if (queue === '')
      complain(['queue'], 'is needed in mode on', 'Name a queue of your own, such as Triage.');
    if (isMissionControlQueue(queue))
      complain(
        ['queue'],
        'is where Mission Control works (R63)',
        'Name a queue of your own, such as Triage.',
      );
    if (isStatusNeverOurs(status))
      complain(
        ['status'],
        'is set by rules, integrations or for Mission Control only (R63, R70)',
        'Name a status that people set, such as In Progress.',
      );
  },
);
