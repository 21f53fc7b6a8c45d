import { ScaledClock } from './scaled-clock.ts';
import { VirtualTimers } from './virtual-timers.ts';
import type { Wall } from './wall.ts';

const START_MS = Date.UTC(2026, 0, 5, 8);

/** Real time moved by hand: a turn of the event loop takes no time. */
function handWall(): Wall & { advance: (milliseconds: number) => void } {
  const timers = new VirtualTimers(0);
  return {
    elapsedMs: () => timers.now(),
    after: (milliseconds, action) => timers.at(timers.now() + milliseconds, action),
    afterTurn: (action) => timers.at(timers.now(), action),
    advance: (milliseconds) => timers.advanceBy(milliseconds),
  };
}

function clockAt(speed: number): { clock: ScaledClock; wall: ReturnType<typeof handWall>; stands: number[] } {
  const wall = handWall();
  const stands: number[] = [];
  const clock = new ScaledClock({ startMs: START_MS, speed, wall, onStand: (nowMs) => stands.push(nowMs - START_MS) });
  return { clock, wall, stands };
}

describe('a clock of speed 60', () => {
  it('runs a minute in a second', () => {
    const { clock, wall } = clockAt(60);
    wall.advance(1000);
    expect(clock.now() - START_MS).toBe(60_000);
  });

  it('stands still while anything holds it, and goes on from there', () => {
    const { clock, wall } = clockAt(60);
    wall.advance(1000);
    const [first, second] = [clock.hold(), clock.hold()];
    wall.advance(5000);
    first();
    first();
    wall.advance(5000);
    expect(clock.now() - START_MS).toBe(60_000);
    second();
    wall.advance(500);
    expect(clock.now() - START_MS).toBe(90_000);
  });

  it('stops exactly at a timer, however late the machine is', () => {
    const { clock, wall } = clockAt(60);
    const fired: number[] = [];
    clock.at(START_MS + 30_000, () => fired.push(clock.now() - START_MS));
    wall.advance(20_000);
    expect(fired).toEqual([30_000]);
  });

  it('fires all timers of one moment, and none of a later one while the first hold it', () => {
    const { clock, wall } = clockAt(60);
    const fired: string[] = [];
    let release = (): void => undefined;
    clock.at(START_MS + 1000, () => {
      fired.push('first');
      release = clock.hold();
    });
    clock.at(START_MS + 1000, () => fired.push('second'));
    clock.at(START_MS + 1001, () => fired.push('later'));
    wall.advance(10_000);
    expect(fired).toEqual(['first', 'second']);
    release();
    wall.advance(1);
    expect(fired).toEqual(['first', 'second', 'later']);
  });

  it('lets one timer cancel another of the same moment', () => {
    const { clock, wall } = clockAt(60);
    const fired: string[] = [];
    let cancel = (): void => undefined;
    clock.at(START_MS + 1000, () => cancel());
    cancel = clock.at(START_MS + 1000, () => fired.push('cancelled'));
    wall.advance(1000);
    expect(fired).toEqual([]);
  });

  it('runs a timer of the present moment while held, because no time has to pass for it', () => {
    const { clock, wall } = clockAt(60);
    const fired: string[] = [];
    wall.advance(1000);
    clock.hold();
    clock.at(clock.now(), () => fired.push('now'));
    clock.at(clock.now() + 1, () => fired.push('later'));
    expect(fired).toEqual([]);
    wall.advance(1000);
    expect(fired).toEqual(['now']);
  });

  it('runs a timer of the past soon, but never at once', () => {
    const { clock, wall } = clockAt(60);
    const fired: string[] = [];
    clock.at(START_MS - 1, () => fired.push('past'));
    expect(fired).toEqual([]);
    wall.advance(0);
    expect(fired).toEqual(['past']);
  });

  it('runs a timer that a timer asked for', () => {
    const { clock, wall } = clockAt(60);
    const fired: number[] = [];
    clock.at(START_MS + 60_000, () => clock.at(clock.now() + 60_000, () => fired.push(clock.now() - START_MS)));
    wall.advance(2000);
    expect(fired).toEqual([120_000]);
  });

  it('forgets a cancelled timer', () => {
    const { clock, wall } = clockAt(60);
    const fired: string[] = [];
    clock.at(START_MS + 1000, () => fired.push('cancelled'))();
    wall.advance(10_000);
    expect(fired).toEqual([]);
  });

  it('tells each moment at which it stands before the timer acts', () => {
    const { clock, wall, stands } = clockAt(60);
    let seen: number[] = [];
    clock.at(START_MS + 30_000, () => (seen = [...stands]));
    wall.advance(1000);
    expect(seen).toEqual([0, 30_000]);
  });
});

describe('a clock that jumps', () => {
  it('goes straight to the next timer, and stands still when none is left', () => {
    const { clock, wall } = clockAt(Infinity);
    const fired: number[] = [];
    for (const hours of [3, 1]) clock.at(START_MS + hours * 3_600_000, () => fired.push(hours));
    wall.advance(0);
    expect(fired).toEqual([1, 3]);
    wall.advance(60_000);
    expect(clock.now() - START_MS).toBe(3 * 3_600_000);
  });

  it('does not jump while something works', () => {
    const { clock, wall } = clockAt(Infinity);
    const fired: string[] = [];
    const release = clock.hold();
    clock.at(START_MS + 1000, () => fired.push('timer'));
    wall.advance(60_000);
    expect(fired).toEqual([]);
    release();
    wall.advance(0);
    expect(fired).toEqual(['timer']);
  });
});

it('refuses a speed that would never arrive', () => {
  expect(() => clockAt(0)).toThrow('speed: found 0, expected a number above 0');
});

it('leaves no timer behind when stopped', () => {
  const { clock, wall } = clockAt(60);
  const fired: string[] = [];
  clock.at(START_MS + 1000, () => fired.push('late'));
  clock.stop();
  wall.advance(60_000);
  expect(fired).toEqual([]);
});
