import { describeProblem } from '../problem.ts';
import { readRunDefinition, type RunCircumstances } from './read-run-definition.ts';

export const RUN_ID = '0f0e0d0c-0b0a-4908-8706-050403020100';

export interface PolicyDraft {
  [field: string]: unknown;
  targets: Record<string, unknown>;
  waves: [Record<string, unknown>, Record<string, unknown>];
}

/** Two waves over two accounts, Linux, with nothing to refuse; `spoil` is what differs. */
export function aPolicyDraft(spoil: (policy: PolicyDraft) => void = () => undefined): PolicyDraft {
  const policy: PolicyDraft = {
    name: 'monthly',
    targets: { accounts: ['111111111111', '222222222222'], regions: ['us-east-1'], platforms: ['Linux'] },
    waves: [{ name: 'canary' }, { name: 'main', dependsOn: ['canary'] }],
  };
  spoil(policy);
  return policy;
}

/** What a person is told; nothing when the policy is taken. */
export function complaintsOf(policy: unknown, circumstances: RunCircumstances = {}): string[] {
  const result = readRunDefinition({ policy }, RUN_ID, circumstances);
  return result.ok ? [] : result.problems.map(describeProblem);
}
