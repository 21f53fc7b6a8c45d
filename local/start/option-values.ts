import { showFound, type Problem } from '#shared/domain/problem.ts';
import { isKnownRegion } from '#shared/domain/regions.ts';

/** A command line's values as text, each turned into what it means; whatever is wrong is added to `problems`. */
export interface WholeNumber {
  field: string;
  text: string | undefined;
  least: number;
  most: number;
}

export const ACCOUNTS_MAX = 2_000;
export const INSTANCES_MAX = 100_000;

export function readWhole(problems: Problem[], { field, text, least, most }: WholeNumber): number {
  const value = /^\d+$/.test(text ?? '') ? Number(text) : NaN;
  if (!(value >= least && value <= most)) {
    problems.push({ field, found: showFound(text), expected: `a whole number from ${String(least)} to ${String(most)}` });
  }
  return value;
}

export function readRegions(problems: Problem[], text: string): string[] {
  const regions = text.split(',').map((region) => region.trim());
  for (const region of regions) {
    if (!isKnownRegion(region)) problems.push({ field: '--regions', found: showFound(region), expected: 'AWS regions such as us-east-1,us-west-2' });
  }
  return [...new Set(regions)];
}

export function readSpeed(problems: Problem[], text: string): number {
  const speed = text === 'max' ? Infinity : Number(text === '' ? NaN : text);
  if (!(speed >= 1)) problems.push({ field: '--speed', found: showFound(text), expected: 'a number from 1, or max' });
  return speed;
}
