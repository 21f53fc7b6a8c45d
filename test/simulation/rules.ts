import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import { aPolicySource } from '#test/world/a-policy.ts';

/** What the policies of a night ask for, as people would write it: limits that are tight enough to be met. */
export interface Rules {
  maxConcurrency: string;
  maxErrors: string;
  maxConcurrentAccounts: number;
  quorum: number;
  bakeMinutes: number;
  wavePauseSeconds: number;
  /** Absent: the default of three days, which no night reaches. */
  runTimeoutMinutes?: number;
  validForMinutes?: number;
}

export function drawRules(seed: number): Rules {
  const random = new SeededRandom(seed, 'rules');
  const oneOf = <Value>(...values: readonly [Value, ...Value[]]): Value => values[random.integer(0, values.length - 1)] ?? values[0];
  return {
    maxConcurrency: oneOf('50%', '25%', '1', '2', '100%'),
    maxErrors: random.chance(0.7) ? '100%' : oneOf('0', '1'),
    maxConcurrentAccounts: oneOf(1, 2, 10),
    quorum: random.chance(0.25) ? 2 : 1,
    bakeMinutes: oneOf(10, 45),
    wavePauseSeconds: random.chance(0.25) ? 1_200 : 0,
    ...(random.chance(0.2) ? { runTimeoutMinutes: random.integer(180, 600) } : {}),
    ...(random.chance(0.1) ? { validForMinutes: random.integer(60, 400) } : {}),
  };
}

/** The three waves of every night under these rules. */
export function policyUnder(rules: Rules, name = 'a-policy'): RunSource {
  const { maxConcurrency, maxErrors, maxConcurrentAccounts } = rules;
  const limits = { maxConcurrency, maxErrors, maxConcurrentAccounts };
  return aPolicySource({
    name,
    approval: { quorum: rules.quorum, ...(rules.validForMinutes === undefined ? {} : { validForMinutes: rules.validForMinutes }) },
    wavePauseSeconds: rules.wavePauseSeconds,
    ...(rules.runTimeoutMinutes === undefined ? {} : { runTimeoutMinutes: rules.runTimeoutMinutes }),
    waves: [
      { ...limits, name: 'canary', tags: { Wave: ['canary'] }, maxConcurrency: '100%', bakeMinutes: rules.bakeMinutes },
      { ...limits, name: 'main', dependsOn: ['canary'], tags: { Wave: ['main'] } },
      { ...limits, name: 'rest', dependsOn: ['main'] },
    ],
  });
}
