import type { Row } from './entities/types.ts';
import { API_ONLY_LICENSE } from './rules.ts';

/** The resource behind the API credentials: an API-only user, assignable to nothing. */
export const API_RESOURCE = 29_682_885;
/** The resource that stands for the outside help desk on tickets (R63). */
export const HELP_DESK_RESOURCE = 29_682_899;
/** The role in which it works. */
export const HELP_DESK_ROLE = 29_682_834;
/** A technician, in two roles. */
export const TECHNICIAN = 29_682_901;
/** The technician's default role. */
export const TECHNICIAN_ROLE = 29_682_833;

function resource(id: number, firstName: string, lastName: string, licenseType: number): Row {
  const userName = `${firstName}.${lastName}`.toLowerCase().replaceAll(' ', '-');
  const email = `${userName}@example-msp.example.com`;
  return { id, fields: { firstName, lastName, userName, email, licenseType, isActive: true }, udf: {} };
}

/** People of the MSP, and its API user. */
export function buildResources(): Row[] {
  return [
    resource(API_RESOURCE, 'Onboard', 'API', API_ONLY_LICENSE),
    resource(29_682_886, 'Morgan', 'Reyes', 1),
    resource(HELP_DESK_RESOURCE, 'Help Desk', 'Support', 1),
    resource(TECHNICIAN, 'Sam', 'Okafor', 1),
  ];
}

/** Roles. */
export function buildRoles(): Row[] {
  const role = (id: number, name: string): Row => ({ id, fields: { name, isActive: true }, udf: {} });
  return [
    role(TECHNICIAN_ROLE, 'Engineer'),
    role(HELP_DESK_ROLE, 'Help Desk'),
    role(29_682_835, 'Project Manager'),
  ];
}

/** Which resource works in which role. */
export function buildServiceDeskRoles(): Row[] {
  const pair = (id: number, resourceID: number, roleID: number, isDefault: boolean): Row => ({
    id,
    fields: { resourceID, roleID, isActive: true, isDefault },
    udf: {},
  });
  return [
    pair(1, HELP_DESK_RESOURCE, HELP_DESK_ROLE, true),
    pair(2, TECHNICIAN, TECHNICIAN_ROLE, true),
    pair(3, TECHNICIAN, HELP_DESK_ROLE, false),
  ];
}
