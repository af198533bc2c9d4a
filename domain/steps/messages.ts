import type { Step, StepValues } from './step.ts';

type Word = StepValues['hours-note'] & StepValues['location-request'];

/** What a message and a person's word about it have in common (R22: without it only two persons together go on). */
const confirmed = {
  needs: [],
  satisfied: (read: Word, wanted: Word) => read === wanted,
  merged: (_read: Word, wanted: Word) => wanted,
  show: (done: Word) => (done ? 'sent, and confirmed to a named person' : 'not confirmed'),
  waiving: 'second-person',
} as const;

/**
 * R9 · Partner Success is told the hours in which users are to be serviced and what is accepted: those notes are the
 * only limit on hours. Go-live waits for a named person's word that they have it.
 */
export const hoursNote: Step<'hours-note'> = {
  ...confirmed,
  id: 'hours-note',
  title: 'Hours note to Partner Success',
  rules: ['R9'],
  record: 'partner-success',
  wanted: ({ customer: { service } }) =>
    service.model !== 'per-device' || service.acceptsDevicesNotOnboarded ? true : undefined,
  undo: {
    kind: 'none',
    why: 'a message cannot be taken back',
    followUp: 'Write to Partner Success that the customer does not go live.',
  },
  byHand: (_value, { names }) =>
    `Mail Partner Success (${names.partnerSuccess}) the help-desk hours and what is accepted; ` +
    'when they have confirmed, say so here.',
};

/** R11 · Customer Success activates all locations of a customer that has several; go-live needs a person's word. */
export const locationRequest: Step<'location-request'> = {
  ...confirmed,
  id: 'location-request',
  title: 'Location request to Customer Success',
  rules: ['R11'],
  record: 'customer-success',
  wanted: ({ customer, facts }) =>
    (facts.activeLocations ?? customer.locations).length > 1 ? true : undefined,
  undo: {
    kind: 'none',
    why: 'a message cannot be taken back',
    followUp: 'Write to Customer Success that the customer does not go live.',
  },
  byHand: (_value, { names }) =>
    `Mail Customer Success (${names.customerSuccess}) the list of locations and ask them to activate all; ` +
    'when they have, say so here.',
};
