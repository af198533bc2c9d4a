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
  const utc = goLive.instant.slice(0, 16).replace('T', ' ');
  return `${goLive.localDate} ${goLive.localTime} ${goLive.zone} (UTC${goLive.offset}) = ${utc} UTC`;
}

/** Whether the instant is reached; `nowMs` counts milliseconds since 1970, as `Date.now()` does. */
export function isPast(goLive: Pick<ResolvedGoLive, 'instant'>, nowMs: number): boolean {
  return Date.parse(goLive.instant) <= nowMs;
}
