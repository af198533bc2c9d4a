// Workflows import this module: it stays free of libraries. The instant itself is computed in `go-live-instant.ts`.

/** The instant of a customer's go-live (R20), resolved once and kept with what it was made from. */
export interface ResolvedGoLive {
  /** `2026-12-14`, in the customer's zone. */
  readonly localDate: string;
  /** `07:00`, in the customer's zone. */
  readonly localTime: string;
  /** The customer's IANA zone. */
  readonly zone: string;
  /** The same instant in UTC, `2026-12-14T12:00:00Z`. */
  readonly instant: string;
  /** What the zone's clocks are ahead of UTC then, `-05:00`. */
  readonly offset: string;
  /** The time-zone data that the offset was taken from: rules of zones change. */
  readonly tzVersion: string;
  /** What the person who confirms should notice, each a phrase: `the day is a Saturday`. */
  readonly flags: readonly string[];
}

/** Local time and UTC side by side, as every start is shown to a person. */
export function showGoLive(goLive: ResolvedGoLive): string {
  const { localDate, localTime, zone, offset } = goLive;
  return `${localDate} ${localTime} ${zone} (UTC${offset}) = ${showUtc(goLive)}`;
}

/**
 * What to tell people when a go-live, resolved again, is another instant than the one that was agreed; undefined when it
 * is the same. Zones change their rules: the local time is what was agreed, so the new instant is followed.
 */
export function showMove(agreed: ResolvedGoLive, fresh: ResolvedGoLive): string | undefined {
  if (agreed.instant === fresh.instant) return undefined;
  const { localDate, localTime, zone } = fresh;
  const sameClock = localDate === agreed.localDate && localTime === agreed.localTime && zone === agreed.zone;
  if (!sameClock) return `Go-live moves from ${showGoLive(agreed)} to ${showGoLive(fresh)}.`;
  return (
    `The clocks of ${zone} follow other rules (time-zone data ${agreed.tzVersion} then, ${fresh.tzVersion} now): ` +
    `${localDate} ${localTime} there is ${showUtc(fresh)}, no longer ${showUtc(agreed)}. The local time stays as agreed.`
  );
}

/** Whether the instant is reached; `nowMs` counts milliseconds since 1970, as `Date.now()` does. */
export function isPast(goLive: Pick<ResolvedGoLive, 'instant'>, nowMs: number): boolean {
  return Date.parse(goLive.instant) <= nowMs;
}

function showUtc({ instant }: Pick<ResolvedGoLive, 'instant'>): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
