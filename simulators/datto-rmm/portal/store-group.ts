import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type SiteGroup, type Tenant, takeId } from '../state.ts';
import { editBehind } from './groups.ts';
import type { Portal } from './portal.ts';
import type { Visitor } from './routes/admission.ts';
import { SERVER_ERROR } from './routes/problems.ts';

const groupBody = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(50, 'The name can have at most 50 characters.'),
  siteUids: z.array(z.string()),
});
type GroupBody = z.infer<typeof groupBody>;

/** Why a group was not stored, or seems not to have been. */
interface Refusal {
  readonly status: number;
  readonly problem: string;
}

/** Stores a group, all of it: what the page did not know of is lost. Tells why not, otherwise. */
export function store(
  portal: Portal,
  { seat, session }: Visitor,
  request: FastifyRequest,
  group: SiteGroup | undefined,
): Refusal | undefined {
  const { context } = portal;
  if (context.strike(request, 'save-500')) return { status: 500, problem: SERVER_ERROR };
  const parsed = groupBody.safeParse(request.body);
  if (!parsed.success) return { status: 422, problem: parsed.error.issues[0]?.message ?? 'Invalid input.' };
  const tenant = portal.tenant(seat.account);
  const isTaken = tenant.siteGroups.some((other) => other !== group && other.name === parsed.data.name);
  if (isTaken) return { status: 422, problem: 'A site group with this name already exists.' };
  if (group) editBehind(portal, request, tenant, group);
  context.change(session.email, () => write(portal, tenant, group, parsed.data));
  if (portal.settings.groupActivity === 'present') tellActivity(portal, parsed.data.name);
  return context.strike(request, 'save-500-after-commit')
    ? { status: 500, problem: SERVER_ERROR }
    : undefined;
}

function write(portal: Portal, tenant: Tenant, group: SiteGroup | undefined, body: GroupBody): void {
  const known = new Set(tenant.sites.map(({ uid }) => uid));
  const siteUids = [...new Set(body.siteUids)].filter((uid) => known.has(uid));
  if (!group) {
    tenant.siteGroups.push({ id: takeId(portal.context.state()), name: body.name, siteUids });
    return;
  }
  portal.memory().formerCounts.set(group.id, group.siteUids.length);
  Object.assign(group, { name: body.name, siteUids });
}

/** Whether the log tells of groups is not known. */
function tellActivity({ context }: Portal, name: string): void {
  const state = context.state();
  state.activities.push({
    id: String(takeId(state)),
    at: context.clock.now().toISOString(),
    entity: 'USER',
    category: 'site-group',
    action: 'edit',
    siteUid: null,
    deviceId: null,
    details: JSON.stringify({ siteGroup: name }),
  });
}
