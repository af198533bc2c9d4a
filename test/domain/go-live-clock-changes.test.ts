import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type GoLiveResolution, resolveGoLive } from '../../domain/go-live-instant.ts';
import { customerOf } from './examples.ts';

const options = { minutesBeforeHours: 30, tzVersion: '2026c', holidays: [] };
const template = customerOf['time-based'];

const start = Temporal.Instant.from('2026-11-01T00:00Z');
const end = Temporal.Instant.from('2028-11-30T00:00Z');
const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/') || zone === 'UTC');

/** The changes of clocks of a zone in the next two years, as clocks show them before and after. */
function changesOf(zone: string): { before: Temporal.PlainDateTime; after: Temporal.PlainDateTime }[] {
  const found: { before: Temporal.PlainDateTime; after: Temporal.PlainDateTime }[] = [];
  let next = start.toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  while (next && Temporal.Instant.compare(next.toInstant(), end) < 0) {
    const before = next.subtract({ minutes: 1 }).toPlainDateTime().add({ minutes: 1 });
    found.push({ before, after: next.toPlainDateTime() });
    next = next.getTimeZoneTransition('next');
  }
  return found;
}

test('every change of clocks of the next two years, in every zone, is refused in its middle and clear at its ends', () => {
  let seen = 0;
  for (const zone of zones) {
    for (const { before, after } of changesOf(zone)) {
      const [low, high] =
        Temporal.PlainDateTime.compare(before, after) < 0 ? [before, after] : [after, before];
      const minutes = low.until(high).total('minutes');
      if (minutes === 0) continue;
      seen += 1;
      const middle = low.add({ minutes: Math.floor(minutes / 2) });
      expect(resolve(middle, zone)).toMatchObject({ ok: false });
      expect(resolve(low, zone)).toMatchObject({ ok: false });
      expect(resolve(low.subtract({ minutes: 1 }), zone)).toMatchObject({ ok: true });
      expect(resolve(high, zone)).toMatchObject({ ok: true });
      expect(resolve(high.subtract({ minutes: 1 }), zone)).toMatchObject({ ok: false });
    }
  }
  expect(seen).toBeGreaterThan(400);
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
