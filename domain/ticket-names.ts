/** R63 · Where tickets lie that Mission Control works on, and in whose name: no ticket of ours belongs there. */
const missionControlQueue = 'Help Desk';
const missionControlResource = 'Help Desk Support';

/** Statuses that hand a ticket over (R63), or that only rules and integrations set (R70). */
const statusesNeverOurs: readonly string[] = [
  'Returned to MC',
  'Note Emailed In',
  'Incomplete - Re-opened',
  'Customer or tech says close',
  'New',
  'Received Form Response',
  'Sent from MC',
  'Out of Scope',
  'MC No Contact',
  'MC Technical',
  'MC Informational',
  'MC Out of Scope',
];

/** R63 · Whether a ticket in that queue would be Mission Control's. */
export function isMissionControlQueue(label: string): boolean {
  return isSame(label, missionControlQueue);
}

/** R63 · Whether a ticket of that resource would be Mission Control's. */
export function isMissionControlResource(name: string): boolean {
  return isSame(name, missionControlResource);
}

/** R70 · Whether that status is not ours to set. */
export function isStatusNeverOurs(label: string): boolean {
  return statusesNeverOurs.some((status) => isSame(label, status));
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.toLowerCase();
}
