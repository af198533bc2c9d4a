import { z } from 'zod';
import type { Json } from '../kit/types.ts';
import type { Call } from './call.ts';
import { badRequest } from './errors.ts';
import { queryOf } from './paging.ts';
import { type Activity, takeId } from './state.ts';

const QUARTER_HOUR_MS = 15 * 60_000;

/** Notes what the API user did. */
export function logActivity(
  { context, state }: Call,
  done: { readonly category: string; readonly action: string; readonly siteUid?: string; deviceId?: number },
): void {
  state.activities.push({
    id: String(takeId(state)),
    at: context.clock.now().toISOString(),
    entity: done.deviceId === undefined ? 'USER' : 'DEVICE',
    category: done.category,
    action: done.action,
    siteUid: done.siteUid ?? null,
    deviceId: done.deviceId ?? null,
    details: '{}',
  });
}

const listed = z
  .string()
  .optional()
  .transform((text) => (text === undefined ? undefined : text.split(',')));
const instant = z.iso.datetime({ offset: true }).optional();
/** `size`, not `max`, counts here. */
const querySchema = z.object({
  size: z.coerce.number().int().positive().max(250).default(250),
  order: z.enum(['asc', 'desc']).default('desc'),
  searchAfter: z.string().optional(),
  from: instant,
  until: instant,
  entities: listed,
  categories: listed,
  actions: listed,
  siteIds: listed,
});
type Query = z.infer<typeof querySchema>;

function includes(wanted: readonly string[] | undefined, value: string): boolean {
  return wanted === undefined || wanted.some((one) => one.toLowerCase() === value.toLowerCase());
}

function fits(call: Call, query: Query, activity: Activity): boolean {
  const at = Date.parse(activity.at);
  const from =
    query.from === undefined ? call.context.clock.now().getTime() - QUARTER_HOUR_MS : Date.parse(query.from);
  const until = query.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(query.until);
  const site = call.state.sites.find(({ uid }) => uid === activity.siteUid);
  return (
    at >= from &&
    at <= until &&
    includes(query.entities, activity.entity) &&
    includes(query.categories, activity.category) &&
    includes(query.actions, activity.action) &&
    includes(query.siteIds, String(site?.id ?? ''))
  );
}

/** Instants are seconds with decimals here, unlike everywhere else. */
function render({ state }: Call, activity: Activity): Json {
  const site = state.sites.find(({ uid }) => uid === activity.siteUid);
  const { id, at, entity, category, action, deviceId, details } = activity;
  const device = state.devices.find((one) => one.id === deviceId);
  return {
    id,
    entity,
    category,
    action,
    date: Date.parse(at) / 1000,
    site: site ? { id: site.id, name: site.name } : null,
    deviceId,
    hostname: device?.hostname ?? null,
    user: { id: 1, userName: 'api-user', firstName: 'API', lastName: 'User' },
    details,
    hasStdOut: false,
    hasStdErr: false,
  };
}

/** `GET /v2/activity-logs`: a cursor instead of pages, the last quarter of an hour unless told otherwise. */
export function listActivities(call: Call): Json {
  const parsed = querySchema.safeParse(queryOf(call.request));
  if (!parsed.success) throw badRequest('bad query');
  const query = parsed.data;
  const ascending = call.state.activities.filter((activity) => fits(call, query, activity));
  const found = query.order === 'asc' ? ascending : ascending.toReversed();
  const start = found.findIndex(({ id }) => id === query.searchAfter) + 1;
  const shown = found.slice(start, start + query.size);
  const last = shown.at(-1);
  const next = new URL(`${call.context.url()}/api/v2/activity-logs`);
  for (const [name, value] of Object.entries(queryOf(call.request))) next.searchParams.set(name, value);
  next.searchParams.set('searchAfter', last?.id ?? '');
  const hasNext = start + shown.length < found.length;
  return {
    pageDetails: {
      count: shown.length,
      totalCount: found.length,
      prevPageUrl: null,
      nextPageUrl: hasNext ? next.href : null,
    },
    activities: shown.map((activity) => render(call, activity)),
  };
}
