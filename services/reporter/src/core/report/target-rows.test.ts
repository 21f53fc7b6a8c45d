import type { Finding, Findings } from '#shared/domain/findings.ts';
import { noGuards, type Slice } from '#shared/domain/plan.ts';
import type { TargetOutcomes } from '#shared/domain/target-outcomes.ts';
import { targetRows } from './target-rows.ts';

const FIRST = 'i-0aaaaaaaaaaaaaaaa';
const SECOND = 'i-0bbbbbbbbbbbbbbbb';
const place = { runId: 'run', wave: 'canary', accountId: '111111111111', region: 'us-east-1' };
const slice: Slice = {
  ...place,
  instances: [{ id: FIRST, platform: 'Linux', name: 'web-1', zone: 'a' }, { id: SECOND, platform: 'Windows', zone: 'b' }],
  groups: [],
  guards: noGuards,
};
const outcomes: TargetOutcomes = { ...place, target: 0, outcomes: 'CF', causes: '.d', attempts: '12' };
const unsaid = { outcome: 'Skipped', cause: 'WaveHalted' } as const;
const look = (command: number, number: number, ...instances: Finding[]): Findings => ({ ...place, target: 0, command, look: number, lookedAt: 0, instances });
const found = (id: string, verdict: string, more: Partial<Finding> = {}): Finding => ({ id, verdict, cause: '.', invocation: 'x', ...more });

describe('the rows of a target', () => {
  it('hold the last word, the attempts and the counts of the evidence', () => {
    const findings = [look(0, 0, found(FIRST, 'C', { exitCode: 0, installed: 3, missing: 0, failed: 0 }))];
    expect(targetRows({ slice, outcomes, findings, unsaid })).toEqual([
      { wave: 'canary', accountId: '111111111111', region: 'us-east-1', instanceId: FIRST, name: 'web-1', platform: 'Linux', outcome: 'Compliant', attempts: 1, exitCode: 0, installed: 3, missing: 0, failed: 0 },
      { wave: 'canary', accountId: '111111111111', region: 'us-east-1', instanceId: SECOND, platform: 'Windows', outcome: 'Failed', cause: 'DiskFull', attempts: 2 },
    ]);
  });

  it('take the counts of the last attempt, and there of the look that decided', () => {
    const findings = [
      look(1, 2, found(SECOND, 'F', { exitCode: 3 })),
      look(1, 1, found(SECOND, 'F', { exitCode: 155 })),
      look(1, 0, found(SECOND, '.', { exitCode: 2 })),
      look(0, 0, found(SECOND, 'F', { exitCode: 156 })),
    ];
    expect(targetRows({ slice, outcomes, findings, unsaid })[1]?.exitCode).toBe(155);
  });

  it('speak for a target that never started', () => {
    const rows = targetRows({ slice, outcomes: undefined, findings: [], unsaid });
    expect(rows.map(({ outcome, cause, attempts }) => [outcome, cause, attempts])).toEqual([['Skipped', 'WaveHalted', 0], ['Skipped', 'WaveHalted', 0]]);
  });

  it('do not make an outcome of a letter that is none', () => {
    const rows = targetRows({ slice, outcomes: { ...outcomes, outcomes: 'C.' }, findings: [], unsaid });
    expect(rows[1]).toMatchObject({ outcome: 'Skipped', cause: 'WaveHalted' });
  });
});
