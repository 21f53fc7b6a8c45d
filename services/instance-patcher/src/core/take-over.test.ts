import { aBusyTarget, aClaimed, aSent, aTarget, aWaiting, HOUR, MINUTE, NOW } from '../testing/target-in-test.ts';
import { ordinalsOf } from './ordinal-ranges.ts';
import { takeOver, type SpokenCommand } from './take-over.ts';
import type { WorkingTarget } from './target-state.ts';

/** Sent long ago and ended by now: two instances, as a claim has them. */
function spoken(command: number, instances = '0-1'): SpokenCommand {
  const sentAt = NOW - 5 * HOUR + command * MINUTE;
  return { command, commandId: `command-${String(command)}`, sentAt, expiresAt: sentAt + 3 * HOUR, expectedMinutes: 20, instances: ordinalsOf(instances) };
}

/** What matters of a target after it took over. */
function factsOf({ commands, nextCommand, attempts, counters }: WorkingTarget) {
  return {
    commands: commands.map(({ command, phase, instances, seen }) => `${String(command)} ${phase} ${instances} ${seen}`),
    nextCommand, attempts, counters,
  };
}

const after = (target: WorkingTarget, ...found: SpokenCommand[]) => factsOf(takeOver(target, found, NOW));

describe('a target that finds again what it had sent', () => {
  it('follows a command that it had forgotten, and never uses its number again', () => {
    expect(after(aTarget(), spoken(2))).toEqual({
      commands: ['2 Sent 0-1 ..'], nextCommand: 3, attempts: '1100', counters: { planned: 1, accepted: 1, throttled: 0 },
    });
  });

  it.each([
    ['claimed', aClaimed()],
    ['claimed and marked', aClaimed({ callAt: NOW - 5 * HOUR })],
    ['waiting', aWaiting()],
  ])('follows one that it knew as %s', (_, command) => {
    expect(after(aBusyTarget(command), spoken(0))).toEqual({
      commands: ['0 Sent 0-1 ..'], nextCommand: 1, attempts: '1100', counters: { planned: 1, accepted: 1, throttled: 0 },
    });
  });

  it('looks at once, as it has ended there', () => {
    expect(takeOver(aTarget(), [spoken(0)], NOW).commands).toMatchObject([{ commandId: 'command-0', looks: 0, answered: true, nextLookAt: NOW - 5 * HOUR + 20 * MINUTE }]);
  });

  it('frees the instances that the sent command left out of its claim', () => {
    expect(after(aBusyTarget(aClaimed()), spoken(0, '1')).commands).toEqual(['0 Sent 1 .']);
  });

  it('gives an instance that went again to its later command', () => {
    const before = aBusyTarget(aSent());
    expect(after(before, spoken(0), spoken(1, '1'))).toEqual({
      commands: ['0 Sent 0-1 .R', '1 Sent 1 .'], nextCommand: 2, attempts: '1200', counters: { planned: 2, accepted: 2, throttled: 0 },
    });
  });

  it('is done with a command of which all went again', () => {
    expect(after(aBusyTarget(aSent()), spoken(1), spoken(0)).commands).toEqual(['1 Sent 0-1 ..']);
  });

  it('lets what was settled before the restore rest', () => {
    const settled = aTarget({ nextCommand: 1, outcomes: 'CC..', attempts: '1100' });
    expect(after(settled, spoken(0))).toEqual({ commands: [], nextCommand: 1, attempts: '1100', counters: settled.counters });
  });

  it.each([
    ['claimed', aClaimed()],
    ['waiting', aWaiting()],
  ])('takes a command back that it knew as %s and that was not sent', (_, command) => {
    expect(after(aBusyTarget(command))).toEqual({ commands: [], nextCommand: 1, attempts: '0000', counters: { planned: 0, accepted: 0, throttled: 0 } });
  });

  it('does not take back a claim whose call was certainly tried', () => {
    expect(after(aBusyTarget(aClaimed({ callAt: NOW - 5 * HOUR }))).commands).toEqual(['0 Claimed 0-1 ..']);
  });

  it('takes back a marked claim whose instances went under a later number', () => {
    expect(after(aBusyTarget(aClaimed({ callAt: NOW - 5 * HOUR })), spoken(1)).commands).toEqual(['1 Sent 0-1 ..']);
  });
});
