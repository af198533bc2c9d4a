import { ProductError } from '../../domain/problems.ts';
import { groupName } from '../../domain/steps/session-group.ts';
import type { JoinState } from '../../domain/steps/step.ts';
import type { BrowserPool } from '../browser/pool.ts';
import { trouble } from '../browser/portal.ts';
import type { WithLease } from '../lease.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { OpenVisit, Visit } from '../visit.ts';
import { closeGate, type Gate } from './gate.ts';
import { type GroupPath, groupPathOf } from './group-path.ts';
import { groupAwaited } from './group-trouble.ts';
import { openGroup } from './host-page.ts';
import { joinCommandOf } from './machine-menu.ts';
import type { ScreenConnectPortal } from './portal.ts';
import { lastingProblem } from './reading.ts';
import type { ScreenConnectSettings } from './settings.ts';
import { openSitting, type ScreenConnectSitting } from './sitting.ts';

const STEP = 'help-desk-join';

/**
 * R14 · How visits to the Host page are opened: as the help-desk user, in a browser context that never held a cookie of
 * the administrator. A proof only: nothing is written, nothing is joined; a join that begins all the same is ended
 * before it leaves the browser. Throws `profile-invalid` when
 * both users are the same. Opening throws `ProductError` as `openSitting` does.
 */
export function openScreenConnectHostVisit(
  settings: ScreenConnectSettings,
  pool: BrowserPool,
  sessions: SessionStore,
  withLease: WithLease,
): OpenVisit {
  const { administrator, helpDeskUser, map } = settings;
  if (administrator.user === helpDeskUser.user) {
    const detail = 'the help-desk user of ScreenConnect must be another one than its administrator (R14)';
    throw new ProductError('profile-invalid', { detail });
  }
  const sitter = { credentials: helpDeskUser, home: map.addresses.host };
  return async (context) => {
    const path = groupPathOf(settings.groupPath, groupName(context.customer));
    const sitting = await openSitting({ settings, pool, sessions, withLease }, sitter, context);
    try {
      const watch = (portal: ScreenConnectPortal) =>
        closeGate(portal.tab, map.services.initiatedJoin, async () => 'abort');
      const joins = await sitting.during('watch for joins', 'watch', watch);
      return visitOf(sitting, path, joins);
    } catch (error) {
      await sitting.close();
      throw error;
    }
  };
}

/** What was seen, and on which machine. */
interface Sight {
  readonly state: JoinState;
  readonly machine: string;
}

function visitOf(sitting: ScreenConnectSitting, path: GroupPath, joins: Gate): Visit {
  let last: Sight | undefined;
  const see = async () => {
    last = undefined;
    last = await sitting.during('see whether Join is offered', STEP, async (portal) => {
      const refuse = () => refuseJoins(portal, joins);
      return await lookAtGroup(sitting, portal, path).finally(refuse);
    });
    return last;
  };
  return {
    read: async (steps) => {
      const nothing = { values: {}, problems: {}, signsOfLife: [], pictures: [] };
      if (!steps.includes(STEP)) return nothing;
      const reading = await see().then(
        ({ state }) => ({ values: { [STEP]: state } }),
        (error: unknown) => ({ problems: { [STEP]: lastingProblem(error) } }),
      );
      return { ...nothing, ...reading, pictures: sitting.collectPictures() };
    },
    write: async () => {
      const sight = last ?? (await see());
      await sitting.during('have Join enabled', STEP, async (portal) => refuseOthers(portal, path, sight));
    },
    close: () => sitting.close(),
  };
}

async function lookAtGroup(
  sitting: ScreenConnectSitting,
  portal: ScreenConnectPortal,
  path: GroupPath,
): Promise<Sight> {
  const picture = () => sitting.picture(portal, `${STEP}-read`);
  const content = await openGroup(portal, path);
  if (content === 'machines') {
    const { machine, isEnabled } = await joinCommandOf(portal, picture);
    return { state: isEnabled ? 'enabled' : 'greyed', machine };
  }
  await picture();
  return { state: content, machine: '' };
}

/** Whatever was seen or went wrong: that a join began is worse. */
function refuseJoins(portal: ScreenConnectPortal, joins: Gate): void {
  if (joins.stopped() === 0) return;
  throw trouble(portal, 'our-request', { detail: 'a join had begun and was ended in the browser' });
}

/** Nothing can be written here: somebody installs an agent, or the role is not what it should be (R13). */
function refuseOthers(portal: ScreenConnectPortal, path: GroupPath, { state, machine }: Sight): void {
  if (state === 'enabled') return;
  if (state === 'group-missing') {
    throw groupAwaited(portal, path, 'the help-desk user does not see it yet');
  }
  if (state === 'group-empty') throw groupAwaited(portal, path, 'it has no machine to try yet');
  const detail = `Join is greyed out on ${machine}: look whether the user holds the role, and the role JoinSession on the group`;
  throw trouble(portal, 'not-verified', { detail });
}
