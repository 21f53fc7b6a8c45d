import type { Platform } from '#shared/domain/inventory.ts';

/** Counts by five minutes, sparse: `{"4": 7}` are seven operations that took more than 15 and at most 20 minutes. */
type Histogram = Readonly<Record<string, number>>;

/** How long operations took on each platform. */
export type Durations = Readonly<Partial<Record<Platform, Histogram>>>;

const BUCKET_MINUTES = 5;

/** All that took longer than five hours is one: it bounds the item, and no window is planned by it. */
const BUCKET_MAX = 60;

/** With fewer samples the 95th percentile would be the longest of a handful. */
const SAMPLES_MIN = 20;

/** Above it all counts are halved when they are kept, so that old nights fade. */
const SAMPLES_KEPT_MAX = 1_000;

export const noDurations: Durations = {};

export function withDuration(durations: Durations, platform: Platform, minutes: number): Durations {
  const bucket = String(Math.min(BUCKET_MAX, Math.max(1, Math.ceil(minutes / BUCKET_MINUTES))));
  const histogram = durations[platform] ?? {};
  return { ...durations, [platform]: { ...histogram, [bucket]: (histogram[bucket] ?? 0) + 1 } };
}

/** Minutes within which 95 of 100 operations had ended, rounded up to five; undefined while too few are known. */
export function usualMinutesSeen(platform: Platform, ...known: readonly Durations[]): number | undefined {
  const histogram = sumOf(known.map((durations) => durations[platform] ?? {}));
  const samples = samplesIn(histogram);
  if (samples < SAMPLES_MIN) return undefined;
  let left = Math.ceil(samples * 0.95);
  // Keys that are whole numbers come in ascending order.
  const bucket = Object.entries(histogram).find(([, count]) => (left -= count) <= 0)?.[0];
  return Number(bucket) * BUCKET_MINUTES;
}

/** Both together, as they are kept for other nights. */
export function mergeDurations(left: Durations, right: Durations): Durations {
  const platforms = new Set([...Object.keys(left), ...Object.keys(right)]) as ReadonlySet<Platform>;
  return Object.fromEntries(
    [...platforms].map((platform) => [platform, faded(sumOf([left[platform] ?? {}, right[platform] ?? {}]))]),
  );
}

function sumOf(histograms: readonly Histogram[]): Histogram {
  const sum: Record<string, number> = {};
  for (const histogram of histograms) {
    for (const [bucket, count] of Object.entries(histogram)) sum[bucket] = (sum[bucket] ?? 0) + count;
  }
  return sum;
}

function samplesIn(histogram: Histogram): number {
  return Object.values(histogram).reduce((sum, count) => sum + count, 0);
}

function faded(histogram: Histogram): Histogram {
  if (samplesIn(histogram) <= SAMPLES_KEPT_MAX) return histogram;
  const halves = Object.entries(histogram).map(([bucket, count]) => [bucket, Math.floor(count / 2)] as const);
  return faded(Object.fromEntries(halves.filter(([, count]) => count > 0)));
}
