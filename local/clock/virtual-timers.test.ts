import { VirtualTimers } from './virtual-timers.ts';

describe('virtual timers', () => {
  it('run each entry at its own time, first asked first at one moment', () => {
    const timers = new VirtualTimers(0);
    const seen: [string, number][] = [];
    timers.at(20, () => seen.push(['late', timers.now()]));
    timers.at(10, () => seen.push(['first', timers.now()]));
    timers.at(10, () => seen.push(['second', timers.now()]));
    timers.advanceTo(30);
    expect([seen, timers.now()]).toEqual([
      [
        ['first', 10],
        ['second', 10],
        ['late', 20],
      ],
      30,
    ]);
  });

  it('run what is overdue only when the clock is moved, never at once', () => {
    const timers = new VirtualTimers(100);
    const seen: number[] = [];
    timers.at(5, () => seen.push(timers.now()));
    expect(seen).toEqual([]);
    timers.advanceTo(100);
    expect(seen).toEqual([100]);
  });

  it('do not run what was cancelled', () => {
    const timers = new VirtualTimers(0);
    const seen: string[] = [];
    timers.at(1, () => seen.push('kept'));
    timers.at(1, () => seen.push('cancelled'))();
    timers.runUntilIdle();
    expect(seen).toEqual(['kept']);
  });

  it('say so when something re-arms for ever', () => {
    const timers = new VirtualTimers(0);
    const again = (): void => void timers.at(timers.now() + 1, again);
    again();
    expect(() => timers.runUntilIdle(50)).toThrow('still busy after 50 actions');
  });
});
