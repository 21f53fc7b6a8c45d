import { parseEventFaults, seededCopies } from './event-faults.ts';

function tally(copies: () => number, draws: number): Record<number, number> {
  const counts: Record<number, number> = {};
  for (let draw = 0; draw < draws; draw++) {
    const drawn = copies();
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  return counts;
}

describe('event faults', () => {
  it('are read from one line, a part left out being none', () => {
    expect([parseEventFaults('duplicate=0.05,lost=0.01'), parseEventFaults('lost=1')]).toEqual([
      { duplicate: 0.05, lost: 0.01 },
      { duplicate: 0, lost: 1 },
    ]);
  });

  it.each(['', 'twice=0.1', 'lost', 'lost=', 'lost=-0.1', 'duplicate=1.5', 'lost=x'])('refuse "%s", naming the variable', (text) => {
    expect(() => parseEventFaults(text)).toThrow(/PATCHWAVE_EVENT_FAULTS: found .* expected duplicate=/);
  });

  it('lose and double about the share that was asked for, the same ones for the same seed', () => {
    const faults = { duplicate: 0.05, lost: 0.01 };
    const counts = tally(seededCopies(faults, 7), 10_000);
    expect(counts[0]! / 10_000).toBeCloseTo(0.01, 2);
    expect(counts[2]! / 10_000).toBeCloseTo(0.05, 1);
    expect(tally(seededCopies(faults, 7), 10_000)).toEqual(counts);
  });
});
