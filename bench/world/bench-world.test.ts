import { runRollout } from '../cases/run-rollout.ts';
import { lastEndOf } from '../observe/night-log.ts';
import { countsOf } from '../measure/counts.ts';

const small = { accounts: 4, instancesPerAccount: 10, waves: 2, bakeMinutes: 5 };

describe('a run in which every step takes its time', () => {
  it('commands every instance once, wave after wave, and takes longer than its work', async () => {
    const { log } = await runRollout(small, { seed: 1 });
    expect(log.commands.map(({ wave, instances }) => [wave, instances.length])).toEqual([['wave-1', 10], ['wave-1', 10], ['wave-2', 10], ['wave-2', 10]]);
    expect(log.commands[2]!.sentAt).toBeGreaterThan(lastEndOf(log.commands.slice(0, 2)) + 5 * 60_000);
    expect(log.completedAt).toBeGreaterThan(lastEndOf(log.commands) + 5 * 60_000);
  });

  it('is the same for the same seed and another for another seed', async () => {
    const [once, again, other] = [await runRollout(small, { seed: 1 }), await runRollout(small, { seed: 1 }), await runRollout(small, { seed: 2 })];
    expect(again.log).toEqual(once.log);
    expect(countsOf(again)).toEqual(countsOf(once));
    expect(other.log.completedAt).not.toBe(once.log.completedAt);
  });

  it('sends nothing twice though the function dies after every send and every message comes twice', async () => {
    const { world } = await runRollout(small, { seed: 1, rates: { duplicate: 1 }, diesAfterSend: 1 });
    expect(world.accidents.counts.crash).toBe(4);
    expect([...world.fleet.door.accepted.values()]).toEqual([1, 1, 1, 1]);
  });

  it('ends as planned though no hint arrives', async () => {
    const { world } = await runRollout(small, { seed: 1, rates: { lostHint: 1 } });
    expect(world.accidents.counts.lostHint).toBeGreaterThan(0);
    expect(world.reportedOutcomes().map(({ outcome }) => outcome)).toEqual(Array.from({ length: 40 }, () => 'Compliant'));
  });
});
