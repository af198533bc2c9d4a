import {
  type CalendarSpecDescription,
  type Client,
  ScheduleAlreadyRunning,
  type ScheduleDescription,
  ScheduleNotFoundError,
} from '@temporalio/client';
import { REMINDERS_EVERY_MINUTES } from '../domain/nudges.ts';
import { defaultTaskQueue, workflowTypes } from '../workflows/messages.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Few enough for the PSA's hourly budget, often enough for whoever has just ticked something. */
const TICKETS_EVERY_MS = 15 * MINUTE_MS;
/** When the morning is told, unless the profile says otherwise. */
const MORNING = '06:00';

/** What the Schedules follow. */
export interface ScheduleWish {
  /** Zone in which "daily, early in the morning" is meant: the MSP's. */
  readonly timeZone: string;
  /** Local time of the morning's message, `06:00` by default. */
  readonly morningAt?: string;
  readonly taskQueue?: string;
  /** Makes new Schedules paused: the harness starts sweeps itself, at the instants of skipped time. */
  readonly schedulesPaused?: boolean;
}

/** A sweep that runs by itself. */
interface Sweep {
  readonly scheduleId: string;
  readonly workflowType: string;
  readonly workflowId: string;
  /** Local time of day in the wish's zone, or every so many milliseconds. */
  readonly when: (wish: ScheduleWish) => { readonly at: string } | { readonly everyMs: number };
  readonly what: string;
}

/** Every sweep, in the order of the day. */
const sweeps: readonly Sweep[] = [
  {
    scheduleId: 'sweep-drift-daily',
    workflowType: workflowTypes.driftSweep,
    workflowId: 'sweep-drift',
    when: () => ({ at: '04:30' }),
    what: 'Looks daily whether live customers are still as agreed',
  },
  {
    scheduleId: 'sweep-interlock-daily',
    workflowType: workflowTypes.interlockSweep,
    workflowId: 'sweep-interlock',
    when: () => ({ at: '05:30' }),
    what: 'R1: looks daily whether a waiting customer takes tickets already',
  },
  {
    scheduleId: 'sweep-morning-daily',
    workflowType: workflowTypes.morningSweep,
    workflowId: 'sweep-morning',
    when: ({ morningAt = MORNING }) => ({ at: morningAt }),
    what: 'Tells each morning who goes live, and fetches the heartbeat address',
  },
  {
    scheduleId: 'sweep-reminders',
    workflowType: workflowTypes.reminderSweep,
    workflowId: 'sweep-reminders',
    when: () => ({ everyMs: REMINDERS_EVERY_MINUTES * MINUTE_MS }),
    what: 'Reminds people of decisions that wait for them',
  },
  {
    scheduleId: 'sweep-tickets',
    workflowType: workflowTypes.ticketSweep,
    workflowId: 'sweep-tickets',
    when: () => ({ everyMs: TICKETS_EVERY_MS }),
    what: 'Reads the onboarding tickets in the PSA for what people have ticked',
  },
];

/** The names of the Schedules that workers insist on. */
export const scheduleIds: readonly string[] = sweeps.map(({ scheduleId }) => scheduleId);

/** Makes every Schedule that is not there, and sets the times of those that are. Tells each, one line. */
export async function setUpSchedules(client: Client, wish: ScheduleWish): Promise<string[]> {
  const told: string[] = [];
  for (const sweep of sweeps) told.push(await setUpSchedule(client, sweep, wish));
  return told;
}

/** The names of the Schedules that are not there. */
export async function missingSchedules(client: Client): Promise<string[]> {
  const missing: string[] = [];
  for (const id of scheduleIds) if ((await describe(client, id)) === undefined) missing.push(id);
  return missing;
}

async function setUpSchedule(client: Client, sweep: Sweep, wish: ScheduleWish): Promise<string> {
  const { scheduleId } = sweep;
  const times = timesOf(sweep, wish);
  if (await create(client, sweep, wish)) return `Schedule ${scheduleId}: made, ${times}.`;
  const known = await describe(client, scheduleId);
  if (known === undefined || timesIn(known) === times) return `Schedule ${scheduleId}: there, ${times}.`;
  const { spec } = scheduleOf(sweep, wish);
  await client.schedule.getHandle(scheduleId).update((previous) => ({ ...previous, spec }));
  return `Schedule ${scheduleId}: now ${times}.`;
}

/** False where it is there already. */
async function create(client: Client, sweep: Sweep, wish: ScheduleWish): Promise<boolean> {
  try {
    await client.schedule.create(scheduleOf(sweep, wish));
    return true;
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return false;
    throw error;
  }
}

function scheduleOf(sweep: Sweep, wish: ScheduleWish) {
  const { scheduleId, workflowType, workflowId, what } = sweep;
  const { taskQueue = defaultTaskQueue, schedulesPaused: paused = false } = wish;
  return {
    scheduleId,
    spec: specOf(sweep, wish),
    action: { type: 'startWorkflow' as const, workflowType, workflowId, taskQueue, args: [] },
    // A day that was missed is made up for; of reminders, the latest sweep does what all before it would have.
    policies: { overlap: 'SKIP' as const, catchupWindow: 'at' in sweep.when(wish) ? DAY_MS : MINUTE_MS },
    state: { paused },
    memo: { what },
  };
}

function specOf(sweep: Sweep, wish: ScheduleWish) {
  const when = sweep.when(wish);
  if ('everyMs' in when) return { intervals: [{ every: when.everyMs }] };
  const [hour = 0, minute = 0] = when.at.split(':').map(Number);
  return { calendars: [{ hour, minute }], timezone: wish.timeZone };
}

function timesOf(sweep: Sweep, wish: ScheduleWish): string {
  const when = sweep.when(wish);
  return 'at' in when ? `daily at ${when.at} ${wish.timeZone}` : every(when.everyMs);
}

/** What a Schedule of ours says of its times, in the same words. */
function timesIn({ spec }: ScheduleDescription): string {
  const [interval] = spec.intervals ?? [];
  if (interval !== undefined) return every(Number(interval.every));
  const [calendar] = spec.calendars ?? [];
  return calendar === undefined ? 'never' : `daily at ${timeOf(calendar)} ${spec.timezone ?? 'UTC'}`;
}

function timeOf({ hour, minute }: CalendarSpecDescription): string {
  const two = (ranges: typeof hour) => String(ranges[0]?.start ?? 0).padStart(2, '0');
  return `${two(hour)}:${two(minute)}`;
}

function every(ms: number): string {
  return `every ${ms / MINUTE_MS} minutes`;
}

async function describe(client: Client, id: string): Promise<ScheduleDescription | undefined> {
  try {
    return await client.schedule.getHandle(id).describe();
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}
