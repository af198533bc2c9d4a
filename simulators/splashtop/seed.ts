import type { Computer, Group, SplashtopState, User } from './state.ts';

/** Mission Control's login in the sample team. */
export const MISSION_CONTROL_USER = 'help-desk@mission-control.example.com';
/** The team's id. */
export const TEAM_ID = 456_789;

/** Ids of the sample groups. */
export const SEEDED_GROUPS = {
  unsorted: 8_000,
  harborDental: 8_001,
  northwindLegal: 8_002,
  harborDentalWest: 8_003,
  crowd: 8_004,
  twinFirst: 8_005,
  twinSecond: 8_006,
  empty: 8_007,
} as const;

const GROUPS: readonly Group[] = [
  { id: SEEDED_GROUPS.unsorted, name: 'Default Group' },
  { id: SEEDED_GROUPS.harborDental, name: 'Harbor Dental Group (example)' },
  { id: SEEDED_GROUPS.northwindLegal, name: 'Northwind Legal LLP (example)' },
  { id: SEEDED_GROUPS.harborDentalWest, name: 'Harbor Dental Group West (example)' },
  { id: SEEDED_GROUPS.crowd, name: 'Cedar Freight (example)' },
  { id: SEEDED_GROUPS.twinFirst, name: 'Maple Law (example)' },
  { id: SEEDED_GROUPS.twinSecond, name: 'Maple Law (example)' },
  { id: SEEDED_GROUPS.empty, name: 'Lake Optics (example)' },
];

/** How many computers the largest group has: more than a page. */
const CROWD = 120;

function computers(): Computer[] {
  const { unsorted, harborDental, northwindLegal, crowd } = SEEDED_GROUPS;
  const named = (names: readonly string[], groupId: number, firstId: number) =>
    names.map((name, at) => ({ id: firstId + at, name, hostName: name, groupId }));
  const crowdNames = Array.from({ length: CROWD }, (_, at) => `CFR-PC-${String(at + 1).padStart(3, '0')}`);
  return [
    ...named(['HDG-FRONT-01', 'HDG-CHAIR-01', 'HDG-SRV-01'], harborDental, 9_001),
    ...named(['NWL-PARTNER-01'], northwindLegal, 9_011),
    // Set up, but not put into its customer's group.
    ...named(['NWL-RECEPTION-02'], unsorted, 9_012),
    // This customer has no group at all.
    ...named(['ACME-PC-01'], unsorted, 9_021),
    ...named(crowdNames, crowd, 9_101),
  ];
}

function users(): User[] {
  const groupIds = [SEEDED_GROUPS.harborDental, SEEDED_GROUPS.crowd, SEEDED_GROUPS.empty];
  return [
    user(7_001, 'office@example-msp.example.com', 'Example MSP', 'owner', []),
    user(7_002, 'sam@example-msp.example.com', 'Sam Okafor', 'admin', [SEEDED_GROUPS.northwindLegal]),
    user(7_003, MISSION_CONTROL_USER, 'Help desk team', 'member', groupIds),
  ];
}

function user(id: number, email: string, name: string, role: User['role'], groupIds: number[]): User {
  return { id, email, name, role, groupIds, computerIds: [] };
}

/**
 * The sample team: one customer in order, one whose group lacks Mission Control's login and one of its computers, one
 * without a group, two groups of one name, one group without computers. All people and companies are invented.
 */
export function splashtopSeed(): SplashtopState {
  return {
    teamId: TEAM_ID,
    users: users(),
    groups: structuredClone([...GROUPS]),
    computers: computers(),
    late: null,
    nextId: 10_000,
  };
}
