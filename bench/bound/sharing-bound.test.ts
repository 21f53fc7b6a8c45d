import { sharingBound, type Job } from './sharing-bound.ts';

const jobs = (...durations: number[]): Job[] => durations.map((duration) => ({ duration, width: 1 }));

describe('the least time for jobs that share a limit', () => {
  it.each<{ case: string; work: readonly Job[]; capacity: number; least: number }>([
    { case: 'is the longest, where all fit at once', work: jobs(3, 5, 2), capacity: 3, least: 5 },
    { case: 'is the even share, where that is longer', work: jobs(4, 4, 4, 4), capacity: 2, least: 8 },
    { case: 'counts whole jobs: five on two places are three in a row somewhere', work: jobs(4, 4, 4, 4, 4), capacity: 2, least: 12 },
    { case: 'takes the shortest for the fullest place', work: jobs(1, 2, 3, 100, 100), capacity: 4, least: 100 },
    { case: 'is their sum, where no two fit together', work: [{ duration: 3, width: 30 }, { duration: 5, width: 26 }], capacity: 50, least: 8 },
    { case: 'weighs a job by what it takes', work: [{ duration: 4, width: 20 }, { duration: 4, width: 20 }, { duration: 4, width: 40 }], capacity: 40, least: 8 },
    { case: 'is nothing without jobs', work: [], capacity: 5, least: 0 },
  ])('$case', ({ work, capacity, least }) => {
    expect(sharingBound(work, capacity)).toBe(least);
  });
});
