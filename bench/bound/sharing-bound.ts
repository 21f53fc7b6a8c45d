/** A piece of work that cannot be split: for `duration` it takes `width` of what is shared. */
export interface Job {
  duration: number;
  width: number;
}

/**
 * The least time in which all jobs can be done while at most `capacity` is taken at once. No order of the jobs beats
 * it, but there need not be one that reaches it. 0 without jobs.
 */
export function sharingBound(jobs: readonly Job[], capacity: number): number {
  const longest = Math.max(0, ...jobs.map(({ duration }) => duration));
  const area = jobs.reduce((sum, { duration, width }) => sum + duration * width, 0) / capacity;
  return Math.max(longest, area, oneByOne(jobs, capacity), fullest(jobs, capacity));
}

/** No two jobs that take more than half run at once. */
function oneByOne(jobs: readonly Job[], capacity: number): number {
  return jobs.filter(({ width }) => width * 2 > capacity).reduce((sum, { duration }) => sum + duration, 0);
}

/** Some place gets at least its even share of the jobs, rounded up, and be it the shortest ones. */
function fullest(jobs: readonly Job[], capacity: number): number {
  const narrowest = Math.min(...jobs.map(({ width }) => width));
  const places = Math.floor(capacity / narrowest);
  const share = Math.ceil(jobs.length / places);
  const shortest = jobs.map(({ duration }) => duration).sort((a, b) => a - b);
  return shortest.slice(0, Number.isFinite(share) ? share : 0).reduce((sum, duration) => sum + duration, 0);
}
