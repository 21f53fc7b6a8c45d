import type { Case, Judgement, Rule } from './case.ts';
import { endedBySsm } from './rules/ended-by-ssm.ts';
import { failed } from './rules/failed.ts';
import { fellSilent } from './rules/fell-silent.ts';
import { notListedYet } from './rules/not-listed-yet.ts';
import { stillRunning } from './rules/running.ts';
import { succeeded } from './rules/succeeded.ts';
import { unknownStatus } from './rules/unknown-status.ts';

/** The first rule that applies has the word. */
const rules: readonly Rule[] = [notListedYet, stillRunning, succeeded, failed, fellSilent, endedBySsm];

export function judgeInstance(one: Case): Judgement {
  for (const rule of rules) {
    const judgement = rule(one);
    if (judgement !== undefined) return judgement;
  }
  return unknownStatus(one);
}
