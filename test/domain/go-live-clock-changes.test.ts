import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { showMove } from '../../domain/go-live.ts';
import { type GoLiveResolution, type ResolvedGoLive, resolveGoLive } from '../../domain/go-live-instant.ts';
import { customerOf } from './examples.ts';

const options = { minutesBeforeHours: 30, tzVersion: '2026c', holidays: [] };
const template = customerOf['time-based'];

const STEP_MS = 14 * 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
const start = Date.UTC(2026, 10, 1);
const end = Date.UTC(2028, 11, 1);
const zones = Intl.supportedValuesOf('timeZone');

/** The changes of clocks of a zone in the next two years, as clocks show them before and after; found by bisection. */
function changesOf(zone: string): { before: Temporal.PlainDateTime; after: Temporal.PlainDateTime }[] {
  const found: { before: Temporal.PlainDateTime; after: Temporal.PlainDateTime }[] = [];
  for (let at = start; at < end; at += STEP_MS) {
    const [offset, next] = [offsetAt(zone, at), offsetAt(zone, at + STEP_MS)];
    if (offset === next) continue;
    const change = Temporal.Instant.fromEpochMilliseconds(changeBetween(zone, at, at + STEP_MS));
    const clock = (ms: number) =>
      change.add({ milliseconds: ms }).toZonedDateTimeISO('UTC').toPlainDateTime();
    found.push({ before: clock(offset), after: clock(next) });
  }
  return found;
}

/** The first minute with the offset that holds at the end. */
function changeBetween(zone: string, from: number, to: number): number {
  if (to - from <= MINUTE_MS) return to;
  const middle = Math.floor((from + to) / 2 / MINUTE_MS) * MINUTE_MS;
  return offsetAt(zone, middle) === offsetAt(zone, from)
    ? changeBetween(zone, middle, to)
    : changeBetween(zone, from, middle);
}

/** What the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  return Date.parse(`${clockIn(zone, new Date(at)).replace(' ', 'T')}Z`) - at;
}

test('every change of clocks of the next two years, in every zone, is refused between two neighbours that are clear', () => {
  let seen = 0;
  for (const zone of zones) {
    for (const { before, after } of changesOf(zone)) {
      seen += 1;
      const [low, high] =
        Temporal.PlainDateTime.compare(before, after) < 0 ? [before, after] : [after, before];
      const middle = low.add({ minutes: Math.floor(low.until(high).total('minutes') / 2) });
      const neighbours = [low.subtract({ minutes: 1 }), high];
      for (const local of [low, middle, high.subtract({ minutes: 1 })])
        expect([zone, resolve(local, zone)]).toEqual([zone, refusedBetween(neighbours)]);
      for (const local of neighbours) expect([zone, localTimeOf(local, zone)]).toEqual([zone, shown(local)]);
    }
  }
  expect(seen).toBeGreaterThan(400);
});

test('a leap day begins and ends in every zone', () => {
  for (const zone of zones) {
    for (const time of ['2028-02-29T00:00', '2028-02-29T23:59']) {
      const local = Temporal.PlainDateTime.from(time);
      expect([zone, localTimeOf(local, zone)]).toEqual([zone, shown(local)]);
    }
  }
});

test.each([
  ['Asia/Kolkata', '01:30'],
  ['Asia/Kathmandu', '01:15'],
  ['Asia/Kabul', '02:30'],
  ['Asia/Yangon', '00:30'],
  ['Australia/Eucla', '22:15'],
  ['Australia/Adelaide', '20:30'],
  ['Australia/Lord_Howe', '20:00'],
  ['Pacific/Chatham', '17:15'],
  ['Pacific/Marquesas', '16:30'],
  ['America/St_Johns', '10:30'],
])('07:00 on 2027-01-11 in %s is %s in UTC, though its offset is no whole hour', (zone, utc) => {
  const resolution = resolve(Temporal.PlainDateTime.from('2027-01-11T07:00'), zone);
  expect(resolution).toMatchObject({ ok: true, goLive: { instant: expect.stringContaining(`T${utc}:00Z`) } });
});

test.each([
  ['Australia/Lord_Howe', '2027-10-03T02:15', '2027-10-03 01:59 or 2027-10-03 02:30'],
  ['Australia/Lord_Howe', '2027-04-04T01:45', '2027-04-04 01:29 or 2027-04-04 02:00'],
  ['Pacific/Chatham', '2027-09-26T03:15', '2027-09-26 02:44 or 2027-09-26 03:45'],
  ['Pacific/Chatham', '2027-04-04T03:15', '2027-04-04 02:44 or 2027-04-04 03:45'],
  ['Australia/Adelaide', '2027-10-03T02:30', '2027-10-03 01:59 or 2027-10-03 03:00'],
  ['America/St_Johns', '2027-11-07T01:30', '2027-11-07 00:59 or 2027-11-07 02:00'],
])('%s: instead of %s one can choose %s', (zone, local, neighbours) => {
  expect(resolve(Temporal.PlainDateTime.from(local), zone)).toEqual({
    ok: false,
    sentence: expect.stringContaining(neighbours),
  });
});

describe('zones that gave up changing their clocks, so that winter depends on the age of the data', () => {
  const winter = Temporal.PlainDateTime.from('2026-12-14T07:00');
  test.each([
    ['America/Vancouver', '-07:00', '-08:00'],
    ['America/Edmonton', '-06:00', '-07:00'],
  ])(
    '%s: what other data said is shown beside what holds now, and the local time is kept',
    (zone, ...rules) => {
      const fresh = goLiveOf(winter, zone);
      expect(rules).toContain(fresh.offset);
      expect(localTimeOf(winter, zone)).toBe('2026-12-14 07:00');

      const [otherOffset = ''] = rules.filter((offset) => offset !== fresh.offset);
      const instant = new Date(`2026-12-14T07:00${otherOffset}`).toISOString().replace('.000', '');
      const agreed = { ...fresh, offset: otherOffset, instant, tzVersion: 'of another year' };
      expect(showMove(agreed, fresh)).toBe(
        `The clocks of ${zone} follow other rules (time-zone data of another year then, 2026c now): ` +
          `2026-12-14 07:00 there is 2026-12-14 ${fresh.instant.slice(11, 16)} UTC, ` +
          `no longer 2026-12-14 ${instant.slice(11, 16)} UTC. The local time stays as agreed.`,
      );
      expect(showMove({ ...fresh, tzVersion: 'of another year' }, fresh)).toBeUndefined();
    },
  );

  test('another local time is no matter of rules and told as a move', () => {
    const [agreed, fresh] = [winter, winter.add({ hours: 1 })].map((local) =>
      goLiveOf(local, 'America/Chicago'),
    );
    expect(agreed && fresh && showMove(agreed, fresh)).toBe(
      'Go-live moves from 2026-12-14 07:00 America/Chicago (UTC-06:00) = 2026-12-14 13:00 UTC ' +
        'to 2026-12-14 08:00 America/Chicago (UTC-06:00) = 2026-12-14 14:00 UTC.',
    );
  });
});

test('a resolved instant shows the wanted time on the zone’s clocks, and is the only one that does', () => {
  const minute = fc
    .integer({ min: 0, max: 2 * 365 * 24 * 60 })
    .map((minutes) => Temporal.PlainDateTime.from('2026-11-01T00:00').add({ minutes }));
  fc.assert(
    fc.property(fc.constantFrom(...zones), minute, (zone, local) => {
      const wanted = shown(local);
      const resolution = resolve(local, zone);
      const fits = instantsAround(local).filter((instant) => clockIn(zone, instant) === wanted);
      if (!resolution.ok) expect(fits).not.toHaveLength(1);
      else
        expect(fits.map((instant) => instant.toISOString())).toEqual([
          new Date(resolution.goLive.instant).toISOString(),
        ]);
    }),
    { numRuns: 300 },
  );
});

/** All quarter hours that could be that local time in any zone, told by another library than the one under test. */
function instantsAround(local: Temporal.PlainDateTime): Date[] {
  const asUtc = Date.parse(`${local.toString().slice(0, 16)}Z`);
  return Array.from({ length: 30 * 4 }, (_, index) => new Date(asUtc + (index - 15 * 4) * 15 * 60_000));
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clockIn(zone: string, instant: Date): string {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  return clock.format(instant);
}

/** What a clock in the zone shows at the instant that was resolved for that local time; why there is none otherwise. */
function localTimeOf(local: Temporal.PlainDateTime, zone: string): string {
  const resolution = resolve(local, zone);
  return resolution.ok ? clockIn(zone, new Date(resolution.goLive.instant)) : resolution.sentence;
}

function goLiveOf(local: Temporal.PlainDateTime, zone: string): ResolvedGoLive {
  const resolution = resolve(local, zone);
  if (resolution.ok) return resolution.goLive;
  throw new Error(resolution.sentence);
}

function refusedBetween(neighbours: readonly Temporal.PlainDateTime[]) {
  const sentence = expect.stringContaining(neighbours.map(shown).join(' or '));
  return { ok: false, sentence };
}

function resolve(local: Temporal.PlainDateTime, zone: string): GoLiveResolution {
  const [date = '', time = ''] = shown(local).split(' ');
  return resolveGoLive(
    { ...template, timeZone: zone, contract: { ...template.contract, goLive: { date, time, clause: '§' } } },
    options,
  );
}

function shown(local: Temporal.PlainDateTime): string {
  return local.toString().slice(0, 16).replace('T', ' ');
}
