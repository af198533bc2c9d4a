/** How fast messages may come, per channel. Slack: about one a second, short bursts allowed. */
export interface RateOptions {
  readonly perSecond: number;
  readonly burst: number;
}

/** Slack's own limit. */
export const DEFAULT_RATE: RateOptions = { perSecond: 1, burst: 3 };

/** Counts messages per channel. */
export interface RateLimit {
  /** Seconds to wait when the channel's share is used up, undefined when the message may go. */
  take(channel: string, now: number): number | undefined;
}

/** A bucket of `burst` messages per channel that fills up with time. */
export function createRateLimit({ perSecond, burst }: RateOptions): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take: (channel, now) => {
      const bucket = buckets.get(channel) ?? { left: burst, at: now };
      const left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
      const goes = left >= 1;
      buckets.set(channel, { left: goes ? left - 1 : left, at: now });
      return goes ? undefined : Math.max(1, Math.ceil((1 - left) / perSecond));
    },
  };
}
