import { aBusyTarget, aClaimed, aSent, aTarget } from '../testing/target-in-test.ts';
import type { TargetState } from '../core/target-state.ts';
import { aPatchingService } from '../testing/patching-in-test.ts';
import { targetFacts } from './target-facts.ts';

const { patching: effects } = aPatchingService();
const asks = { event: 'CommandReported', command: 0, look: 0 } as const;
const ended: TargetState = { ...aTarget(), status: 'Ended', endedAt: 0 };

test.each([
  ['a question about a command that is closed', asks, aTarget()],
  ['a question of a target that has ended', asks, ended],
  ['a question about a command not known to be sent', asks, aBusyTarget(aClaimed())],
  ['the end of a target that works', { event: 'TargetCompleted' } as const, aBusyTarget(aSent())],
])('%s renders to nothing', async (_case, recipe, state) => {
  expect(await targetFacts(effects, recipe, state)).toEqual([]);
});
