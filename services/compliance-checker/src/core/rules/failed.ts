import type { Cause } from '#shared/domain/causes.ts';
import { final, type Rule } from '../case.ts';
import { ownPatchState } from '../own-patch-state.ts';

/** Exit codes of AWS-RunPatchBaseline, from AWS's page "Troubleshooting Patch Manager". */
const causeOfExitCode: ReadonlyMap<number, Cause> = new Map([
  [126, 'NotExecutable'],
  [152, 'TwoAtOnce'],
  [155, 'DiskFull'],
  [156, 'PayloadUnreachable'],
]);

export const failed: Rule = (one) => {
  if (one.invocation?.statusDetails !== 'Failed') return undefined;
  const known = causeOfExitCode.get(one.invocation.exitCode ?? 0);
  if (known !== undefined) return final('Failed', known);
  return final('Failed', (ownPatchState(one)?.failed ?? 0) > 0 ? 'PatchesFailed' : 'ScriptFailed');
};
