import type { NightLog } from '../observe/night-log.ts';
import { waveBoundaryGaps } from './wave-boundary-gap.ts';

const instance = (endedAt: number) => ({ instanceId: 'i-1', endedAt, provenAt: endedAt });
const command = (wave: string, sentAt: number, endedAt: number) => ({ wave, accountId: '1', region: 'us-east-1', sentAt, instances: [instance(endedAt)] });

/** Wave a ends at 1,000 and is complete at 1,500; the first command of wave b goes out at 9,000. */
function aNight(changes: Partial<NightLog> = {}): NightLog {
  return {
    requestedAt: 0, completedAt: 0, commands: [command('a', 0, 1_000), command('b', 9_000, 20_000), command('b', 9_500, 20_000)],
    waveCompletedAt: new Map([['a', 1_500]]), votedAt: new Map(), looksDueAt: [], ...changes,
  };
}

const gapOf = (night: NightLog, waits = { bakeMs: 0, pauseMs: 0 }) => waveBoundaryGaps(night, ['a', 'b'], waits);

describe('the gap between two waves ends with the first send and begins with', () => {
  it('the last end in the wave before', () => {
    expect(gapOf(aNight())).toEqual([8_000]);
  });

  it('a look at the wave before that was due later, not one that came after the wave was complete', () => {
    const looksDueAt = [{ wave: 'a', dueAt: 1_400 }, { wave: 'a', dueAt: 1_600 }, { wave: 'b', dueAt: 1_450 }];
    expect(gapOf(aNight({ looksDueAt }))).toEqual([7_600]);
  });

  it('the end of bake and pause', () => {
    expect(gapOf(aNight(), { bakeMs: 5_000, pauseMs: 2_000 })).toEqual([500]);
  });

  it('an approval that came last', () => {
    expect(gapOf(aNight({ votedAt: new Map([['b', 8_700]]) }), { bakeMs: 5_000, pauseMs: 2_000 })).toEqual([300]);
  });
});
