import type { NightLog, SeenCommand } from '../observe/night-log.ts';
import { makespanBound, type Limits } from './makespan-bound.ts';

const MINUTE = 60_000;

/** A command of one wave, whose instances end after so many minutes each and are proven at once. */
function aCommand(accountId: string, minutes: readonly number[], changes: Partial<SeenCommand> = {}): SeenCommand {
  const sentAt = changes.sentAt ?? 0;
  const instances = minutes.map((after, index) => ({ instanceId: `i-${accountId}-${String(sentAt)}-${String(index)}`, endedAt: sentAt + after * MINUTE, provenAt: sentAt + after * MINUTE }));
  return { wave: 'a', accountId, region: 'us-east-1', sentAt, instances, ...changes };
}

function aLog(...commands: SeenCommand[]): NightLog {
  return { requestedAt: 0, completedAt: 0, commands, waveCompletedAt: new Map(), votedAt: new Map(), looksDueAt: [] };
}

const limits: Limits = { waves: ['a'], bakeMinutes: 0, instancesPerTarget: Infinity, accounts: Infinity };

function boundOf(log: NightLog, changes: Partial<Limits> = {}) {
  const { milliseconds, binding } = makespanBound(log, { ...limits, ...changes });
  return { minutes: milliseconds / MINUTE, binding };
}

describe('the bound of a run', () => {
  it('is its slowest instance, where nothing else limits it', () => {
    expect(boundOf(aLog(aCommand('1', [5, 9]), aCommand('2', [7])))).toEqual({ minutes: 9, binding: 'slowest instance' });
  });

  it('waits for the proof of the slowest', () => {
    const log = aLog(aCommand('1', [5]));
    log.commands[0]!.instances[0]!.provenAt = 8 * MINUTE;
    expect(boundOf(log).minutes).toBe(8);
  });

  it('shares the places of the accounts among whole accounts', () => {
    const log = aLog(aCommand('1', [4]), aCommand('2', [4]), aCommand('3', [4]), aCommand('4', [6]));
    expect(boundOf(log, { accounts: 2 })).toEqual({ minutes: 9, binding: 'accounts at once' });
  });

  it('shares the slots of a target among the full packs of the plan, however they were sent', () => {
    const whole = aLog(aCommand('1', [3, 4]), aCommand('1', [5, 6], { sentAt: 10 * MINUTE }));
    const split = aLog(...whole.commands.flatMap((command) => command.instances.map((one) => ({ ...command, instances: [one] }))));
    expect(boundOf(whole, { instancesPerTarget: 2 })).toEqual({ minutes: 10, binding: 'packs of instances at once' });
    expect(boundOf(split, { instancesPerTarget: 2 })).toEqual(boundOf(whole, { instancesPerTarget: 2 }));
  });

  it('adds up the waves and what they bake', () => {
    const log = aLog(aCommand('1', [5]), aCommand('2', [7], { wave: 'b' }));
    expect(boundOf(log, { waves: ['a', 'b'], bakeMinutes: 10 }).minutes).toBe(32);
  });

  it('is the rate of SendCommand, where there are more commands than time', () => {
    const log = aLog(...Array.from({ length: 600 }, () => aCommand('1', [1])));
    expect(boundOf(log)).toEqual({ minutes: 2, binding: 'rate of SendCommand' });
  });
});
