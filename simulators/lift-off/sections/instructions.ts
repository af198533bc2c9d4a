import type { Instructions } from '../state.ts';
import { type Section, textOf } from './section.ts';

const LONGEST = 2000;

/** The three texts with their labels, letter for letter from the runbook. */
export const INSTRUCTION_FIELDS: readonly { readonly field: keyof Instructions; readonly label: string }[] = [
  { field: 'newUser', label: 'New User Setup Instructions' },
  { field: 'newWorkstation', label: 'New Workstation Setup Instructions' },
  { field: 'userTermination', label: 'User Termination Instructions' },
];

/** What Mission Control is told to do with requests of three kinds. */
export const instructionsSection: Section = {
  slug: 'instructions',
  title: 'Instructions',
  read: ({ instructions }) => ({ ...instructions }),
  plan: (_account, values) => {
    const tooLong = INSTRUCTION_FIELDS.filter(({ field }) => textOf(values, field).length > LONGEST);
    return {
      problems: tooLong.map(({ label }) => `${label}: at most ${LONGEST} characters.`),
      apply: ({ instructions }) => {
        for (const { field } of INSTRUCTION_FIELDS) instructions[field] = textOf(values, field);
      },
    };
  },
};
