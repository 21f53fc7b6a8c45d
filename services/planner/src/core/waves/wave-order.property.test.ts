import fc from 'fast-check';

import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aPlan, aPlannedRun, MINUTE_MS } from '../../testing/runs.fixture.ts';
import { elementAt } from '../element-at.ts';
import type { PlanFacts, WaveFacts } from '../plan/plan-facts.ts';
import type { PlannedRun, RunState } from '../run/run-state.ts';
import { runDueAt } from '../run/run-due-at.ts';
import { moveWave } from './move-wave.ts';
import { settle } from './settle.ts';
import { isUnstarted } from './wave-state.ts';

/** A wave as far as its order goes. `waitsFor`: which of the waves before it, one bit each. */
interface Drawn {
  waitsFor: number;
  priority: number;
  bakeMinutes: number;
  instances: number;
  workMinutes: number;
  ending: 'Completed' | 'Halted';
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  waitsFor: fc.integer({ min: 0, max: 63 }),
  priority: fc.integer({ min: 0, max: 3 }),
  bakeMinutes: fc.constantFrom(0, 10, 45),
  instances: fc.constantFrom(0, 5, 5, 5),
  workMinutes: fc.integer({ min: 1, max: 90 }),
  ending: fc.constantFrom('Completed', 'Completed', 'Completed', 'Halted'),
});
const course = fc.record({
  waves: fc.array(drawn, { minLength: 1, maxLength: 6 }),
  maxWavesAtOnce: fc.integer({ min: 1, max: 3 }),
  pauseMinutes: fc.constantFrom(0, 20),
});
type Course = typeof course extends fc.Arbitrary<infer Value> ? Value : never;

/** What an observer saw of one wave, epoch ms. */
interface Seen {
  startedAt?: number;
  endedAt?: number;
}

function planOf({ waves, maxWavesAtOnce }: Course): PlanFacts {
  const facts = aPlan().waves[0] as WaveFacts;
  return {
    ...aPlan(),
    maxWavesAtOnce,
    waves: waves.map(({ waitsFor, priority, bakeMinutes, instances }, ordinal) => ({
      ...facts, name: `wave-${String(ordinal)}`, priority, instances, bakeSeconds: bakeMinutes * 60,
      dependsOn: [...waves.keys()].filter((before) => before < ordinal && ((waitsFor >> before) & 1) === 1),
    })),
  };
}

interface Start {
  ordinal: number;
  now: number;
  /** As it stood before this moment's starts. */
  before: PlannedRun;
  seen: readonly Seen[];
}

/** Plays a run to its end as its own clock and its waves' targets would drive it, and tells of each start. */
class Play {
  readonly seen: Seen[];
  private readonly given: Course;
  private readonly plan: PlanFacts;
  private readonly onStart: (start: Start) => void;

  constructor(given: Course, onStart: (start: Start) => void = () => undefined) {
    this.given = given;
    this.plan = planOf(given);
    this.onStart = onStart;
    this.seen = given.waves.map(() => ({}));
  }

  toEnd(): RunState {
    let moment: Moment = { run: this.begun(), now: NIGHT };
    for (let steps = 0; steps < 500; steps += 1) {
      const state = this.settleAt(moment);
      if (state.phase !== 'planned') return state;
      moment = this.nextMoment(state, moment.now);
    }
    throw new Error(`the run never ended: ${JSON.stringify(moment.run.waves)}`);
  }

  private settleAt({ run, now }: Moment): RunState {
    const { state, events } = settle(run, this.plan, now);
    for (const event of events) if (event.type === 'WaveStarted') this.note({ ordinal: event.wave, now, before: run, seen: this.seen });
    return state;
  }

  private nextMoment(run: PlannedRun, before: number): Moment {
    const end = this.nextEnd();
    const now = Math.max(before, Math.min(end?.at ?? Infinity, runDueAt(run) ?? Infinity));
    return { now, run: end !== undefined && end.at <= now ? this.completed(run, end) : run };
  }

  private begun(): PlannedRun {
    return aPlannedRun({
      wavePauseSeconds: this.given.pauseMinutes * 60,
      endsBefore: NIGHT + 10_000 * MINUTE_MS,
      waves: this.given.waves.map(() => ({ status: 'Pending', validUntil: NIGHT + 10_000 * MINUTE_MS })),
    });
  }

  /** A wave that is asked again has started before. */
  private note(start: Start): void {
    const seen = elementAt(this.seen, start.ordinal);
    if (seen.startedAt !== undefined) return;
    this.onStart(start);
    seen.startedAt = start.now;
  }

  private nextEnd(): End | undefined {
    const ends = this.seen.flatMap(({ startedAt, endedAt }, ordinal) =>
      startedAt === undefined || endedAt !== undefined ? [] : [{ ordinal, at: startedAt + elementAt(this.given.waves, ordinal).workMinutes * MINUTE_MS }]);
    return ends.toSorted((one, other) => one.at - other.at)[0];
  }

  private completed(run: PlannedRun, { ordinal, at }: End): PlannedRun {
    elementAt(this.seen, ordinal).endedAt = at;
    const { ending } = elementAt(this.given.waves, ordinal);
    const incoming = { kind: 'WaveCompleted' as const, wave: elementAt(this.plan.waves, ordinal).name, ending, outcomes: { Compliant: 5 }, commands: { planned: 1, accepted: 1, throttled: 0 } };
    return moveWave(run, incoming, { plan: this.plan, now: at })?.state ?? run;
  }
}

interface Moment {
  run: PlannedRun;
  now: number;
}

interface End {
  ordinal: number;
  at: number;
}

describe('whatever the order of the waves, their lengths and their ends', () => {
  it('a wave starts only when all that it depends on have completed within their thresholds, baked, and paused', () => {
    fc.assert(fc.property(course, (given) => {
      const plan = planOf(given);
      new Play(given, ({ ordinal, now, seen }) => {
        for (const before of elementAt(plan.waves, ordinal).dependsOn) {
          const { bakeMinutes, ending, instances } = elementAt(given.waves, before);
          if (instances === 0) continue;
          expect(ending).toBe('Completed');
          expect(now).toBeGreaterThanOrEqual((elementAt(seen, before).endedAt ?? Infinity) + (bakeMinutes + given.pauseMinutes) * MINUTE_MS);
        }
      }).toEnd();
    }));
  });

  it('never more waves run at once than may', () => {
    fc.assert(fc.property(course, (given) => {
      new Play(given, ({ seen }) => {
        const running = seen.filter(({ startedAt, endedAt }) => startedAt !== undefined && endedAt === undefined).length;
        expect(running).toBeLessThan(given.maxWavesAtOnce);
      }).toEnd();
    }));
  });

  it('of the waves that wait for a turn only, none goes before one of a higher priority', () => {
    fc.assert(fc.property(course, (given) => {
      const priorityOf = (ordinal: number) => elementAt(given.waves, ordinal).priority;
      new Play(given, ({ ordinal, seen, before }) => {
        const waiting = before.waves.flatMap((wave, other) => (isUnstarted(wave) && wave.held === 'AwaitingTurn' ? [other] : []));
        const overtaken = waiting.filter((other) => elementAt(seen, other).startedAt === undefined && priorityOf(other) > priorityOf(ordinal));
        expect(overtaken).toEqual([]);
      }).toEnd();
    }));
  });

  it('the run ends, and nothing starts that waits for a wave that did not pass', () => {
    fc.assert(fc.property(course, (given) => {
      const plan = planOf(given);
      const play = new Play(given);
      expect(play.toEnd().phase).toBe('ended');
      const startedAnyway = plan.waves.flatMap(({ dependsOn }, ordinal) =>
        dependsOn.some((before) => !passed(given, plan, before)) && elementAt(play.seen, ordinal).startedAt !== undefined ? [ordinal] : []);
      expect(startedAnyway).toEqual([]);
    }));
  });
});

function passed(given: Course, plan: PlanFacts, ordinal: number): boolean {
  const { dependsOn, instances } = elementAt(plan.waves, ordinal);
  return dependsOn.every((before) => passed(given, plan, before)) && (instances === 0 || elementAt(given.waves, ordinal).ending === 'Completed');
}
