import type { RunDefinition } from '../run-definition.ts';
import { defaults } from './defaults.ts';
import { limitsOf, patchOptionsOf } from './define-policy.ts';
import { noFurtherRules } from './define-rules.ts';
import type { RunInput } from './run-input.ts';

/** Inline waves run in the order given, the next only if the one before passed; each run is its own policy. */
export function defineRunInput(input: RunInput, runId: string): RunDefinition {
  return {
    policyName: `ad-hoc-${runId}`,
    kind: 'ad-hoc',
    waves: input.waves.map((wave, index) => {
      const before = input.waves[index - 1];
      const { maxConcurrency, maxErrors, ...patch } = wave.ssm ?? {};
      return {
        name: wave.name,
        dependsOn: before === undefined ? [] : [before.name],
        bakeSeconds: 0,
        select: {
          accounts: wave.accounts,
          excludeAccounts: [],
          regions: wave.regions,
          tags: wave.filters.tags,
          excludeTags: {},
          excludeInstances: [],
          platforms: wave.filters.platforms,
        },
        options: patchOptionsOf(patch),
        ...limitsOf({ maxConcurrency, maxErrors }),
        maxConcurrentAccounts: defaults.maxConcurrentAccounts,
        priority: defaults.priority,
        windows: [],
      };
    }),
    approval: {
      required: true,
      quorum: defaults.quorum,
      approvers: [],
      expiresAfterMinutes: defaults.expiresAfterMinutes,
      validForMinutes: defaults.validForMinutes,
    },
    runTimeoutMinutes: defaults.runTimeoutMinutes,
    wavePauseSeconds: input.wavePauseSeconds ?? 0,
    ...noFurtherRules,
  };
}
