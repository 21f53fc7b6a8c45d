interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** AWS's throttling: a bucket per key, refilled steadily, that lets a burst through. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();

  take(key: string, rate: { perSecond: number; burst: number }, nowMs: number): boolean {
    const bucket = this.#buckets.get(key) ?? { tokens: rate.burst, filledAtMs: nowMs };
    const gained = (Math.max(0, nowMs - bucket.filledAtMs) / 1_000) * rate.perSecond;
    bucket.tokens = Math.min(rate.burst, bucket.tokens + gained);
    bucket.filledAtMs = nowMs;
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}
