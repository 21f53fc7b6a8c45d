import { outcomes } from '#shared/domain/outcomes.ts';
import { WAVES_MAX } from '#shared/domain/run-definition.ts';

import { anEndedRun, aPlannedRun, aRejectedRun, NIGHT_LONG, PLAN } from '../../testing/runs.fixture.ts';
import { HALT_CHARACTERS_MAX } from './halt-run.ts';
import { packSums } from '../waves/packed-sums.ts';
import { rejectedRun } from './rejected-run.ts';

const ITEM_BYTES_MAX = 4_096;
const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe('the item of a run', () => {
  it('stays under 4 KB with as many waves as a run may have', () => {
    const sums = packSums({
      outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, 9_999])),
      commands: { planned: 9_999, accepted: 9_999, throttled: 9_999 },
    });
    const waves = Array.from({ length: WAVES_MAX }, () => ({ status: 'Passed' as const, sums, passedAt: NIGHT_LONG }));

    expect(bytes(aPlannedRun({ waves }))).toBeLessThan(ITEM_BYTES_MAX);
  });

  it('stays under 4 KB while all of its waves are at work, and when they were all halted', () => {
    const control = { seq: 99, state: 'Running' as const, haltedWaves: Array.from({ length: WAVES_MAX }, (_, index) => `wave-${String(index)}`.padEnd(32, 'x')) };
    const haltReason = 'x'.repeat(HALT_CHARACTERS_MAX);
    const running = {
      status: 'Running' as const, validUntil: NIGHT_LONG, askAt: NIGHT_LONG, windowEndsAt: NIGHT_LONG, progress: [9_999, 9_999] as const,
    };
    const sums = packSums({
      outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, 999])),
      commands: { planned: 999, accepted: 999, throttled: 999 },
    });
    const halted = { status: 'Halted' as const, sums };

    expect(bytes(aPlannedRun({ control, haltReason, waves: control.haltedWaves.map(() => running) }))).toBeLessThan(ITEM_BYTES_MAX);
    const ended = anEndedRun({ control, haltReason, reason: haltReason, status: 'Halted', plan: PLAN, waves: control.haltedWaves.map(() => halted) });
    expect(bytes(ended)).toBeLessThan(ITEM_BYTES_MAX);
  });

  it('stays under 4 KB with as many reasons as a person can make', () => {
    const reasons = Array.from({ length: 60 }, (_, index) => `waves[${String(index)}]: ${'x'.repeat(400)}`);

    expect(bytes(rejectedRun(aRejectedRun(), reasons))).toBeLessThan(ITEM_BYTES_MAX);
  });
});

describe('the reasons of a refusal', () => {
  it('are kept as they are where they are few', () => {
    expect(rejectedRun(aRejectedRun(), ['a', 'b']).reasons).toEqual(['a', 'b']);
  });

  it('are counted where they are too many', () => {
    const { reasons } = rejectedRun(aRejectedRun(), Array.from({ length: 25 }, (_, index) => `reason ${String(index)}`));

    expect(reasons).toHaveLength(20);
    expect(reasons.at(-1)).toBe('and 6 more');
  });
});
