import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';

export const RUN_ID = '3f6c1c2e-8f0a-4b7d-9a51-2d6f0c9e7b10';

/** Three waves over the whole simulated organization, with thresholds that its usual troubles do not reach. */
export function aPolicySource(changes: Record<string, unknown> = {}): RunSource {
  return {
    policy: {
      name: 'a-policy',
      targets: { organizationalUnits: ['r-pw01'], regions: ['us-east-1'] },
      waves: [
        { name: 'canary', tags: { Wave: ['canary'] }, maxConcurrency: '100%', maxErrors: '100%', bakeMinutes: 10 },
        { name: 'main', dependsOn: ['canary'], tags: { Wave: ['main'] }, maxConcurrency: '50%', maxErrors: '100%' },
        { name: 'rest', dependsOn: ['main'], maxConcurrency: '50%', maxErrors: '100%' },
      ],
      ...changes,
    },
  };
}
