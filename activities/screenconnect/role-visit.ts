import { z } from 'zod';
import { ProductError } from '../../domain/problems.ts';
import { groupName } from '../../domain/steps/session-group.ts';
import type { BrowserPool } from '../browser/pool.ts';
import type { WithLease } from '../lease.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { OpenVisit, Reading, Visit } from '../visit.ts';
import { groupPathOf } from './group-path.ts';
import { decideSet, isEnough, ownNamesFor } from './permission-sets.ts';
import type { ScreenConnectPortal } from './portal.ts';
import { lastingProblem } from './reading.ts';
import { type AccessPlace, changeAccess, readAccess } from './role-access.ts';
import { type PermissionNames, permissionNames, type Role } from './role-entries.ts';
import type { ScreenConnectSettings } from './settings.ts';
import { openSitting, type ScreenConnectSitting } from './sitting.ts';

const STEP = 'session-group-access';
const namesSchema = z.array(z.string());

/**
 * R13 · How visits to the role of the outside help desk are opened: as the administrator, one login for all workers.
 * Opening throws `ProductError` as `openSitting` does.
 *
 * Writing replaces the whole role, so only one worker at a time does it, under the lease of that role.
 */
export function openScreenConnectRoleVisit(
  settings: ScreenConnectSettings,
  pool: BrowserPool,
  sessions: SessionStore,
  withLease: WithLease,
): OpenVisit {
  const sitter = { credentials: settings.administrator, home: settings.map.addresses.administration };
  return async (context) => {
    const path = groupPathOf(settings.groupPath, groupName(context.customer));
    const sitting = await openSitting({ settings, pool, sessions, withLease }, sitter, context);
    return visitOf(sitting, { roleName: settings.role, path }, withLease);
  };
}

function visitOf(sitting: ScreenConnectSitting, place: AccessPlace, withLease: WithLease): Visit {
  return {
    read: async (steps) => {
      const reading = { values: {}, problems: {}, signsOfLife: [], pictures: [] };
      if (!steps.includes(STEP)) return reading;
      return { ...reading, ...(await read(sitting, place)), pictures: sitting.collectPictures() };
    },
    write: async (step, value) => {
      if (step !== STEP) throw new Error(`The step ${step} is not one of a role.`);
      const names = permissionNames(namesSchema.parse(value));
      await withLease(`screenconnect-role-${place.roleName}`, () => write(sitting, place, names));
    },
    close: () => sitting.close(),
  };
}

async function read(
  sitting: ScreenConnectSitting,
  place: AccessPlace,
): Promise<Pick<Reading, 'values' | 'problems'>> {
  const look = async (portal: ScreenConnectPortal) => {
    const names = await readAccess(portal, place);
    await sitting.picture(portal, `${STEP}-read`);
    return names;
  };
  return sitting.during('read what the role may do', `${STEP}-read`, look).then(
    (names) => ({ values: { [STEP]: names }, problems: {} }),
    (error: unknown) => ({ values: {}, problems: { [STEP]: lastingProblem(error) } }),
  );
}

async function write(
  sitting: ScreenConnectSitting,
  place: AccessPlace,
  names: PermissionNames,
): Promise<void> {
  const picture = (portal: ScreenConnectPortal, when: string) => sitting.picture(portal, `${STEP}-${when}`);
  await sitting.during('change what the role may do', STEP, (portal) =>
    changeAccess(portal, { ...place, picture }, (role) => wantedOwn(portal, sitting, place, { role, names })),
  );
}

/**
 * Names that suffice to see and join stand for access, whose extent the role's other groups decide; all others, and
 * none at all, are what was there before, and come back as they were.
 */
function wantedOwn(
  portal: ScreenConnectPortal,
  { settings, context }: ScreenConnectSitting,
  { path }: AccessPlace,
  { role, names }: { readonly role: Role; readonly names: PermissionNames },
): PermissionNames {
  if (!isEnough(names)) return ownNamesFor(role, path, names);
  const question = { role, path, template: settings.groupPath, grant: settings.grant };
  const decision = decideSet({ ...question, chosen: context.choices[STEP] });
  if (decision.kind === 'decided') return ownNamesFor(role, path, [...names, ...decision.names]);
  const details = {
    system: portal.system,
    what: `the permissions on “${path.at(-1)}”`,
    detail: `the role’s other groups hold ${decision.sets.length} different sets of permissions`,
  };
  const choices = decision.sets.map(({ id, label }) => ({ id, label }));
  throw new ProductError('choice-needed', details, { choices });
}
