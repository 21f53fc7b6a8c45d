import type { Quota } from '../events/scalars.ts';

interface Bounds {
  numberMin: number;
  percentMin: number;
}

/** At least one instance at a time, else the wave would never end. */
export const concurrencyBounds: Bounds = { numberMin: 1, percentMin: 1 };
/** `0` stops at the first error. */
export const errorBounds: Bounds = { numberMin: 0, percentMin: 0 };
/** 0 can be read, so that the refusal can say what it contradicts. */
export const unavailableBounds: Bounds = { numberMin: 0, percentMin: 0 };

const NUMBER_MAX = 100_000;

/** Reads `10`, `"10"` or `"10%"`; undefined when it is none of them or out of bounds. */
export function parseQuota(value: unknown, bounds: Bounds): Quota | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const match = /^(\d{1,6})(%?)$/.exec(String(value).trim());
  if (match === null) return undefined;
  const amount = Number(match[1]);
  if (match[2] === '%') return within(amount, bounds.percentMin, 100) ? { percent: amount } : undefined;
  return within(amount, bounds.numberMin, NUMBER_MAX) ? { number: amount } : undefined;
}

function within(amount: number, least: number, most: number): boolean {
  return amount >= least && amount <= most;
}

/** Instances of a target or a wave that may be in work at once: a percentage is rounded down, but never below 1. */
export function concurrencyOf(quota: Quota, plannedInstances: number): number {
  if ('number' in quota) return Math.max(1, quota.number);
  return Math.max(1, Math.floor((plannedInstances * quota.percent) / 100));
}

/** Errors that a target, a wave or a run may have; one more stops it. A percentage is rounded down. */
export function errorsAllowed(quota: Quota, plannedInstances: number): number {
  if ('number' in quota) return quota.number;
  return Math.floor((plannedInstances * quota.percent) / 100);
}

/** A quota of nothing, whatever it is of. */
export function isNothing(quota: Quota): boolean {
  return ('number' in quota ? quota.number : quota.percent) === 0;
}

export function showQuota(quota: Quota): string {
  return 'number' in quota ? String(quota.number) : `${String(quota.percent)}%`;
}
