import type { Finding } from '#shared/domain/findings.ts';
import type { Case } from './case.ts';
import type { PatchState } from './evidence.ts';
import { ownPatchState } from './own-patch-state.ts';

interface Letters {
  verdict: string;
  cause: string;
}

/** The evidence behind a verdict; counts only of this very operation, for others would mislead whoever reads them. */
export function findingOf(id: string, one: Case, letters: Letters): Finding {
  const { invocation, agent } = one;
  const state = ownPatchState(one);
  return {
    id,
    ...letters,
    invocation: invocation?.statusDetails ?? '',
    ...(invocation?.exitCode === undefined ? {} : { exitCode: invocation.exitCode }),
    ...(state === undefined ? {} : countsOf(state)),
    ...(agent?.lastPingAt === undefined ? {} : { agentSeenAt: agent.lastPingAt }),
  };
}

function countsOf(state: PatchState): Partial<Finding> {
  const { installed, missing, failed, pendingReboot, endedAt } = state;
  return { installed, missing, failed, pendingReboot, ...(endedAt === undefined ? {} : { operationEndedAt: endedAt }) };
}
