import { advance } from '#shared/choreography/advance.ts';

import { isHolderGone, policyTaken, previousOf, takePolicy, type LockWish } from '../core/request/policy-lock.ts';
import { policyKeyOf, runKeyOf } from './planner-aggregates.ts';
import type { PlannerEffects } from './planner-effects.ts';

/** Takes the policy for a run. Returns why it cannot be had, in words; undefined when the run has it. */
export async function takePolicyFor(effects: PlannerEffects, wish: LockWish): Promise<string | undefined> {
  const { policies, runs } = effects;
  const { state: lock } = await advance(policies, policyKeyOf(wish.policyName), (held, now) => takePolicy(held, wish, now));
  if (lock === undefined || lock.runId === wish.runId) return undefined;
  const holder = await runs.items.load(runKeyOf(lock.runId));
  if (!isHolderGone(lock, holder?.state, runs.clock.now())) return policyTaken(lock);
  const previous = previousOf(lock, holder?.state);
  return takePolicyFor(effects, { ...wish, replaces: lock.runId, ...(previous === undefined ? {} : { previous }) });
}
